// Playing without being asked to, which browsers do not always allow.

/** With sound where the browser allows it, else without. */
export async function playNow(element) {
  try {
    await element.play();
  } catch (refusal) {
    if (refusal.name === "NotAllowedError") {
      element.muted = true;
      await element.play().catch(() => {});
    }
  }
}
