// Tags as people edit them: each is a whole, whatever is in it, with a button that takes it away; new ones are typed behind them.

import { useRef } from "preact/hooks";
import { html } from "../../html.js";
import { Field } from "../../parts/parts.js";
import { t } from "../../text/text.js";

const COMMA = /[,，、;；\n]/;
const UP_TO_THE_LAST_COMMA = /^[^]*[,，、;；\n]/;

/** Tags as somebody has typed them, with commas of any kind between. */
const tagsOf = (text) => [...new Set(text.split(COMMA).map((tag) => tag.trim()).filter(Boolean))];

/** Those of a field: what is typed in it is meant to be one, although nobody has ended it yet. */
export const tagsWith = (tags, text) => [...new Set([...tags, ...tagsOf(text)])];

/** Tags as they stand in an address: with commas between, where they have none. */
export function written(tags) {
  const plain = tags.join(",");
  return plain.startsWith("[") || tagsOf(plain).join() !== plain || tagsOf(plain).length !== tags.length ? JSON.stringify(tags) : plain;
}

/** What {@link written} has made, or somebody by hand. */
export function tagsIn(text) {
  try {
    const all = text.startsWith("[") ? JSON.parse(text) : [];
    return all.length ? all.map(String) : tagsOf(text);
  } catch {
    return tagsOf(text);
  }
}

/**
 * Enter or a comma ends a tag.
 *
 * @param tags those that are there
 * @param text what is typed and not ended
 * @param change called with both as they are then: { tags, text }
 */
export function TagField({ label, help, error, tags, text, change }) {
  const place = useRef(null);
  /** While a word is being composed its commas may change. */
  function type({ target: { value }, isComposing }) {
    const [ended = ""] = isComposing ? [] : UP_TO_THE_LAST_COMMA.exec(value) ?? [];
    change({ tags: tagsWith(tags, ended), text: value.slice(ended.length) });
  }
  function press(event) {
    if (event.key === "Enter" && !event.isComposing && tagsOf(text).length > 0) {
      event.preventDefault();
      change({ tags: tagsWith(tags, text), text: "" });
    }
  }
  /** The focus goes to the tag that follows, for who takes away several. */
  function remove(tag) {
    const [buttons, at] = [[...place.current.querySelectorAll("button")], tags.indexOf(tag)];
    (buttons[at + 1] ?? buttons[at - 1] ?? place.current.querySelector("input")).focus();
    change({ tags: tags.filter((each) => each !== tag), text });
  }
  return html`<${Field} label=${label} help=${help} error=${error}>${(field) => html`
    <div class="tag-field" ref=${place}>
      <ul aria-live="polite" hidden=${tags.length === 0}>${tags.map((tag) => html`
        <li key=${tag}><bdi>${tag}</bdi><button type="button" class="icon" aria-label=${t("Take away the tag {tag}", { tag })}
          onClick=${() => remove(tag)}>×</button></li>`)}</ul>
      <input ...${field} autocomplete="off" value=${text} onInput=${type} onCompositionEnd=${type} onKeyDown=${press} />
    </div>`}</${Field}>`;
}
