// Times as fields have them, of the server's time zone, in which all times are shown.

import { session } from "../../api.js";

const zone = () => session.get()?.Server.TimeZone ?? "UTC";

/** The time in the zone, as if it were UTC. Swedes write times as fields do. */
const written = (ms, timeZone) => new Date(ms).toLocaleString("sv-SE", { timeZone, hour12: false }).replace(" ", "T");

/** 2026-03-30T14:05 */
export const localOf = (ms, timeZone = zone()) => written(ms, timeZone).slice(0, 16);

/** Milliseconds since 1970; the offset of the zone is asked for twice, because it may change in between. */
export function instantOf(local, timeZone = zone()) {
  const asUtc = Date.parse(`${local}Z`);
  const offset = (ms) => Date.parse(`${written(ms, timeZone)}Z`) - Math.floor(ms / 1000) * 1000;
  return asUtc - offset(asUtc - offset(asUtc));
}
