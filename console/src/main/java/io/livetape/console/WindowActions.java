package io.livetape.console;

import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Default;
import io.livetape.api.transport.Check.Required;
import io.livetape.api.transport.Check.Size;
import io.livetape.api.vod.VodTasks;
import io.livetape.console.live.PlayAddresses;
import io.livetape.console.live.StreamNames;
import io.livetape.live.StreamKey;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What is done with a window of a stream: addresses, signed where they must be, for the page that plays it and for others; and files. */
final class WindowActions {
  /** How long a page may stand open. */
  private static final Duration OWN_VALIDITY = Duration.ofHours(12);
  private static final long SHARE_MAX_SECONDS = 31_536_000;
  /** The end of the year 9999. */
  private static final long SECONDS_MAX = 253_402_300_799L;

  private final PlayAddresses addresses;
  private final VodTasks tasks;
  private final String publicUrl;
  private final InstantSource clock;

  WindowActions(PlayAddresses addresses, VodTasks tasks, String publicUrl, InstantSource clock) {
    this.addresses = addresses;
    this.tasks = tasks;
    this.publicUrl = publicUrl;
    this.clock = clock;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("DescribeWindow", "Tells where a window of a stream plays in this browser.", Which.class, Window.class, this::own),
        new Action<>("ShareWindow", "Makes addresses of a window to be given to others.", Share.class, Shared.class, this::share),
        new Action<>("MakeWindowFile", "Makes an MP4 file of a window, of the recordings of this application's stream alone.", Make.class,
            Task.class, this::make));
  }

  /**
   * @param from seconds since 1970, as {@code to}
   * @param playHost by which the asking browser reaches this server
   */
  record Which(
      @Required @Size(max = 4 * StreamKey.NAME_MAX_CHARS) String appName,
      @Required @Size(max = 4 * StreamKey.NAME_MAX_CHARS) String streamName,
      @Required @Between(max = SECONDS_MAX) Long from,
      @Required @Between(max = SECONDS_MAX) Long to,
      @Default("") @Size(max = 256) String playHost) {}

  /**
   * Paths of this server.
   *
   * @param signed whether others need an address of their own
   */
  record Window(boolean signed, String playlist, String download) {}

  private Window own(Which which) {
    StreamKey stream = StreamNames.key(which.appName, which.streamName);
    Instant until = clock.instant().plus(OWN_VALIDITY);
    PlayAddresses.Window here = window(stream, which.from, which.to, which.playHost, until);
    PlayAddresses.Window others = window(stream, which.from, which.to, publicHost(), until);
    return new Window(here.signed() || others.signed(), here.playlist(), here.download());
  }

  /** @param validSeconds of signed addresses */
  record Share(
      @Required @Size(max = 4 * StreamKey.NAME_MAX_CHARS) String appName,
      @Required @Size(max = 4 * StreamKey.NAME_MAX_CHARS) String streamName,
      @Required @Between(max = SECONDS_MAX) Long from,
      @Required @Between(max = SECONDS_MAX) Long to,
      @Required @Between(min = 60, max = SHARE_MAX_SECONDS) Long validSeconds) {}

  /** @param expiresAt milliseconds since the epoch; null where addresses are not signed and do not expire */
  record Shared(boolean signed, String playlist, String download, Long expiresAt) {}

  private Shared share(Share share) {
    Instant expiresAt = clock.instant().plusSeconds(share.validSeconds).truncatedTo(ChronoUnit.SECONDS);
    PlayAddresses.Window window =
        window(StreamNames.key(share.appName, share.streamName), share.from, share.to, publicHost(), expiresAt);
    return new Shared(window.signed(), publicUrl + window.playlist(), publicUrl + window.download(),
        window.signed() ? expiresAt.toEpochMilli() : null);
  }

  /** @param subAppId the part of the account that the recordings are in and the file comes into; its own where it is left out */
  record Make(
      @Required @Size(max = 4 * StreamKey.NAME_MAX_CHARS) String appName,
      @Required @Size(max = 4 * StreamKey.NAME_MAX_CHARS) String streamName,
      @Required @Between(max = SECONDS_MAX) Long from,
      @Required @Between(max = SECONDS_MAX) Long to,
      Long subAppId) {}

  /** @param taskId as {@code DescribeTaskDetail} of the product "vod" knows it */
  record Task(String taskId) {}

  private Task make(Make wish) throws SQLException {
    checkOrder(wish.from, wish.to);
    StreamKey stream = StreamNames.key(wish.appName, wish.streamName);
    return new Task(tasks.edit(new VodTasks.Window(
        stream.app(), stream.name(), Instant.ofEpochSecond(wish.from), Instant.ofEpochSecond(wish.to), wish.subAppId)));
  }

  private static void checkOrder(long from, long to) {
    if (to <= from) {
      throw new ApiException("InvalidParameterValue.To", "`To` must be later than `From`.");
    }
  }

  private PlayAddresses.Window window(StreamKey stream, long from, long to, String host, Instant expiresAt) {
    checkOrder(from, to);
    return addresses.window(stream, Long.toString(from), Long.toString(to), host, expiresAt);
  }

  private String publicHost() {
    return Optional.ofNullable(URI.create(publicUrl).getHost()).orElse("");
  }
}
