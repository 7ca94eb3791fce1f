package io.livetape.api.live;

import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.OneOf;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.media.FileFormat;
import io.livetape.record.FormatPlan;
import io.livetape.record.RecordPlan;
import io.livetape.vod.NameTemplate;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What recordings to make of a stream (contract 3.1, RecordTemplateInfo). Formats without a part are not made; a template that makes none
 * says "do not record".
 */
record RecordTemplate(
    @Required Long templateId,
    @Required String templateName,
    @Default("") String description,
    RecordParam flvParam,
    RecordParam hlsParam,
    RecordParam mp4Param,
    RecordParam aacParam,
    @Default("0") Long isDelayLive,
    HlsSpecialParam hlsSpecialParam,
    RecordParam mp3Param,
    @Default("false") Boolean removeWatermark,
    @Default("0") Long cosStore,
    FlvSpecialParam flvSpecialParam) {

  private static final long INTERVAL_MIN_SECONDS = 60;
  private static final long INTERVAL_MAX_SECONDS = 43_200;
  private static final long AUDIO_INTERVAL_MAX_SECONDS = 7200;

  /** How one format is recorded. What concerns neither our store nor our files is kept and given back, and does nothing. */
  record RecordParam(
      @Default("1800") Long recordInterval,
      @Default("0") @Between(max = 129_600_000) Long storageTime,
      @Default("0") @Between(max = 1) Long enable,
      Long vodSubAppId,
      @Default("") @Size(max = NameTemplate.TEXT_MAX_CHARS) String vodFileName,
      @Default("") @Size(max = 255) String procedure,
      @Default("") @OneOf({"", "normal", "cold"}) String storageMode,
      Long classId,
      @Default("") @Size(max = 255) String cosBucketName,
      @Default("") @Size(max = 255) String cosBucketRegion,
      @Default("") @Size(max = 1024) String cosBucketPath) {

    static final RecordParam OFF = new RecordParam(1800L, 0L, 0L, 0L, "", "", "", 0L, "", "", "");

    RecordParam {
      if (!vodFileName.isEmpty() && !legalName(vodFileName)) {
        throw new ApiException("InvalidParameter.InvalidVodFileName", "VodFileName must be a name without slashes and control characters;"
            + " its placeholders are {StreamID}, and {Start…} and {End…} with Year, Month, Day, Hour, Minute, Second or Millisecond.");
      }
      if (!cosBucketPath.isEmpty() && !cosBucketPath.startsWith("/")) {
        throw ApiException.invalid("CosBucketPath", "a path that begins with /");
      }
    }

    private static boolean legalName(String text) {
      if (text.chars().anyMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))) {
        return false;
      }
      try {
        new NameTemplate(text);
        return true;
      } catch (IllegalArgumentException _) {
        return false;
      }
    }

    boolean on() {
      return enable == 1;
    }

    /** HLS is not cut, whatever stands there as its interval. */
    FormatPlan plan(Duration continuation) {
      Duration interval = Duration.ofSeconds(Math.max(INTERVAL_MIN_SECONDS, recordInterval));
      return new FormatPlan(interval, Duration.ofSeconds(storageTime), vodFileName, continuation,
          new FormatPlan.Filing(vodSubAppId == null ? 0 : vodSubAppId, classId == null ? 0 : classId));
    }
  }

  /** @param flowContinueDuration seconds for which an HLS file waits for a publisher that has gone */
  record HlsSpecialParam(@Default("0") @Between(max = 1800) Long flowContinueDuration) {}

  record FlvSpecialParam(@Default("false") Boolean uploadInRecording) {}

  RecordTemplate {
    checkInterval("FlvParam", flvParam, INTERVAL_MAX_SECONDS);
    checkInterval("Mp4Param", mp4Param, INTERVAL_MAX_SECONDS);
    checkInterval("AacParam", aacParam, AUDIO_INTERVAL_MAX_SECONDS);
    if (mp3Param != null && mp3Param.on()) {
      throw new ApiException("UnsupportedOperation", "Mp3Param: MP3 is not recorded here; AAC is.");
    }
    flvParam = orOff(flvParam);
    hlsParam = orOff(hlsParam);
    mp4Param = orOff(mp4Param);
    aacParam = orOff(aacParam);
    mp3Param = orOff(mp3Param);
    hlsSpecialParam = hlsSpecialParam == null ? new HlsSpecialParam(0L) : hlsSpecialParam;
    flvSpecialParam = flvSpecialParam == null ? new FlvSpecialParam(false) : flvSpecialParam;
  }

  /** What it says about recording. */
  RecordPlan plan(String taskId) {
    Map<FileFormat, FormatPlan> parts = new EnumMap<>(FileFormat.class);
    for (FileFormat format : FileFormat.values()) {
      RecordParam param = switch (format) {
        case MP4 -> mp4Param;
        case HLS -> hlsParam;
        case FLV -> flvParam;
        case AAC -> aacParam;
      };
      if (param.on()) {
        parts.put(format, param.plan(format == FileFormat.HLS ? continuation() : Duration.ZERO));
      }
    }
    return new RecordPlan(parts, false, "", taskId);
  }

  private Duration continuation() {
    return Duration.ofSeconds(hlsSpecialParam.flowContinueDuration);
  }

  private static void checkInterval(String name, RecordParam param, long maxSeconds) {
    if (param != null && (param.recordInterval < INTERVAL_MIN_SECONDS || param.recordInterval > maxSeconds)) {
      throw new ApiException("InvalidParameterValue", "The parameter `" + name + ".RecordInterval` must be " + INTERVAL_MIN_SECONDS + " to "
          + maxSeconds + ".");
    }
  }

  private static RecordParam orOff(RecordParam param) {
    return param == null ? RecordParam.OFF : param;
  }
}
