// Days and times of the server's time zone, which has its own days that are an hour longer or shorter.

import { session } from "../../api.js";

const zone = () => session.get()?.Server.TimeZone ?? "UTC";

function parts(ms) {
  const found = new Intl.DateTimeFormat("en-CA", { timeZone: zone(), hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
    hour: "2-digit", minute: "2-digit", second: "2-digit" }).formatToParts(ms);
  return Object.fromEntries(found.map(({ type, value }) => [type, value]));
}

/** 2026-01-31 */
export function dayOf(ms) {
  const { year, month, day } = parts(ms);
  return `${year}-${month}-${day}`;
}

/** 14:05:09 */
export function timeOf(ms) {
  const { hour, minute, second } = parts(ms);
  return `${hour}:${minute}:${second}`;
}

/** The moment of a day at which clocks show a time; NaN for what is no time. */
export function momentOf(day, text) {
  const asUtc = Date.parse(`${day}T${text.length === 5 ? `${text}:00` : text}Z`);
  const shown = (ms) => Date.parse(`${dayOf(ms)}T${timeOf(ms)}Z`);
  if (Number.isNaN(asUtc)) {
    return NaN;
  }
  const guess = asUtc - (shown(asUtc) - asUtc);
  return guess - (shown(guess) - asUtc);
}

/** A day later or earlier. */
export function dayAfter(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
