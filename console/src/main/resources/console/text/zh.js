// 中文: all translations, by page.

import common from "./zh-common.js";
import files from "./zh-files.js";
import live from "./zh-live.js";
import overview from "./zh-overview.js";

export default { ...common, ...files, ...live, ...overview };
