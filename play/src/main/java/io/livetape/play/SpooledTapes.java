package io.livetape.play;

import io.livetape.record.GrowingHls;
import io.livetape.store.BlobStore;
import io.livetape.vod.splice.Tapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the tapes of a recording that still grows are: in the spool, or, once one is gone from there, in the store. Looks at the disk. */
record SpooledTapes(GrowingHls hls, BlobStore store) implements Tapes {
  static final String ENDING = ".mp4";

  @Override
  public Optional<Path> find(String name) throws IOException {
    Optional<GrowingHls.TapePlace> place = id(name).flatMap(hls::tape);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Path spooled = place.get().spoolFile();
    return Files.exists(spooled) ? Optional.of(spooled) : store.localFile(place.get().blobKey()).filter(Files::exists);
  }

  private static Optional<Long> id(String name) {
    return name.endsWith(ENDING) ? FileId.parse(name.substring(0, name.length() - ENDING.length())) : Optional.empty();
  }
}
