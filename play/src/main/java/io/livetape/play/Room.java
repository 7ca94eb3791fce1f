package io.livetape.play;

/**
 * A show on the replay site: a stream that is live, or what was recorded of one push.
 *
 * @param title what it is called
 * @param broadcaster who shows it, empty if it is of no stream
 * @param broadcasterPath the page of all their shows, empty if there is none
 * @param path its own page
 * @param coverPath its picture, empty if there is none
 * @param live whether it goes on just now
 * @param length {@code 1:02:05}, empty while it is live
 * @param when when it began, for people
 */
record Room(
    String title, String broadcaster, String broadcasterPath, String path, String coverPath, boolean live, String length, String when) {}
