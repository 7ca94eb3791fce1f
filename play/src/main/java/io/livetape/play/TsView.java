package io.livetape.play;

import io.livetape.media.MalformedMediaException;
import io.livetape.media.Track;
import io.livetape.media.hls.ByteRange;
import io.livetape.media.hls.HlsPlaylist;
import io.livetape.media.hls.Segment;
import io.livetape.media.mp4.TapeReader;
import io.livetape.media.mp4.TapeTrack;
import io.livetape.media.ts.TapeSegment;
import io.livetape.media.ts.TsWriter;
import io.livetape.vod.splice.Tapes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recording as MPEG-TS HLS, for players that know no fragmented MP4: {@code ts.m3u8} lists the same segments under names that say
 * where on which tape they lie, {@code <tape>.<offset>.<end>.ts}, and each is made of the tape when it is asked for. Nothing is stored.
 */
final class TsView {
  static final String PLAYLIST = "ts.m3u8";
  private static final String CONTENT_TYPE = "video/mp2t";
  private static final Pattern SEGMENT = Pattern.compile("([a-z0-9]{1,19})\\.([0-9]{1,18})\\.([0-9]{1,18})\\.ts");

  private TsView() {}

  /** @param tape its file's name */
  record SegmentName(String tape, long offset, long endOffset) {
    static Optional<SegmentName> parse(String name) {
      Matcher matcher = SEGMENT.matcher(name);
      return matcher.matches()
          ? Optional.of(new SegmentName(
              matcher.group(1) + SpooledTapes.ENDING, Long.parseLong(matcher.group(2)), Long.parseLong(matcher.group(3))))
          : Optional.empty();
    }

    static String of(Segment segment) {
      ByteRange range = segment.range().orElseThrow();
      String tape = segment.uri().substring(0, segment.uri().lastIndexOf('.'));
      return tape + "." + range.offset() + "." + (range.offset() + range.sizeBytes()) + ".ts";
    }
  }

  /** @param text a playlist of ours */
  static String playlist(String text) throws MalformedMediaException {
    HlsPlaylist playlist = HlsPlaylist.parse(text);
    List<Segment> segments = new ArrayList<>();
    for (Segment segment : playlist.segments()) {
      segments.add(new Segment(
          segment.duration(), SegmentName.of(segment), Optional.empty(), Optional.empty(), segment.beginsAt(), segment.discontinuity()));
    }
    return new HlsPlaylist(playlist.targetDurationSeconds(), playlist.mediaSequence(), playlist.ended(), segments)
        .render(new StringBuilder()).toString();
  }

  /** The name of a codec that a transport stream does not carry, if one of the tapes has one. */
  static Optional<String> uncarried(String text, Tapes tapes) throws IOException, MalformedMediaException {
    List<String> names = HlsPlaylist.parse(text).segments().stream().map(Segment::uri).distinct().toList();
    for (String name : names) {
      Optional<Path> tape = tapes.find(name);
      if (tape.isPresent()) {
        for (Track track : tracks(tape.get())) {
          if (!TsWriter.supports(track.format())) {
            return Optional.of(track.format().codecs());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static List<Track> tracks(Path tape) throws IOException, MalformedMediaException {
    try (FileChannel channel = FileChannel.open(tape); TapeReader reader = TapeReader.open(channel)) {
      return TapeTrack.tracks(reader.tracks());
    }
  }

  /** Makes a segment and sends it piece by piece, as fast as the client takes it. Virtual threads only. */
  static void send(RoutingContext context, Path tape, SegmentName name, String cacheControl) throws IOException {
    HttpServerResponse response = context.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE).putHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
    try (FileChannel channel = FileChannel.open(tape)) {
      boolean head = context.request().method() == HttpMethod.HEAD;
      response.setChunked(true);
      TapeSegment.write(channel, name.offset(), name.endOffset(), packets -> {
        if (!head) {
          write(response, packets);
        }
      });
      response.end();
    } catch (MalformedMediaException | IllegalArgumentException _) {
      if (response.headWritten()) {
        response.reset();
      } else {
        response.setChunked(false);
        Answers.notFound(context, Sentence.of("There is no such segment."));
      }
    } catch (ClientGoneException _) {
      response.reset();
    }
  }

  /** Not a failure of ours. */
  private static final class ClientGoneException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static void write(HttpServerResponse response, ByteBuffer packets) throws IOException {
    byte[] copy = new byte[packets.remaining()];
    packets.get(copy);
    boolean[] gone = {false};
    response.write(Buffer.buffer(copy)).toCompletionStage().toCompletableFuture().exceptionally(_ -> {
      gone[0] = true;
      return null;
    }).join();
    if (gone[0]) {
      throw new ClientGoneException();
    }
  }
}
