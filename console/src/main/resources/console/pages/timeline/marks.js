// What the marks of a timeline mean.

import { length, number } from "../../format.js";
import { t } from "../../text/text.js";

/** The kinds of marks, with the colour of each. */
export const GROUPS = [
  { key: "interruption", name: () => t("Interruption"), color: "warn" },
  { key: "loss", name: () => t("Loss"), color: "bad" },
  { key: "split", name: () => t("Split"), color: "blue" },
  { key: "repair", name: () => t("Repair"), color: "good" },
];

const KINDS = {
  INTERRUPTED: ["interruption", () => t("The publisher went away, and came back.")],
  SPLIT: ["split", () => t("A file was closed and the next begun, without a loss.")],
  RECOVERED: ["repair", () => t("The server died here; the file was finished at its next start.")],
  GAP_BEGAN: ["loss", () => t("From here on samples are lost: the disk is full or too slow.")],
  GAP_ENDED: ["loss", () => t("The gap is over, nothing is lost any more.")],
  AUDIO_LOST: ["loss", () => t("Sound was lost in a gap.")],
  VIDEO_LOST: ["loss", () => t("Pictures were lost in a gap.")],
  FILE_FAILED: ["loss", () => t("The disk failed a file; the recording goes on in another.")],
  WRAPPED: ["repair", () => t("Timestamps began anew after their largest value; nothing was lost.")],
  AUDIO_JUMPED: ["repair", () => t("Timestamps of the sound jumped, and were brought back.")],
  VIDEO_JUMPED: ["repair", () => t("Timestamps of the pictures jumped, and were brought back.")],
  AUDIO_WENT_BACK: ["repair", () => t("Timestamps of the sound went back a little.")],
  VIDEO_WENT_BACK: ["repair", () => t("Timestamps of the pictures went back a little.")],
  AUDIO_STUCK: ["repair", () => t("Timestamps of the sound stood still; it was placed by its length.")],
  VIDEO_STUCK: ["repair", () => t("Timestamps of the pictures stood still; they were placed by when they came.")],
  AUDIO_UNEVEN: ["repair", () => t("Timestamps of the sound left a hole in which no time was lost.")],
  VIDEO_UNEVEN: ["repair", () => t("Timestamps of the pictures left a hole in which no time was lost.")],
  AUDIO_DRIFTED: ["repair", () => t("The sound's clock went slower or faster; it was moved in small steps.")],
  TRACKS_APART: ["repair", () => t("Sound and pictures had different clocks; they were placed by when they came.")],
  AUDIO_MISSING: ["loss", () => t("The publisher sent no sound.")],
  VIDEO_MISSING: ["loss", () => t("The publisher sent no pictures.")],
  SIZE_CHANGED: ["split", () => t("The picture has another size, or is turned.")],
  VIDEO_CHANGED: ["split", () => t("The pictures go on in another codec or configuration.")],
  AUDIO_CHANGED: ["split", () => t("The sound goes on in another codec or configuration.")],
};

export const group = ({ Kind }) => GROUPS.find(({ key }) => key === KINDS[Kind]?.[0]) ?? GROUPS.at(-1);

/** A sentence about a mark. */
export function meaning({ Kind, Count, Ms }) {
  const text = KINDS[Kind]?.[1]() ?? Kind;
  const often = Count > 1 ? ` ${t("{n} times.", { n: number(Count) })}` : "";
  return `${text}${often}${Ms > 0 ? ` ${howLong(Ms)}` : ""}`;
}

const howLong = (ms) => (ms < 10_000 ? t("{n} ms.", { n: number(ms) }) : t("{time} long.", { time: length(ms / 1000) }));
