package io.livetape.app;

import io.livetape.api.FileLanding;
import io.livetape.api.SubApps;
import io.livetape.api.fcgi.FcgiAccount;
import io.livetape.app.config.CallbackConfig;
import io.livetape.app.config.Config;
import io.livetape.app.config.RecordingConfig;
import io.livetape.app.config.Secret;
import io.livetape.app.config.UploadConfig;
import io.livetape.callback.AddressRules;
import io.livetape.callback.DeliveryPolicy;
import io.livetape.callback.Fetch;
import io.livetape.callback.Network;
import io.livetape.play.FileKey;
import io.livetape.play.ReplaySettings;
import io.livetape.play.VideoUrls;
import io.livetape.record.FormatPlan;
import io.livetape.record.RecordConfig;
import io.livetape.record.RecordPlan;
import io.livetape.rtmp.RtmpConfig;
import io.livetape.vod.NameTemplate;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** From the configuration to what each part wants to know. Pure, but for reading the TLS certificate and the host's name. */
final class PartConfigs {
  private static final int PARALLEL_CALLBACKS = 8;

  private PartConfigs() {}

  static RtmpConfig rtmp(io.livetape.app.config.RtmpConfig config) {
    RtmpConfig defaults = RtmpConfig.defaults();
    RtmpConfig.Timeouts timeouts = new RtmpConfig.Timeouts(
        config.handshakeTimeout(), defaults.timeouts().command(), config.idleTimeout(), defaults.timeouts().ping());
    return defaults.withAddress(config.host(), config.port()).withTimeouts(timeouts).withReadTick(config.readTick())
        .withCrowd(new RtmpConfig.Crowd(config.connectionMax(), config.connectionMaxPerAddress(), config.waitingMax()))
        .withMessageMax((int) config.messageMax().bytes());
  }

  static RtmpConfig rtmps(io.livetape.app.config.RtmpConfig config) throws IOException {
    SslContext context = SslContextBuilder.forServer(new File(config.tls().certificate()), new File(config.tls().key())).build();
    return rtmp(config).withAddress(config.host(), config.tls().port()).withTls(context);
  }

  static RecordConfig record(Config config, Path spool) {
    RecordingConfig recording = config.recording();
    return new RecordConfig(
        spool, recording.fragment(), recording.segmentTarget(), recording.trackWait(), recording.bufferMax().bytes(),
        recording.writerThreads(), recording.syncInterval(), config.disk().warnFree().bytes(), config.disk().stopFree().bytes());
  }

  static FileKey fileKey(Config config) {
    return new FileKey(config.play().key().value(), config.play().keyValidity());
  }

  static ReplaySettings replay(Config config, Path scratch) {
    return new ReplaySettings(config.recording().segmentTarget(), scratch, config.disk().stopFree().bytes(), fileKey(config),
        new ReplaySettings.Site(config.site().list(), config.site().frames()));
  }

  static RecordPlan plan(RecordingConfig config) {
    return new RecordPlan(new HashSet<>(config.formats()), formatPlan(config), config.audioOnly(), "", "");
  }

  static FormatPlan formatPlan(RecordingConfig config) {
    return new FormatPlan(config.interval(), config.storageTime(), "", config.continuation());
  }

  static FileLanding.Presentation presentation(Config config, VideoUrls urls) {
    long account = config.account().bizid() == 0 ? config.account().appid() : config.account().bizid();
    return new FileLanding.Presentation(
        account, new NameTemplate(config.recording().fileName()), config.recording().timeZone(), urls::of,
        new SubApps(config.account().appid()));
  }

  /** The ports that are to be listened on; without those that the system chooses. */
  static Set<Integer> ports(Config config) {
    return Stream.of(config.http().port(), config.rtmp().port(), config.rtmp().tls().port()).filter(port -> port != 0)
        .collect(Collectors.toSet());
  }

  static DeliveryPolicy delivery(CallbackConfig config) {
    return new DeliveryPolicy(config.timeout(), config.retryInterval(), config.retryMax(), PARALLEL_CALLBACKS);
  }

  static AddressRules addresses(CallbackConfig config) {
    return addresses(config.allow(), config.deny());
  }

  static AddressRules addresses(UploadConfig config) {
    return addresses(config.allow(), config.deny());
  }

  static Fetch.Limits fetch(UploadConfig config) {
    return new Fetch.Limits(config.idleTimeout(), config.timeMax(), config.sizeMax().bytes());
  }

  private static AddressRules addresses(List<Network> allowed, List<Network> alsoDenied) {
    List<Network> denied = new ArrayList<>(AddressRules.NEVER_RECEIVERS);
    denied.addAll(alsoDenied);
    return new AddressRules(allowed, denied);
  }

  /** The oldest interface takes either number of the account, and the key of the callbacks where it has none of its own. */
  static FcgiAccount fcgiAccount(Config config) {
    Set<String> ids = Stream.of(config.account().appid(), config.account().bizid()).filter(id -> id != 0).map(String::valueOf)
        .collect(Collectors.toSet());
    Secret own = config.api().olderKey();
    return new FcgiAccount(ids, own.isEmpty() ? config.callback().key().value() : own.value());
  }

  /** How events name this machine. */
  static String nodeAddress() {
    try {
      return InetAddress.getLocalHost().getHostAddress();
    } catch (UnknownHostException _) {
      return "127.0.0.1";
    }
  }
}
