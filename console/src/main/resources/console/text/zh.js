// 中文: all translations, by page.

import callbacks from "./zh-callbacks.js";
import common from "./zh-common.js";
import files from "./zh-files.js";
import live from "./zh-live.js";
import overview from "./zh-overview.js";
import recording from "./zh-recording.js";
import settings from "./zh-settings.js";
import timeline from "./zh-timeline.js";

export default { ...common, ...files, ...live, ...overview, ...recording, ...timeline, ...callbacks, ...settings };
