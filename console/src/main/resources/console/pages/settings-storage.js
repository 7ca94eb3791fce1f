// Where recordings are, how much room there is, and when things go.

import { useCall } from "../api.js";
import { html } from "../html.js";
import { about, number, size } from "../format.js";
import { Badge, Failed } from "../parts/parts.js";
import { t } from "../text/text.js";

export function Storage() {
  const { data, failure, reload } = useCall("console", "DescribeStorage");
  return html`
    <section aria-labelledby="storage"><div class="cb-heading"><h2 id="storage">${t("Storage")}</h2></div>
      ${failure && !data && html`<${Failed} failure=${failure} again=${reload} />`}
      ${data && html`<${Facts} data=${data} />`}
    </section>`;
}

function Facts({ data }) {
  const used = data.DiskTotalBytes - data.DiskFreeBytes;
  return html`
    <div class="st-storage">
      <article class="cb-receiver card"><h3>${t("Disk")}</h3>
        <p class="st-figure">${t("{free} of {total} free", { free: size(data.DiskFreeBytes), total: size(data.DiskTotalBytes) })}</p>
        <meter min="0" max=${data.DiskTotalBytes} value=${used} aria-label=${t("Used")}></meter>
        <p><${Room} data=${data} /></p>
        <dl class="cb-facts">
          <dt>${t("Data folder")}</dt><dd><code>${data.Folder}</code></dd>
          <dt>${t("Warned below")}</dt><dd>${size(data.WarnFreeBytes)}</dd>
          <dt>${t("Recordings stop below")}</dt><dd>${size(data.StopFreeBytes)}</dd>
        </dl></article>
      <article class="cb-receiver card"><h3>${t("Recorded files")}</h3>
        <p class="st-figure">${t("{n} files, {size}", { n: number(data.FileCount), size: size(data.FileBytes) })}</p>
        <p class="quiet">${t("As their owners see them: MP4 and HLS files of one recording share bytes on the disk.")}</p>
        <dl class="cb-facts">
          <dt>${t("Kept for")}</dt><dd>${data.StorageSeconds === 0 ? t("ever, unless a template says otherwise") : about(data.StorageSeconds)}</dd>
          <dt>${t("Delivered callbacks kept for")}</dt><dd>${about(data.CallbackLogSeconds)}</dd>
        </dl></article>
    </div>
    <p class="quiet">${t("These are set in the configuration file; a change holds after a restart.")}</p>`;
}

function Room({ data }) {
  if (data.DiskFreeBytes < data.StopFreeBytes) {
    return html`<${Badge} kind="bad">${t("Full: nothing is recorded")}</${Badge}>`;
  }
  return data.DiskFreeBytes < data.WarnFreeBytes ? html`<${Badge} kind="warn">${t("Little room left")}</${Badge}>`
    : html`<${Badge} kind="good">${t("Room enough")}</${Badge}>`;
}
