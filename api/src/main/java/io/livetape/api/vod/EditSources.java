package io.livetape.api.vod;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.store.BlobStore;
import io.livetape.vod.Catalogue;
import io.livetape.vod.FileStatus;
import io.livetape.vod.RecordedFile;
import io.livetape.vod.Source;
import io.livetape.vod.TimeWindow;
import io.livetape.vod.splice.Chosen;
import io.livetape.vod.splice.DubTapes;
import io.livetape.vod.splice.FlvFiles;
import io.livetape.vod.splice.Piece;
import io.livetape.vod.splice.Playlists;
import io.livetape.vod.splice.StreamPieces;
import io.livetape.vod.splice.TapeRun;
import io.livetape.vod.splice.TapeRuns;
import io.livetape.vod.splice.Tapes;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Finds the tapes that an {@link EditPlan} speaks of. Any thread that may wait for disk and database. */
record EditSources(
    Catalogue catalogue, BlobStore store, Playlists playlists, StreamPieces streams, InstantSource clock) {
  /**
   * In the order in which they are joined.
   *
   * @param dubTapes where files that are not on tapes are put onto some
   */
  List<TapeRun> runs(EditPlan plan, DubTapes dubTapes) throws IOException, SQLException, SourceFault {
    List<TapeRun> runs = new ArrayList<>();
    for (EditPlan.FilePart part : plan.fileInfos()) {
      runs.addAll(runs(part, dubTapes));
    }
    for (EditPlan.StreamPart part : plan.streamInfos()) {
      runs.addAll(runs(plan, part, dubTapes));
    }
    return runs;
  }

  private List<TapeRun> runs(EditPlan.FilePart part, DubTapes dubTapes) throws IOException, SQLException, SourceFault {
    RecordedFile file = catalogue.find(part.fileId()).filter(known -> !known.expiredAt(clock.instant()))
        .orElseThrow(() -> missing(part.fileId()));
    if (file.status() != FileStatus.NORMAL) {
      throw new SourceFault(SourceFault.SOURCE, "SourceFile.Forbidden", "File " + file.fileId() + " is forbidden.");
    }
    try {
      List<TapeRun> runs = TapeRuns.of(piece(file, dubTapes), part.startUs(), part.endUs());
      if (runs.isEmpty()) {
        throw new SourceFault(SourceFault.PARAMETER, "StartTimeOffset", "File %s lasts %.3f s and has nothing from %.3f s on.".formatted(
            file.fileId(), file.content().durationMs() / 1e3, part.startUs() / 1e6));
      }
      return runs;
    } catch (NoSuchFileException _) {
      throw missing(part.fileId());
    } catch (MalformedMediaException e) {
      throw unreadable(file, e);
    } catch (IOException e) {
      if (e.getCause() instanceof MalformedMediaException malformed) {
        throw unreadable(file, malformed);
      }
      throw e;
    }
  }

  private Piece piece(RecordedFile file, DubTapes dubTapes) throws IOException, MalformedMediaException, SourceFault {
    return switch (file.format()) {
      case MP4, HLS -> onTapes(file, dubTapes);
      case FLV -> dubTapes.piece(file);
      case AAC -> throw new SourceFault(SourceFault.SOURCE, "SourceFile.Format",
          "File " + file.fileId() + " is AAC; only MP4, HLS and FLV files are cut and joined.");
    };
  }

  private Piece onTapes(RecordedFile file, DubTapes dubTapes) throws IOException, MalformedMediaException {
    String playlist;
    try {
      playlist = playlists.of(file);
    } catch (IOException e) {
      if (e.getCause() instanceof MalformedMediaException && file.entry().source() == Source.UPLOAD) {
        return dubTapes.piece(file);
      }
      throw e;
    }
    return new Piece(file.fileId(), "", HlsPlaylist.parse(playlist).segments(), Tapes.of(file, store));
  }

  private List<TapeRun> runs(EditPlan plan, EditPlan.StreamPart part, DubTapes dubTapes) throws IOException, SQLException, SourceFault {
    TimeWindow window = new TimeWindow(VodTime.instant("StartTime", part.startTime()), VodTime.instant("EndTime", part.endTime()));
    List<Piece> pieces = new ArrayList<>(streams.find(plan.wanted(part), window, plan.subAppId()).orElseThrow(() -> tooMany(part)));
    pieces.addAll(flvPieces(plan, part, window, pieces, dubTapes));
    List<Chosen> chosen = Chosen.of(pieces, window);
    if (chosen.isEmpty()) {
      throw new SourceFault(SourceFault.SOURCE, "SourceFile.NotFound",
          "Nothing was recorded as MP4, HLS or FLV of stream %s from %s to %s.".formatted(
          part.streamId(), part.startTime(), part.endTime()));
    }
    try {
      return TapeRuns.of(chosen, window);
    } catch (NoSuchFileException _) {
      throw new SourceFault(SourceFault.SOURCE, "SourceFile.NotFound", "A part of the window of stream " + part.streamId()
          + " was deleted.");
    }
  }

  /** Where the tapes there are leave something of the window open. */
  private List<Piece> flvPieces(
      EditPlan plan, EditPlan.StreamPart part, TimeWindow window, List<Piece> onTapes, DubTapes dubTapes)
      throws IOException, SQLException, SourceFault {
    List<Piece> pieces = new ArrayList<>();
    List<RecordedFile> files = new FlvFiles(catalogue, clock).find(plan.wanted(part), window, plan.subAppId())
        .orElseThrow(() -> tooMany(part));
    for (RecordedFile file : files) {
      try {
        if (FlvFiles.needed(file, window, onTapes)) {
          pieces.add(dubTapes.piece(file));
        }
      } catch (NoSuchFileException _) {
        throw missing(file.fileId());
      } catch (MalformedMediaException e) {
        throw unreadable(file, e);
      }
    }
    return pieces;
  }

  private static SourceFault tooMany(EditPlan.StreamPart part) {
    return new SourceFault(
        SourceFault.PARAMETER, "StreamInfos", "The window of stream " + part.streamId() + " touches too many recordings.");
  }

  private static SourceFault missing(String fileId) {
    return new SourceFault(SourceFault.SOURCE, "SourceFile.NotFound", "There is no file " + fileId + " any more.");
  }

  private static SourceFault unreadable(RecordedFile file, MalformedMediaException e) {
    return new SourceFault(SourceFault.SOURCE, "SourceFile.Content", "The " + file.format().name() + " file " + file.fileId()
        + " cannot be cut or joined: " + e.getMessage() + ".");
  }
}
