package io.livetape.play;

import io.livetape.media.FileFormat;
import io.livetape.record.GrowingHls;
import io.livetape.store.BlobStore;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the tapes of one HLS or MP4 recording are: each is a file beside its playlist. Looks at the disk. */
interface Tapes {
  String ENDING = ".mp4";

  /** @param name of a tape, as the playlist has it; any text from outside */
  Optional<Path> find(String name) throws IOException;

  /** An MP4 file is its own tape. */
  static Tapes of(RecordedFile file, BlobStore store) {
    if (file.format() == FileFormat.MP4) {
      return name -> name.equals(VideoUrls.MP4_NAME) ? store.localFile(file.blobKey()).filter(Files::exists) : Optional.empty();
    }
    return name -> file.blobKeys().stream().filter(blob -> blob.endsWith("/" + name)).findFirst()
        .flatMap(store::localFile).filter(Files::exists);
  }

  /** In the spool, or, once it is gone from there, in the store. */
  static Tapes of(GrowingHls hls, BlobStore store) {
    return name -> {
      Optional<GrowingHls.TapePlace> place = id(name).flatMap(hls::tape);
      if (place.isEmpty()) {
        return Optional.empty();
      }
      Path spooled = place.get().spoolFile();
      return Files.exists(spooled) ? Optional.of(spooled) : store.localFile(place.get().blobKey()).filter(Files::exists);
    };
  }

  private static Optional<Long> id(String name) {
    return name.endsWith(ENDING) ? FileId.parse(name.substring(0, name.length() - ENDING.length())) : Optional.empty();
  }
}
