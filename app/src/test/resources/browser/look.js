// What the browser tests ask of a page's player. Runs before the page's own scripts, and leaves them alone.
(() => {
  const CELLS = 16;
  const CELL_PIXELS = 4;
  const AHEAD_SECONDS = 0.2;
  const canvas = document.createElement("canvas");
  canvas.width = CELLS * CELL_PIXELS;
  canvas.height = CELL_PIXELS;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const followed = new WeakSet();

  const look = {
    // Every frame that was shown: its time in the media and the number that is drawn in it.
    frames: [],
    // Every time that playback had to wait with no data to go on with, in seconds of the media. A machine that decodes too slowly
    // makes a player wait as well, in the middle of its data; that is no fault of the recording.
    waits: [],
    element: () => document.querySelector("video, audio"),
    // The number drawn in the picture that is shown, or -1 without one.
    number: () => number(look.element()),
    buffered: () => ranges(look.element().buffered),
    seekable: () => ranges(look.element().seekable),
    // For the message of a test that failed.
    situation: () => {
      const { currentTime, duration, readyState, paused, seeking, ended, error } = look.element() ?? {};
      return {
        currentTime, duration, readyState, paused, seeking, ended, error: error?.message,
        buffered: look.element() && look.buffered(),
        frames: look.frames.slice(-5),
        waits: look.waits, number: look.element() && look.number(),
        text: document.body.innerText.slice(0, 500),
      };
    },
  };

  function ranges(times) {
    return Array.from({ length: times.length }, (_, i) => [times.start(i), times.end(i)]);
  }

  function number(video) {
    if (!video.videoWidth) {
      return -1;
    }
    context.drawImage(video, 0, 0, video.videoWidth, video.videoHeight / 10, 0, 0, canvas.width, canvas.height);
    const { data } = context.getImageData(0, canvas.height / 2, canvas.width, 1);
    const white = (cell) => data[4 * (cell * CELL_PIXELS + CELL_PIXELS / 2) + 1] > 127;
    if (!white(0) || white(1)) {
      return -1;
    }
    let value = 0;
    for (let cell = CELLS - 1; cell > 1; cell--) {
      value = 2 * value + (white(cell) ? 1 : 0);
    }
    return value;
  }

  function follow(video) {
    video.requestVideoFrameCallback((_, { mediaTime }) => {
      look.frames.push({ time: mediaTime, number: number(video) });
      follow(video);
    });
  }

  document.addEventListener("loadedmetadata", ({ target }) => {
    if (target.requestVideoFrameCallback && !followed.has(target)) {
      followed.add(target);
      follow(target);
    }
  }, true);
  document.addEventListener("waiting", ({ target: { buffered, currentTime, duration } }) => {
    const hasData = ranges(buffered).some(([start, end]) => start <= currentTime && currentTime + AHEAD_SECONDS < end);
    if (currentTime > AHEAD_SECONDS && currentTime + AHEAD_SECONDS < duration && !hasData) {
      look.waits.push(currentTime);
    }
  }, true);
  globalThis.look = look;
})();
