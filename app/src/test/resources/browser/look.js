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
    // What happened to the player.
    events: [],
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
        events: look.events.slice(-25),
        waits: look.waits, number: look.element() && numberOrNull(look.element()),
        text: document.body.innerText.slice(0, 500),
      };
    },
  };

  function ranges(times) {
    return Array.from({ length: times.length }, (_, i) => [times.start(i), times.end(i)]);
  }

  // A video that failed may not be looked at.
  function numberOrNull(video) {
    try {
      return number(video);
    } catch {
      return null;
    }
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

  // WCAG 2.2, 1.4.3: text whose contrast with what is behind it is below 4.5 to 1.
  look.paleTexts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const pale = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() && element.checkVisibility()) {
        const ratio = contrast(rgb(getComputedStyle(element).color), ground(element));
        if (ratio < 4.5) {
          pale.push(`${walker.currentNode.data.trim().slice(0, 40)} (${ratio.toFixed(2)})`);
        }
      }
    }
    return pale;
  };

  // Words in Latin letters that a page in another language says by itself; names that everybody knows are none.
  const KNOWN = /^(Livetape|English|live|show|OBS|ffmpeg|HLS|FLV|AAC|MP4|UTC|ID|kB|MB|GB)$/;
  const NAMES = "bdi, code, [lang]:not(html), .whole, .format, .chip, dd > a";

  look.words = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (element.checkVisibility() && !element.closest(NAMES)) {
        texts.push(walker.currentNode.data);
      }
    }
    for (const element of document.querySelectorAll("[placeholder], [aria-label], [title], [alt]")) {
      texts.push(...["placeholder", "aria-label", "title", "alt"].map((name) => element.getAttribute(name) ?? ""));
    }
    return (texts.join(" ").match(/\p{Script=Latin}{2,}/gu) ?? []).filter((word) => !KNOWN.test(word) && !location.pathname.includes(word));
  };

  // Things to press, headings and paragraphs that lie over one another; what lies in another does not.
  look.overlaps = () => {
    const all = [...document.querySelectorAll("a, button, input, h1, h2, h3, h4, p, dt, dd, video, audio")]
      .filter((element) => element.checkVisibility({ opacityProperty: true }) && !element.closest(".unseen, .embedded, .picture *"));
    const boxes = all.map((element) => element.getBoundingClientRect());
    const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
    return all.flatMap((one, i) => all.slice(i + 1)
      .filter((other, j) => !one.contains(other) && !other.contains(one) && over(boxes[i], boxes[i + 1 + j]))
      .map((other) => `${one.outerHTML.slice(0, 60)} | ${other.outerHTML.slice(0, 60)}`));
  };

  function rgb(color) {
    return color.match(/[\d.]+/g).map(Number);
  }

  function ground(element) {
    for (let at = element; at; at = at.parentElement) {
      const color = rgb(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] === 1) {
        return color;
      }
    }
    return [255, 255, 255];
  }

  function contrast(one, other) {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  }

  function luminance(color) {
    const [red, green, blue] = color.map((value) => value / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  // What can only be seen by scrolling sideways: the page, or a dialog over it.
  look.sticksOut = () => [document.documentElement, ...document.querySelectorAll("dialog[open]")]
    .filter((element) => element.scrollWidth > element.clientWidth)
    .map((element) => `${element.localName}: ${element.scrollWidth} in ${element.clientWidth}`);

  // What is wrong with the element that has the focus: it does not show so, or is behind a dialog. Players and dates show it
  // on their parts.
  look.focusFault = () => {
    const element = document.activeElement;
    const dialog = [...document.querySelectorAll("dialog[open]")].at(-1);
    if (element === document.body || element.matches("audio, video, [type=date], [type=datetime-local]")) {
      return "";
    }
    const shown = element.matches(":focus-visible") && getComputedStyle(element).outlineStyle !== "none";
    return shown && (!dialog || dialog.contains(element)) ? "" : element.outerHTML.slice(0, 200);
  };

  // Names from outside, which tests write \u27e6so\u27e7, that turn the texts around them: neither in an element of their own that isolates
  // them, nor between the characters that do.
  look.looseNames = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const loose = [];
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (/\u27e6[^\u27e7]*[\u0590-\u08ff\u202e\u2067]/.test(data) && !/\u2068[^\u2069]*\u27e6[^]*\u27e7[^\u2069]*\u2069/.test(data)
          && !/^[\s\u2066-\u2069]*\u27e6[^]*\u27e7[\s\u2066-\u2069]*$/.test(isolating(parentElement).textContent)) {
        loose.push(isolating(parentElement).outerHTML.slice(0, 200));
      }
    }
    return loose;
  };

  // Texts without a letter that is written from right to left, or a character that turns what follows, which yet do not go from left to
  // right: a name beside them turns them.
  look.turnedTexts = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const turned = [];
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (!/[\u0590-\u08ff\u202a-\u202e\u2066-\u2069]/.test(data) && parentElement.checkVisibility() && !goesOn(walker.currentNode)) {
        turned.push(data.trim().slice(0, 60));
      }
    }
    return turned;
  };

  // Each letter stands right of the one before, or on another line.
  function goesOn(text) {
    let last = null;
    return [...text.data].every((letter, i) => {
      const range = document.createRange();
      range.setStart(text, i);
      range.setEnd(text, Math.min(text.length, i + 1));
      const { left, top, width } = range.getBoundingClientRect();
      const good = !last || width === 0 || Math.abs(top - last.top) > 2 || left >= last.left - 1;
      last = width === 0 ? last : { left, top };
      return good;
    });
  }

  function isolating(element) {
    const { display, unicodeBidi } = getComputedStyle(element);
    return display !== "inline" || /isolate|plaintext/.test(unicodeBidi) ? element : isolating(element.parentElement);
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
  for (const type of ["play", "playing", "pause", "emptied", "seeking", "seeked", "ended", "error", "waiting"]) {
    document.addEventListener(type, ({ target }) => look.events.push(`${type} at ${target.currentTime}`), true);
  }
  globalThis.look = look;
})();
