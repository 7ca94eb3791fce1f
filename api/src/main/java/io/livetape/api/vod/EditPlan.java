package io.livetape.api.vod;

import io.livetape.api.transport.Check.About;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Required;
import io.livetape.media.FileFormat;
import io.livetape.vod.Entry;
import io.livetape.vod.Source;
import io.livetape.vod.splice.WantedStream;
import java.util.List;

/**
 * What is to be cut and joined, as a task keeps it.
 *
 * @param inputType {@link #FILES} or {@link #STREAMS}
 * @param fileInfos in the order in which they are joined
 * @param streamInfos likewise
 * @param outputs what is made; their ids are given before anything is
 * @param mediaName of the files; empty to have one made up
 * @param subAppId the part of the account that the files come from and go to, as the catalogue knows it
 * @param expireTime empty for never
 * @param app the application that streams are of; empty for any, which is all that the API can say
 */
record EditPlan(
    String inputType, List<FilePart> fileInfos, List<StreamPart> streamInfos, List<Output> outputs, String mediaName, Long subAppId,
    Long classId, String expireTime, @Default("") String app) {
  static final String FILES = "File";
  static final String STREAMS = "Stream";

  /** Of a file. */
  record FilePart(
      @Required String fileId,
      @About("Seconds; 0 where it is left out.") Double startTimeOffset,
      @About("Seconds; the file's end where it is left out or 0.") Double endTimeOffset) {
    static FilePart whole(String fileId) {
      return new FilePart(fileId, null, null);
    }

    long startUs() {
      return startTimeOffset == null ? 0 : Math.round(startTimeOffset * 1e6);
    }

    long endUs() {
      return endTimeOffset == null || endTimeOffset <= 0 ? Long.MAX_VALUE : Math.round(endTimeOffset * 1e6);
    }
  }

  /** Of whatever was recorded of a stream between two times. */
  record StreamPart(@Required String streamId, @Required String startTime, @Required String endTime) {}

  /** @param format by its label */
  record Output(String fileId, String format) {
    FileFormat fileFormat() {
      return FileFormat.ofLabel(format).orElseThrow();
    }
  }

  WantedStream wanted(StreamPart part) {
    return new WantedStream(app, part.streamId());
  }

  /** Where what is made is filed. */
  Entry entry() {
    return Entry.of(Source.PROCESSING, subAppId, classId, "");
  }

  /** The first file of the input; empty when it is streams. */
  String firstFileId() {
    return fileInfos.isEmpty() ? "" : fileInfos.getFirst().fileId();
  }
}
