package io.livetape.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.livetape.media.FileFormat;
import io.livetape.play.FileGate.Verdict.Admitted;
import io.livetape.play.FileGate.Verdict.Refused;
import io.livetape.vod.RecordedFile;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FileLinksTest {
  private static final FileKey KEY = new FileKey("24FEQmTzro4V5u3D5epW", Duration.ofHours(2));
  private static final RecordedFile FILE = Shelf.file("42", FileFormat.MP4, "show");
  private static final String FOLDER = "/vod/1250000001/42/";
  private Instant now = Instant.parse("2026-11-22T10:20:00Z");

  @Test
  void withoutAKey_addressesArePlain_andDoNotExpire() {
    FileLinks links = new FileLinks(Shelf.URLS, FileKey.NONE, () -> now);

    assertThat(links.signed()).isFalse();
    assertThat(links.playback(FILE).path()).isEqualTo(FOLDER + "f0.mp4");
    assertThat(links.cover(FILE)).isEmpty();
    assertThat(links.share(FILE, Duration.ofDays(1))).isEqualTo(new FileLinks.Share("http://replay.test/watch/42",
        "http://replay.test/embed/42", "http://replay.test" + FOLDER + "f0.mp4", null));
  }

  @Test
  void withAKey_ownAddresses_openTheFolder_areTheSameForAnHour_andLastAsLongAsConfigured() {
    FileLinks links = new FileLinks(Shelf.URLS, KEY, () -> now);
    String path = links.playback(FILE).path();

    assertThat(path).startsWith(FOLDER + "f0.mp4?t=");
    now = Instant.parse("2026-11-22T10:59:59Z");
    assertThat(links.playback(FILE).path()).isEqualTo(path);
    now = Instant.parse("2026-11-22T11:00:01Z");
    assertThat(links.playback(FILE).path()).isNotEqualTo(path);
    now = Instant.parse("2026-11-22T13:00:00Z");
    assertThat(admitted(path)).isInstanceOf(Admitted.class);
    now = Instant.parse("2026-11-22T13:05:01Z");
    assertThat(admitted(path)).isInstanceOf(Refused.class);
  }

  @Test
  void withAKey_shares_areEachTheirOwn_andExpire() {
    FileLinks links = new FileLinks(Shelf.URLS, KEY, () -> now);
    FileLinks.Share share = links.share(FILE, Duration.ofDays(30));

    assertThat(share.expiresAt()).isEqualTo(now.plus(Duration.ofDays(30)));
    assertThat(share.page()).startsWith("http://replay.test/watch/42?t=").isNotEqualTo(links.share(FILE, Duration.ofDays(30)).page());
    now = share.expiresAt();
    assertThat(admitted(share.media())).isInstanceOf(Admitted.class);
    assertThat(admitted(share.embed())).isInstanceOf(Admitted.class);
    now = share.expiresAt().plusSeconds(301);
    assertThat(admitted(share.page())).isInstanceOf(Refused.class);
  }

  private FileGate.Verdict admitted(String address) {
    return new FileGate(KEY, () -> now).admit(FOLDER, address.substring(address.indexOf('?') + 1), "127.0.0.1");
  }
}
