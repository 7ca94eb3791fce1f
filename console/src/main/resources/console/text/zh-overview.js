// 中文: Overview.

export default {
  "Now": "现在",
  "Streams live": "直播中的流",
  "{n} recording": "{n} 路正在录制",
  "Bitrate in": "接收码率",
  "{n} watching live": "{n} 人正在观看直播",
  "Disk left": "剩余磁盘",
  "full: nothing is recorded until there is room": "已满：腾出空间之前不会录制",
  "of {total}, nothing is written now": "共 {total}，目前没有写入",
  "lasts {time} at {rate}/s": "按 {rate}/s 还可写 {time}",
  "Callbacks waiting": "等待中的回调",
  "{n} given up: look at them": "{n} 条已放弃：请查看",
  "none given up": "没有放弃的回调",
  "Written to disk": "写入磁盘",
  "over the last hour": "最近一小时",
  "Last warnings and errors": "最近的警告和错误",
  "None since the server started.": "服务器启动以来没有。",
  "Error": "错误",
  "Warning": "警告",
};
