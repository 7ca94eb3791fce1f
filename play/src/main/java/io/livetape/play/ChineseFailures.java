package io.livetape.play;

import static java.util.Map.entry;

import java.util.Map;

/** 中文: why there is nothing to see, or to have. */
final class ChineseFailures {
  static final Map<String, String> TEXTS = Map.ofEntries(
      entry("Not understood", "请求有误"),
      entry("Not available", "无法观看"),
      entry("Not found", "未找到"),
      entry("Something went wrong", "出错了"),
      entry("There is nothing at this address.", "此地址没有内容。"),
      entry("There is no such recording. It may have been deleted.", "没有此录制文件，可能已被删除或已过期。"),
      entry("This recording may not be played.", "此录制文件禁止播放。"),
      entry("No stream can have this name.", "流名称不合法。"),
      entry("No stream of this name is live.", "该直播流当前未在直播。"),
      entry("There is no picture of this stream yet.", "该直播流尚无画面截图。"),
      entry("Too many viewers are watching just now.", "当前观看人数过多，请稍后再试。"),
      entry("No HLS recording of a stream of this name is being made.", "该直播流当前没有 HLS 录制。"),
      entry("There is no such file.", "没有此文件。"),
      entry("There is no such file any more.", "此文件已不存在。"),
      entry("There is no such segment.", "没有此切片。"),
      entry("There is no such picture.", "没有此图片。"),
      entry("This file may not be played.", "此文件禁止播放。"),
      entry("Of this recording a preview may be seen, by its %s.", "此录制文件仅可试看，请播放 %s。"),
      entry("Of this recording a preview may be seen, and the small pictures show all of it.", "此录制文件仅可试看，不提供缩略图。"),
      entry("Previews are made of MP4 and HLS recordings alone.", "仅 MP4 和 HLS 录制文件支持试看。"),
      entry("The recording has no segment yet; try again in a moment.", "录制尚无切片，请稍后再试。"),
      entry("This file was not recorded here and has no playlist: play %s.", "此文件并非在此录制，没有播放列表，请播放 %s。"),
      entry("MPEG-TS does not carry %s; play %s instead.", "MPEG-TS 不支持 %s，请改为播放 %s。"),
      entry("This address needs a signature.", "此地址需要签名。"),
      entry("The signature of this address is wrong.", "此地址的签名有误。"),
      entry("This address has expired.", "此地址已过期。"),
      entry("This address is used from too many places.", "此地址的使用者过多。"),
      entry("Recorded files need a signed address here.", "此处的录制文件需要签名地址。"),
      entry("There are previews of files alone.", "仅录制文件支持试看。"),
      entry("This address may not be played: %s.", "此地址无法播放：%s。"),
      entry("txTime is missing or malformed", "缺少 txTime 或格式有误"),
      entry("txTime has passed", "txTime 已过期"),
      entry("txSecret is missing", "缺少 txSecret"),
      entry("txSecret is wrong", "txSecret 有误"),
      entry("Nothing was recorded as HLS or MP4 of this stream in this window.", "该直播流在此时段没有 HLS 或 MP4 录制。"),
      entry("The window touches more than %s recordings; ask for a shorter one.", "此时段涉及的录制文件超过 %s 个，请缩短时段。"),
      entry("The window holds more than %s GiB; ask for a shorter one.", "此时段超过 %s GiB，请缩短时段。"),
      entry("Too many such files are being made or sent just now; try again in a moment.", "正在生成或下载的文件过多，请稍后再试。"),
      entry("There is not enough room on the server's disk to make this file.", "服务器磁盘空间不足，无法生成此文件。"),
      entry("A part of the window has been deleted.", "此时段的部分内容已被删除。"),
      entry("The window cannot be one MP4, because the stream's format changed in it: %s.", "此时段内直播流的格式有变化，无法合成一个 MP4：%s。"),
      entry("\"%s\" is missing: a time such as 2026-01-31T12:00:00Z, or seconds since 1970.",
          "缺少“%s”：请填写时间（如 2026-01-31T12:00:00Z）或 1970 年以来的秒数。"),
      entry("\"%s\" is no time: a time such as 2026-01-31T12:00:00Z, or seconds since 1970.",
          "“%s”不是有效时间：请填写时间（如 2026-01-31T12:00:00Z）或 1970 年以来的秒数。"),
      entry("\"to\" must be later than \"from\".", "“to”必须晚于“from”。"),
      entry("The server cannot use its database at the moment; try again later.", "服务器暂时无法访问数据库，请稍后再试。"),
      entry("The server could not do this; its log says why.", "服务器未能完成此操作，原因见其日志。"));

  private ChineseFailures() {}
}
