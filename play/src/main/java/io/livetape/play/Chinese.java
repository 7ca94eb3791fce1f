package io.livetape.play;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;

/** 中文: the texts of pages. Those of failures are in {@link ChineseFailures}, those of scripts in {@code web/zh.js}. */
final class Chinese {
  private static final Map<String, String> PAGES = Map.ofEntries(
      entry("Live streams, recorded", "直播与回放"),
      entry("Live streams, recorded and ready to replay", "直播即录，随时回放"),
      entry("This server takes live streams, records them, and plays them back from the moment they begin.",
          "本服务器接收直播流并同步录制，开播即可回看。"),
      entry("Watch a stream or a recording", "观看直播或回放"),
      entry("live/show, or a file id", "live/show，或文件 ID"),
      entry("Watch", "观看"),
      entry("Watch live", "看直播"),
      entry("app", "应用"),
      entry("stream", "流名称"),
      entry("name", "流名称"),
      entry("file id", "文件 ID"),
      entry("%s plays a stream while it is live, back to its beginning, and its recordings afterwards.",
          "%s 在直播时播放直播流并可回看到开头，结束后播放其回放。"),
      entry("Replay", "看回放"),
      entry("%s plays one recording. Its media address stands in the callback that announced it.",
          "%s 播放单个录制文件，媒体地址见对应的回调通知。"),
      entry("Push", "推流"),
      entry("Whoever runs this server gets an address for OBS or ffmpeg from %s.", "服务器管理员可用 %s 获取供 OBS 或 ffmpeg 使用的推流地址。"),
      entry("Nothing has been shown here yet", "暂无内容"),
      entry("The first stream appears here when it begins, and its recording when it ends.", "开播后直播会出现在这里，结束后可看回放。"),
      entry("Live now", "正在直播"),
      entry("Live streams and recordings", "直播与回放"),
      entry("Search by the beginning of a name", "按名称开头搜索"),
      entry("Search", "搜索"),
      entry("And %s more, which are found by their names.", "另有 %s 个直播，可按名称搜索。"),
      entry("There is nothing on this page.", "本页没有内容。"),
      entry("Nothing begins with “%s”.", "没有以“%s”开头的内容。"),
      entry("Show everything", "显示全部"),
      entry("Live", "直播中"),
      entry("Recordings", "回放"),
      entry("More recordings", "更多回放"),
      entry("Newer", "较新"),
      entry("Older", "较早"),
      entry("since %s", "%s 开播"),
      entry("On air and being recorded: drag back to the beginning at any time.", "正在直播并录制，可随时拖动回看到开头。"),
      entry("On air.", "正在直播。"),
      entry("From the beginning", "从头播放"),
      entry("Copy address", "复制地址"),
      entry("Interrupted: the recording goes on if the publisher returns by %s.", "直播中断：如在 %s 前恢复推流，将继续录制。"),
      entry("The stream begins: its first pictures come in a moment.", "直播刚刚开始，画面即将出现。"),
      entry("Not live now. The last recording: %s", "当前未在直播。最近一次录制：%s"),
      entry("Live again: watch", "已重新开播，去观看"),
      entry("About this recording", "回放详情"),
      entry("Nothing here", "暂无内容"),
      entry("Nothing is known of a stream %s: it is not live, and there is no recording of it. Reload this page once it has begun.",
          "没有直播流 %s 的信息：当前未在直播，也没有回放。开播后请刷新本页。"),
      entry("There are none yet.", "暂无回放。"),
      entry("Download", "下载"),
      entry("Stream", "直播流"),
      entry("Length", "时长"),
      entry("Format", "格式"),
      entry("Picture", "视频"),
      entry("Sound", "音频"),
      entry("Size", "大小"),
      entry("Name", "名称"),
      entry("Kept until", "保留至"),
      entry("Note", "备注"),
      entry("Finished after an interruption of the server.", "服务器中断后恢复完成。"),
      entry("Address", "地址"),
      entry("The whole show", "本场全部文件"),
      entry("All recordings of this stream", "该直播流的全部回放"),
      entry("To the start", "返回首页"));

  static final Map<String, String> TEXTS = all();

  private Chinese() {}

  private static Map<String, String> all() {
    Map<String, String> all = new HashMap<>(PAGES);
    all.putAll(ChineseFailures.TEXTS);
    return Map.copyOf(all);
  }
}
