package io.livetape.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
  @Test
  void announcement_ofLivetape_tellsStreamFormatAndAddress() throws IOException {
    String body = """
        {"event_type":100,"stream_id":"s7","file_format":"hls","video_url":"http://127.0.0.1:1/vod/x.m3u8","file_size":12}""";

    assertThat(Announcement.parse(body, 5)).contains(new Announcement("s7", "hls", "http://127.0.0.1:1/vod/x.m3u8", 5));
  }

  @Test
  void announcement_ofNginx_tellsStreamAndPath() throws IOException {
    String body = "call=record_done&recorder=&path=%2Ftmp%2Fa%20b%2Fs7.flv&app=live&name=s7";

    assertThat(Announcement.parse(body, 5)).contains(new Announcement("s7", "flv", "/tmp/a b/s7.flv", 5));
  }

  @Test
  void announcement_ofSrs_tellsStreamFormatAndPath() throws IOException {
    String body = """
        {"action":"on_dvr","app":"live","stream":"s7","param":"","cwd":"/srs","file":"/tmp/a/s7.17.mp4"}""";

    assertThat(Announcement.parse(body, 5)).contains(new Announcement("s7", "mp4", "/tmp/a/s7.17.mp4", 5));
  }

  @Test
  void announcement_otherEvents_areNone() throws IOException {
    assertThat(Announcement.parse("{\"event_type\":1,\"stream_id\":\"s7\"}", 5)).isEmpty();
    assertThat(Announcement.parse("{\"action\":\"on_publish\",\"stream\":\"s7\"}", 5)).isEmpty();
    assertThat(Announcement.parse("call=publish&name=s7", 5)).isEmpty();
  }
}
