// Files: the list of them, or one, which stands behind the page's path.

import { html } from "../html.js";
import { partShown } from "../parts/part.js";
import { File } from "./files/file.js";
import { FileList } from "./files/list.js";

export default function Files({ segments, query }) {
  const [id] = segments;
  return id ? html`<${File} key=${`${id} ${partShown()}`} id=${id} />`
    : html`<${FileList} key=${partShown()} query=${query} />`;
}
