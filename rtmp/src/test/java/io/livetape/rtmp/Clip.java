package io.livetape.rtmp;

import io.livetape.media.Format;
import io.livetape.media.MalformedMediaException;
import io.livetape.media.Sample;
import io.livetape.media.Track;
import io.livetape.media.flv.FlvTagBody;
import io.livetape.media.flv.FlvTags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An FLV file taken apart: its tags, and the samples in them. */
record Clip(Path path, List<Tag> tags) {
  /** One tag; the body is a view on the file. */
  record Tag(int type, long timestampMs, ByteBuffer body) {}

  static Clip read(Path path) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path));
    List<Tag> tags = new ArrayList<>();
    int at = FlvTags.FILE_HEADER_BYTES;
    while (at < file.limit()) {
      int bodyBytes = file.getInt(at) & 0xFFFFFF;
      int time = file.getInt(at + 4);
      tags.add(new Tag(file.get(at) & 0x1F, Integer.toUnsignedLong(time >>> 8 | time << 24), file.slice(at + FlvTags.HEADER_BYTES,
          bodyBytes)));
      at += FlvTags.tagBytes(bodyBytes);
    }
    return new Clip(path, tags);
  }

  /** Everything that is a frame, in order. */
  List<Seen> samples() throws MalformedMediaException {
    FlvTagBody body = new FlvTagBody();
    List<Seen> samples = new ArrayList<>();
    for (Tag tag : tags) {
      if (tag.type == FlvTags.VIDEO) {
        body.readVideo(tag.body, 0, tag.body.limit());
      } else if (tag.type == FlvTags.AUDIO) {
        body.readAudio(tag.body, 0, tag.body.limit());
      } else {
        continue;
      }
      if (body.kind() == FlvTagBody.Kind.FRAME) {
        samples.add(sample(tag, body));
      }
    }
    return samples;
  }

  List<Seen> samples(int trackId) throws MalformedMediaException {
    return samples().stream().filter(sample -> sample.trackId() == trackId).toList();
  }

  /** The formats of the first sequence headers, video first. */
  List<Format> formats() throws MalformedMediaException {
    List<Format> formats = new ArrayList<>();
    FlvTagBody body = new FlvTagBody();
    for (Tag tag : tags.subList(0, Math.min(10, tags.size()))) {
      if (tag.type == FlvTags.VIDEO && body.readVideo(tag.body, 0, tag.body.limit()).kind() == FlvTagBody.Kind.CONFIG) {
        formats.addFirst(body.format());
      } else if (tag.type == FlvTags.AUDIO && body.readAudio(tag.body, 0, tag.body.limit()).kind() == FlvTagBody.Kind.CONFIG) {
        formats.addLast(body.format());
      }
    }
    return formats;
  }

  private static Seen sample(Tag tag, FlvTagBody body) {
    int trackId = tag.type == FlvTags.VIDEO ? Track.VIDEO_ID : Track.AUDIO_ID;
    Track track = new Track(trackId, 1000, null);
    return Seen.of(new Sample().set(track, tag.timestampMs, body.compositionOffsetMs(), body.sync(), tag.body, body.dataOffset(),
        body.dataSizeBytes()));
  }
}
