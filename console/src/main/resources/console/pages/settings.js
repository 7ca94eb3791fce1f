// Settings: domains and keys, API keys, users, storage, and who did what.

import { may } from "../api.js";
import { html } from "../html.js";
import { Empty, Heading } from "../parts/parts.js";
import { address, Link } from "../router.js";
import { t } from "../text/text.js";
import { ApiKeys } from "./settings-api-keys.js";
import { Audit } from "./settings-audit.js";
import { Domains } from "./settings-domains.js";
import { Storage } from "./settings-storage.js";
import { Users } from "./settings-users.js";

const sections = () => [
  { path: "domains", name: t("Domains and keys"), role: "viewer", component: Domains },
  { path: "api-keys", name: t("API keys"), role: "admin", component: ApiKeys },
  { path: "users", name: t("Users"), role: "admin", component: Users },
  { path: "storage", name: t("Storage"), role: "viewer", component: Storage },
  { path: "audit", name: t("Audit log"), role: "admin", component: Audit },
];

export default function Settings({ segments, query }) {
  const mine = sections().filter((section) => may(section.role));
  const section = mine.find(({ path }) => path === (segments[0] ?? mine[0].path));
  return html`
    <${Heading} title=${t("Settings")} />
    <nav class="st-tabs" aria-label=${t("Settings")}>
      ${mine.map(({ path, name }) => html`<${Link} key=${path} to=${address("settings", path)}
        aria-current=${path === section?.path ? "page" : null}>${name}</${Link}>`)}
    </nav>
    ${section ? html`<${section.component} key=${section.path} query=${query} />`
      : html`<${Empty} heading=${t("There is nothing here for you.")} text=${t("Either there is no such page, or it is for admins.")} />`}`;
}
