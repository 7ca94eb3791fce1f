// The words of the page Callbacks that the server has as codes.

import { t } from "../text/text.js";

/** The kinds of events that receivers are set for, as the server calls them. */
export const kinds = () => ({
  "push began": t("Push began"),
  "push ended": t("Push ended"),
  "file recorded": t("File recorded"),
  "recording status": t("Recording status"),
  "recording exception": t("Recording exception"),
});

/** Those and what the product "vod" tells of. */
export const allKinds = () => ({
  ...kinds(),
  "vod NewFileUpload": t("File added"),
  "vod FileDeleted": t("Files deleted"),
  "vod EditMediaComplete": t("Edit done"),
  "vod PullComplete": t("Fetch done"),
  "vod ConcatComplete": t("Join done"),
});

export const kindName = (kind) => allKinds()[kind] ?? kind;

export const states = () => ({
  PARKED: { name: t("Given up"), kind: "bad" },
  WAITING: { name: t("On its way"), kind: "warn" },
  QUEUED: { name: t("Behind others"), kind: "" },
  DELIVERED: { name: t("Delivered"), kind: "good" },
});

/** What came of an attempt: the status, or why there is none. */
export const outcome = ({ status, error }) => (status ? `HTTP ${status}` : error);
