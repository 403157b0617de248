// Who comes back to this page after a while reads it as it is then.

const STALE = 30_000;
const loaded = performance.now();

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible" && performance.now() - loaded > STALE) location.reload();
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
