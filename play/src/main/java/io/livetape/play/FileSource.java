package io.livetape.play;

import io.livetape.media.FileFormat;
import io.livetape.media.MalformedMediaException;
import io.livetape.record.GrowingHls;
import io.livetape.store.BlobStore;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.Source;
import io.livetape.vod.splice.Playlists;
import io.livetape.vod.splice.Tapes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What stands behind the addresses of one recording, while it grows or afterwards. Looks at the disk. */
sealed interface FileSource {
  /** Its tapes; none for formats that are not made of tapes. */
  Tapes tapes();

  /** Its playlist; empty without one, or while that has no segment. */
  Optional<String> playlist() throws IOException;

  /** Why there is none, for whoever asked for it. */
  Sentence noPlaylist();

  /** Whether it is made of tapes, and so has playlists. */
  boolean taped();

  /** A file of this name beside its playlist. */
  Optional<Path> file(String name) throws IOException;

  FileFormat fileFormat();

  /** Names this version of something of this size; empty while it grows. */
  String etag(long sizeBytes);

  /** A recording that still grows. */
  record Growing(GrowingHls hls, BlobStore store) implements FileSource {
    @Override
    public Tapes tapes() {
      return new SpooledTapes(hls, store);
    }

    @Override
    public Optional<String> playlist() throws IOException {
      return hls.render();
    }

    @Override
    public Sentence noPlaylist() {
      return Sentence.of("The recording has no segment yet; try again in a moment.");
    }

    @Override
    public boolean taped() {
      return true;
    }

    @Override
    public Optional<Path> file(String name) throws IOException {
      return tapes().find(name);
    }

    @Override
    public FileFormat fileFormat() {
      return FileFormat.MP4;
    }

    @Override
    public String etag(long sizeBytes) {
      return "";
    }
  }

  /** A recording that has ended. */
  record Stored(RecordedFile recording, BlobStore store, Playlists playlists) implements FileSource {
    @Override
    public Tapes tapes() {
      return Tapes.of(recording, store);
    }

    /** A file that was fetched need not be laid out as recordings are; one that was recorded here must. */
    @Override
    public Optional<String> playlist() throws IOException {
      try {
        return taped() ? Optional.of(playlists.of(recording)) : Optional.empty();
      } catch (IOException e) {
        if (e.getCause() instanceof MalformedMediaException && recording.entry().source() == Source.UPLOAD) {
          return Optional.empty();
        }
        throw e;
      }
    }

    @Override
    public Sentence noPlaylist() {
      return Sentence.of("This file was not recorded here and has no playlist: play %s.", Tapes.MP4_NAME);
    }

    @Override
    public boolean taped() {
      return recording.format() == FileFormat.HLS || recording.format() == FileFormat.MP4;
    }

    @Override
    public Optional<Path> file(String name) throws IOException {
      return recording.format() == FileFormat.HLS ? tapes().find(name)
          : store.localFile(recording.blobKey()).filter(_ -> name.equals("f0." + recording.format().extension())).filter(Files::exists);
    }

    @Override
    public FileFormat fileFormat() {
      return recording.format() == FileFormat.HLS ? FileFormat.MP4 : recording.format();
    }

    @Override
    public String etag(long sizeBytes) {
      return "\"" + recording.fileId() + "-" + sizeBytes + "\"";
    }
  }
}
