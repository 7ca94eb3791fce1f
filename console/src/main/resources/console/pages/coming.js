// In the place of pages that this version does not have.

import { html } from "../html.js";
import { Empty, Heading } from "../parts/parts.js";
import { t } from "../text/text.js";

export default function Coming({ page }) {
  return html`<${Heading} title=${t(page.name)} />
    <${Empty} heading=${t("This version does not have this page.")}
      text=${t("What belongs here can be done by the API: its actions are listed at /openapi.json.")} />`;
}
