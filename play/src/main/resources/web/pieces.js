// An HLS recording whose tracks change on the way, such as one whose sound came late. A browser's buffers keep to the kinds of tracks that they
// were made for, and hls.js stops at a piece that has others: the piece before is played to its end, then the buffers are made anew.

/**
 * Near the end of a piece players wait for what does not come any more, because they hold back pictures until they know their order: they stop
 * somewhere in the longer time, and find no place in the shorter one.
 */
const NEAR_SECONDS = 0.5;
const NEAREST_SECONDS = 0.2;
/** What counts as no hole between the place of playing and what there is to play. */
const HOLE_SECONDS = 0.1;

/**
 * Lets the element go on, and be sought, over changes of tracks.
 *
 * @returns whether an error that hls.js tells is no more than such a change
 */
export function crossPieces(Hls, hls, element) {
  let buffers = null;
  /** The first segment of a piece with other tracks, once hls.js has come to it; it loads nothing more then. */
  let next = null;

  function cross() {
    const { currentTime, seeking, paused, readyState, HAVE_FUTURE_DATA } = element;
    const waits = !seeking && !paused && readyState < HAVE_FUTURE_DATA;
    if (next && secondsAhead(element) < (waits ? NEAR_SECONDS : NEAREST_SECONDS)) {
      const near = currentTime < next.start && next.start - currentTime < NEAR_SECONDS;
      reattach(hls, element, near ? next.start : currentTime);
    }
  }

  hls.on(Hls.Events.BUFFER_CREATED, (_, { tracks }) => { buffers = tracks; });
  hls.on(Hls.Events.MEDIA_DETACHED, () => { buffers = next = null; });
  for (const event of ["waiting", "seeking", "seeked"]) {
    element.addEventListener(event, cross);
  }
  return ({ details, sourceBufferName, frag }) => {
    const joined = details === Hls.ErrorDetails.BUFFER_APPEND_ERROR && buffers !== null && !(sourceBufferName in buffers);
    if (joined) {
      next ??= hls.latestLevelDetails.fragments.find(({ initSegment }) => initSegment === frag) ?? frag;
      cross();
    }
    return joined;
  };
}

function secondsAhead({ buffered, currentTime }) {
  for (let i = 0; i < buffered.length; i++) {
    if (buffered.start(i) - HOLE_SECONDS <= currentTime && currentTime < buffered.end(i)) {
      return buffered.end(i) - currentTime;
    }
  }
  return 0;
}

/** Goes on with new buffers from a place in seconds: playing or paused, and as fast, as before. */
function reattach(hls, element, from) {
  const { paused, playbackRate } = element;
  hls.detachMedia();
  hls.attachMedia(element);
  hls.startLoad(from);
  element.playbackRate = playbackRate;
  if (!paused) {
    element.play().catch(() => {}); // Then by hand.
  }
}
