// The window itself: full screen by button or the key F, and a screen that does not go dark.

/** Wire the button that is hidden where a browser has no full screen. */
export function offerFullScreen(button, words) {
  if (!document.fullscreenEnabled) return;
  const toggle = () =>
    (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(
      () => {}, // refused: the window stays as it is
    );
  button.hidden = false;
  button.addEventListener("click", toggle);
  addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "f" || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    event.preventDefault();
    toggle();
  });
  document.addEventListener("fullscreenchange", () => {
    button.textContent = document.fullscreenElement ? words.leaveFullScreen : words.fullScreen;
  });
}

/** Keep the screen awake while the page is seen, where the browser can. */
export function stayAwake() {
  const ask = () => {
    if (document.visibilityState === "visible") navigator.wakeLock?.request("screen").catch(() => {});
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}
