// What will happen to a stream of a given name: the server decides as it does for a push.

import { useEffect, useState } from "preact/hooks";
import { call } from "../../api.js";
import { html } from "../../html.js";
import { Wrong } from "../../parts/form.js";
import { Field } from "../../parts/parts.js";
import { address, go } from "../../router.js";
import { t } from "../../text/text.js";
import { Formats, ruleName } from "./plan.js";

export function TestName({ known, query }) {
  const [answer, setAnswer] = useState(null);
  const first = { domain: query.domain ?? known.domains[0] ?? "", app: query.app ?? "live", stream: query.stream ?? "" };
  async function ask({ domain, app, stream }) {
    try {
      setAnswer({ plan: await call("console", "DescribeRecordingPlan", { DomainName: domain, AppName: app, StreamName: stream }) });
    } catch (failure) {
      setAnswer({ failure });
    }
  }
  useEffect(() => {
    if (first.stream) {
      ask(first);
    }
  }, [known.rules, known.templates]);
  function submit(event) {
    event.preventDefault();
    const { domain, app, stream } = event.target;
    const wish = { domain: domain.value.trim(), app: app.value.trim(), stream: stream.value.trim() };
    go(address("recording", wish), { replace: true });
    ask(wish);
  }
  return html`
    <section class="card test-name" aria-labelledby="test-name">
      <h2 id="test-name">${t("Test a name")}</h2>
      <form onSubmit=${submit}>
        <${Field} label=${t("Push domain")}>${(field) => html`<input name="domain" required defaultValue=${first.domain} list="push-domains" ...${field} />`}</${Field}>
        <${Field} label=${t("Application")}>${(field) => html`<input name="app" required defaultValue=${first.app} ...${field} />`}</${Field}>
        <${Field} label=${t("Stream")}>${(field) => html`<input name="stream" required defaultValue=${first.stream} ...${field} />`}</${Field}>
        <button class="button primary">${t("What will happen?")}</button>
      </form>
      <datalist id="push-domains">${known.domains.map((domain) => html`<option key=${domain} value=${domain} />`)}</datalist>
      <div role="status" class="answer">${answer && (answer.failure ? html`<${Wrong} failure=${answer.failure} />` : html`<${Plan} plan=${answer.plan} />`)}</div>
    </section>`;
}

function Plan({ plan }) {
  const by = plan.Rule
    ? t("The rule for {streams} decides, with the template {template}.", { streams: ruleName(plan.Rule), template: plan.Rule.TemplateName })
    : t("No rule is for it: the configuration decides.");
  return html`
    <p><strong>${plan.Formats.length > 0 ? t("It will be recorded.") : t("It will not be recorded.")}</strong>${" "}<bdi>${by}</bdi></p>
    ${plan.Formats.length > 0 && html`<${Formats} formats=${plan.Formats} />`}
    ${plan.AudioOnly && html`<p>${t("Only the sound is recorded.")}</p>`}
    <p class="quiet">${t("What a push address asks for (record=mp4, record_interval=600) goes before this, and tasks record beside it.")}</p>`;
}
