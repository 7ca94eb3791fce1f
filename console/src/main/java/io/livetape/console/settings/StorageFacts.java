package io.livetape.console.settings;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where things are kept and how long, as configured.
 *
 * @param folder the data folder
 * @param warnFreeBytes less room than this is warned of
 * @param stopFreeBytes with less room than this recordings stop
 * @param storageTime of files for which no template says another; zero is for ever
 * @param callbackLog how long delivered events are kept
 */
public record StorageFacts(Path folder, long warnFreeBytes, long stopFreeBytes, Duration storageTime, Duration callbackLog) {}
