// Recording: what is recorded of which streams, and how long it is kept.

import { useCall } from "../api.js";
import { html } from "../html.js";
import { Failed, Heading } from "../parts/parts.js";
import { t } from "../text/text.js";
import { Everything } from "./recording/everything.js";
import { Rules } from "./recording/rules.js";
import { Templates } from "./recording/templates.js";
import { TestName } from "./recording/test-name.js";

export default function Recording({ query }) {
  const defaults = useCall("console", "DescribeRecordingDefaults");
  const templates = useCall("live", "DescribeLiveRecordTemplates");
  const rules = useCall("live", "DescribeLiveRecordRules");
  const domains = useCall("live", "DescribeLiveDomains", { DomainType: 0, PageSize: 100 });
  const asked = [defaults, templates, rules, domains];
  const failed = asked.find(({ failure }) => failure);
  const reload = () => asked.forEach((each) => each.reload());
  const known = {
    defaults: defaults.data,
    templates: templates.data?.Templates,
    rules: rules.data?.Rules,
    domains: domainNames(domains.data, rules.data),
  };
  return html`
    <${Heading} title=${t("Recording")} text=${t("Rules say which streams are recorded, templates say how. Both hold from the next push on.")} />
    ${failed && html`<${Failed} failure=${failed.failure} again=${reload} />`}
    ${known.defaults && known.templates && known.rules && html`
      <${Everything} known=${known} reload=${reload} />
      <${TestName} known=${known} query=${query} />
      <${Rules} known=${known} reload=${reload} />
      <${Templates} known=${known} reload=${reload} />`}`;
}

/** The push domains; that of the address bar, which is one where nobody has configured any, last. */
function domainNames(domains, rules) {
  const names = [...(domains?.DomainList ?? []).map(({ Name }) => Name), ...(rules?.Rules ?? []).map(({ DomainName }) => DomainName),
    location.hostname];
  return [...new Set(names)];
}
