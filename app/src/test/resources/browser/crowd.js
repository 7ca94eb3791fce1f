// How quickly a list is there, how quickly it follows, and what its reader feels of that. Put into a page before its own scripts.

window.crowd = { firstListMs: 0, changes: [], longTasks: [] };

new PerformanceObserver((list) => list.getEntries().forEach((task) => crowd.longTasks.push(task.duration)))
  .observe({ type: "longtask", buffered: true });

new MutationObserver(() => {
  const now = performance.now();
  if (document.querySelectorAll("tbody tr").length > 0) {
    crowd.firstListMs ||= now;
    crowd.changes.push(now);
  }
}).observe(document, { subtree: true, childList: true, characterData: true });

/** The updates so far: { askedMs, drawnMs } each, from the question to its answer, and from that to the change of the page. */
crowd.updates = () => performance.getEntriesByType("resource").filter(({ name }) => name.endsWith("/DescribeStreams"))
  .map(({ startTime, responseEnd }) => ({ askedMs: responseEnd - startTime,
    drawnMs: (crowd.changes.find((at) => at >= responseEnd) ?? NaN) - responseEnd }))
  .filter(({ drawnMs }) => drawnMs >= 0);

/** Scrolls down and up for so many frames; gives what lay between each two of them, in milliseconds, the shortest first. */
crowd.scroll = (frameCount) => new Promise((done) => {
  const between = [];
  let last = performance.now();
  const frame = (now) => {
    between.push(now - last);
    last = now;
    scrollBy(0, Math.floor(between.length / 60) % 2 ? -20 : 20);
    between.length < frameCount ? requestAnimationFrame(frame) : done(between.sort((a, b) => a - b));
  };
  requestAnimationFrame(frame);
});
