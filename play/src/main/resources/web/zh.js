// 中文: the texts of the pages' scripts.

export default {
  " and ": " 和 ",
  "Copied": "已复制",
  "Copy address": "复制地址",
  "Go to live": "回到直播",
  "Live": "直播中",
  "The connection to the server is lost. Trying again …": "与服务器的连接已断开，正在重试…",
  "The recording cannot be reached. Reload the page to try again.": "无法访问此录制文件，请刷新页面重试。",
  "The recording cannot be reached. Trying again …": "无法访问此录制文件，正在重试…",
  "This browser cannot play this recording. Copy the address into another player, or download the file.":
    "此浏览器无法播放此录制文件。请复制地址到其他播放器中播放，或下载文件。",
  "This browser cannot play {codecs}. Copy the address into another player, or download the file.":
    "此浏览器不支持播放 {codecs}。请复制地址到其他播放器中播放，或下载文件。",
  "What was playing here is no longer available. Reload the page to see what is.": "正在播放的内容已不可用，请刷新页面查看最新内容。",
};
