// Addresses of a file for others.

import { call } from "../../api.js";
import { html } from "../../html.js";
import { inPart } from "../../parts/part.js";
import { ShareDialog } from "../../parts/share.js";
import { t } from "../../text/text.js";

export function Share({ data, close }) {
  const { File: file } = data;
  return html`<${ShareDialog} title=${t("Share this file")} signed=${data.Signed} close=${close}
    ask=${(seconds) => call("console", "ShareFile", { FileId: file.FileId, ...inPart(), ValidSeconds: seconds })}
    addresses=${(made) => [[t("Watch page address"), made.Page], [t("Player for other sites' pages"), made.Embed],
      [file.Format === "hls" ? t("Playlist for players") : t("The media itself"), made.Media]]} />`;
}
