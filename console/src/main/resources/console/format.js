// Figures as people read them. Times are those of the server's time zone, which is the one that recordings are named in.

import { session } from "./api.js";
import { language } from "./choices.js";
import { t } from "./text/text.js";

const LOCALE = language === "zh" ? "zh-CN" : "en-GB";

function scaled(value, units, base = 1000) {
  let unit = 0;
  while (value >= base * 0.9995 && unit < units.length - 1) {
    value /= base;
    unit++;
  }
  return `${value.toFixed(unit === 0 || value >= 99.95 ? 0 : 1)} ${units[unit]}`;
}

/** 1.8 MB */
export const size = (bytes) => scaled(bytes, ["B", "kB", "MB", "GB", "TB"]);

/** 2.4 Mbit/s */
export const bitrate = (bitsPerSecond) => scaled(bitsPerSecond, ["bit/s", "kbit/s", "Mbit/s", "Gbit/s"]);

export const number = (value) => value.toLocaleString(LOCALE);

/** 1:02:05 */
export function length(seconds) {
  const whole = Math.max(0, Math.round(seconds));
  const two = (value) => String(value).padStart(2, "0");
  const minutes = Math.floor(whole / 60) % 60;
  return whole < 3600 ? `${minutes}:${two(whole % 60)}` : `${Math.floor(whole / 3600)}:${two(minutes)}:${two(whole % 60)}`;
}

/** 3 days, 5 h, 12 min, 40 s: the largest unit that fits, for what is not exact. */
export function about(seconds) {
  if (seconds >= 2 * 86_400) {
    return t("{n} days", { n: number(Math.floor(seconds / 86_400)) });
  }
  if (seconds >= 2 * 3600) {
    return t("{n} h", { n: Math.floor(seconds / 3600) });
  }
  return seconds >= 120 ? t("{n} min", { n: Math.floor(seconds / 60) }) : t("{n} s", { n: Math.floor(seconds) });
}

const zone = () => session.get()?.Server.TimeZone ?? "UTC";

/** 14:05:09 */
export const clock = (ms) => new Date(ms).toLocaleTimeString(LOCALE, { timeZone: zone(), hour12: false });

const day = (ms) => new Date(ms).toLocaleDateString(LOCALE, { timeZone: zone() });

/** 14:05:09 for today, else 30 Mar 2026, 14:05:09 */
export const since = (ms) => (day(ms) === day(Date.now()) ? clock(ms) : time(ms));

/** 30 Mar 2026, 14:05:09 */
export const time = (ms) => new Date(ms).toLocaleString(LOCALE,
  { timeZone: zone(), dateStyle: "medium", timeStyle: "medium", hour12: false });
