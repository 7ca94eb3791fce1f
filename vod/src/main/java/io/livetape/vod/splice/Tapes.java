package io.livetape.vod.splice;

import io.livetape.media.FileFormat;
import io.livetape.store.BlobStore;
import io.livetape.vod.RecordedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the tapes of one HLS or MP4 recording are: each is a file beside its playlist. Looks at the disk. */
@FunctionalInterface
public interface Tapes {
  /** What the playlist of an MP4 file calls its tape, which is the file itself. */
  String MP4_NAME = "f0.mp4";

  /** @param name of a tape, as the playlist has it; any text from outside */
  Optional<Path> find(String name) throws IOException;

  /** An MP4 file is its own tape. */
  static Tapes of(RecordedFile file, BlobStore store) {
    if (file.format() == FileFormat.MP4) {
      return name -> name.equals(MP4_NAME) ? store.localFile(file.blobKey()).filter(Files::exists) : Optional.empty();
    }
    return name -> file.blobKeys().stream().filter(blob -> blob.endsWith("/" + name)).findFirst()
        .flatMap(store::localFile).filter(Files::exists);
  }
}
