// Timeline: a day of a stream on one line. Without a stream: which there are.

import { html } from "../html.js";
import { StreamChoice } from "./timeline/streams.js";
import { StreamDay } from "./timeline/day.js";

export default function Timeline({ segments, query }) {
  const [app, stream] = segments;
  return app && stream ? html`<${StreamDay} key=${`${app}/${stream}`} app=${app} stream=${stream} query=${query} />`
    : html`<${StreamChoice} query=${query} />`;
}
