// Parts of the account, each with files of its own: which one a page shows stands in its address.

import { useCall } from "../api.js";
import { html } from "../html.js";
import { address, place } from "../router.js";
import { t } from "../text/text.js";
import { FailedPart, Field } from "./parts.js";

const NUMBER = /^[1-9]\d{0,14}$/;

/** The part that the page shows, as text; empty for the account's own. */
export function partShown() {
  const { part = "" } = place.get().query;
  return NUMBER.test(part) ? part : "";
}

/** A part as the API's parameter; nothing for the account's own. */
export const inPart = (part = partShown()) => (part ? { SubAppId: Number(part) } : {});

/** The address of a file of the part that the page shows, or of another. */
export const fileAddress = (id, part = partShown()) => address("files", id, part ? { part } : {});

/** @returns parts: the others beside the account's own, { id, name } each, those that were made, and those that files were put into */
function useParts() {
  const made = useCall("vod", "DescribeSubAppIds");
  const used = useCall("console", "DescribeUsedParts");
  const [own, ...others] = made.data?.SubAppIdInfoSet ?? [];
  const known = new Map(others.map((each) => [String(each.SubAppId), each.Name]));
  (used.data?.SubAppIds ?? []).map(String).forEach((id) => known.has(id) || known.set(id, ""));
  known.delete(String(own?.SubAppId));
  return {
    parts: [...known].map(([id, name]) => ({ id, name })),
    failure: made.failure ?? used.failure,
    again: () => [made, used].forEach((each) => each.failure && each.reload()),
  };
}

/** A choice of the part, where there are others than the account's own. @param value as text; @param choose called with another */
export function PartChoice({ value, choose, help }) {
  const { parts, failure, again } = useParts();
  if (failure) {
    return html`<${FailedPart} what=${t("Part of the account")} failure=${failure} again=${again} />`;
  }
  const all = !value || parts.some((each) => each.id === value) ? parts : [...parts, { id: value, name: "" }];
  return all.length > 0 && html`<${Field} label=${t("Part of the account")} help=${help}>${(field) => html`
    <select ...${field} onChange=${(event) => choose(event.target.value)}>
      <option value="" selected=${!value}>${t("The account's own")}</option>
      ${all.map(({ id, name }) => html`<option key=${id} value=${id} selected=${id === value}>${name ? `${name} (${id})` : id}</option>`)}
    </select>`}</${Field}>`;
}
