// Dragging a window with mouse, pen or finger. A finger that goes up or down scrolls the page, as everywhere.

import { useState } from "preact/hooks";

const MOVED_PX = 4;
/** How near to an end one takes it: fingers are wider than what they point at. */
const END_PX = { mouse: 10, pen: 14, touch: 24 };

/**
 * @param place of the line
 * @param scale ms(x) and x(ms)
 * @param choose called with the window when it is let go
 * @returns dragged (the window meanwhile) and the handlers
 */
export function useDrag(place, scale, choose) {
  const [drag, setDrag] = useState(null);
  const x = (event) => event.clientX - place.current.getBoundingClientRect().left;
  const windowTo = (event) => {
    const [from, to] = [drag.fixed, scale.ms(x(event))].sort((a, b) => a - b);
    return { from: Math.floor(from / 1000) * 1000, to: Math.max(Math.ceil(to / 1000), Math.floor(from / 1000) + 1) * 1000 };
  };
  function onPointerDown(event) {
    if (event.button === 0 && event.isPrimary) {
      place.current.setPointerCapture(event.pointerId);
      setDrag({ fixed: fixedAt(event), began: x(event), window: null });
    }
  }
  /** Who takes one end leaves the other where it is. */
  function fixedAt(event) {
    const ends = [...place.current.querySelectorAll("[role=slider]")];
    const away = ends.map((end) => Math.abs(middle(end) - event.clientX));
    const taken = away.indexOf(Math.min(...away));
    return !(away[taken] <= END_PX[event.pointerType]) ? scale.ms(x(event)) : Number(ends[1 - taken].getAttribute("aria-valuenow")) * 1000;
  }
  function onPointerMove(event) {
    if (drag && event.isPrimary && (drag.window || Math.abs(x(event) - drag.began) >= MOVED_PX)) {
      setDrag({ ...drag, window: windowTo(event) });
    }
  }
  function onPointerUp(event) {
    if (drag?.window) {
      choose(windowTo(event));
    }
    setDrag(null);
  }
  return { dragged: drag?.window ?? null, onPointerDown, onPointerMove, onPointerUp, onPointerCancel: () => setDrag(null) };
}

function middle(element) {
  const { left, width } = element.getBoundingClientRect();
  return left + width / 2;
}
