package io.livetape.app.config;

/** The whole configuration, checked. What each key means stands in {@code livetape.yaml}, section by section. */
public record Config(
    RtmpConfig rtmp,
    HttpConfig http,
    RtcConfig rtc,
    PushConfig push,
    RecordingConfig recording,
    RetentionConfig retention,
    PlayConfig play,
    SiteConfig site,
    CoverConfig cover,
    SpriteConfig sprite,
    DiskConfig disk,
    CallbackConfig callback,
    ApiConfig api,
    ConsoleConfig console,
    TasksConfig tasks,
    UploadConfig upload,
    AccountConfig account,
    LogConfig log) {}
