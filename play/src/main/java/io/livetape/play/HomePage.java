package io.livetape.play;

/** The page at {@code /}: what this is and where to go. It names no stream: who has no address should find none. Pure; any thread. */
final class HomePage {
  private HomePage() {}

  static String html() {
    return PageFrame.html("Live streams, recorded", "plain", """
        <section class="hero">
        <h1>Live streams, recorded and ready to replay</h1>
        <p class="quiet">This server takes live streams, records them, and plays them back from the moment they begin.</p>
        </section>
        <form class="card open" action="/watch" method="get">
        <label for="stream">Watch a stream or a recording</label>
        <div class="row">
        <input id="stream" name="stream" required maxlength="512" placeholder="live/show, or a file id" autocomplete="off"
        autocapitalize="none" spellcheck="false">
        <button class="button primary">Watch</button>
        </div>
        </form>
        <div class="columns">
        <section class="card">
        <h2>Watch live</h2>
        <p><code>/watch/<var>app</var>/<var>stream</var></code> plays a stream while it is live, back to its beginning, and
        its recordings afterwards.</p>
        </section>
        <section class="card">
        <h2>Replay</h2>
        <p><code>/watch/<var>file id</var></code> plays one recording. Its media address stands in the callback that announced it.</p>
        </section>
        <section class="card">
        <h2>Push</h2>
        <p>Whoever runs this server gets an address for OBS or ffmpeg from <code>./livetape push-url <var>name</var></code>.</p>
        </section>
        </div>
        """);
  }
}
