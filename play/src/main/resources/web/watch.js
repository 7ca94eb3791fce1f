// Plays what the page's <video> names in its data attributes: data-hls, data-flv or data-file.

const video = document.querySelector("video");
const message = document.querySelector(".message");

function say(text) {
  message.textContent = text;
}

async function playHls(address) {
  const { default: Hls } = await import("/web/vendor/hls.js@1.7.4/hls.light.min.mjs");
  if (!Hls.isSupported()) {
    video.src = address; // Safari on phones plays HLS by itself.
    return;
  }
  const live = video.dataset.live === "true";
  const player = new Hls({ startPosition: live ? -1 : 0 });
  player.on(Hls.Events.ERROR, (_, error) => {
    if (error.fatal && error.type === Hls.ErrorTypes.MEDIA_ERROR) {
      player.recoverMediaError();
    } else if (error.fatal) {
      say("The recording could not be loaded. Reload the page to try again.");
    }
  });
  player.on(Hls.Events.MANIFEST_PARSED, () => say(""));
  player.loadSource(address);
  player.attachMedia(video);
}

function load(script) {
  return new Promise((done, failed) => {
    const element = document.createElement("script");
    element.src = script;
    element.onload = done;
    element.onerror = failed;
    document.head.append(element);
  });
}

async function playFlv(address, live) {
  await load("/web/vendor/mpegts.js@1.8.2/mpegts.js");
  const { mpegts } = window;
  if (!mpegts.isSupported()) {
    say("This browser cannot play FLV. Download the file, or record MP4 or HLS.");
    return;
  }
  const player = mpegts.createPlayer({ type: "flv", isLive: live, url: new URL(address, location.href).href });
  player.on(mpegts.Events.ERROR, () => say("The stream ended, or this browser cannot play its codecs."));
  player.attachMediaElement(video);
  player.load();
}

if (video) {
  const { hls, flv, file, live } = video.dataset;
  video.addEventListener("error", () => say("This browser cannot play the file. Download it to play it elsewhere."));
  if (hls) {
    await playHls(hls);
  } else if (flv) {
    await playFlv(flv, live === "true");
  } else {
    video.src = file;
  }
}
