/** The control API, as the page uses it. */

/** A call that could not be done; its message is the sandbox's sentence. */
export class Refused extends Error {}

export function get(path) {
  return call(path, { method: "GET" });
}

export function post(path, body) {
  return call(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(`/control/${path}`, options);
  } catch {
    throw new Refused("The sandbox does not answer. Is it still running?");
  }
  const result = await response.json().catch(() => ({ error: `The sandbox answered ${response.status}.` }));
  if (!response.ok) throw new Refused(result.error ?? `The sandbox answered ${response.status}.`);
  return result;
}

const RETRY_AFTER_MS = 1000;

/** Hand every event of the live feed to `onEvent`, and connect again whenever the feed breaks off. */
export function listen(onEvent, onLost) {
  const socket = new WebSocket(`ws://${location.host}/control/live`);
  socket.addEventListener("message", ({ data }) => onEvent(JSON.parse(data)));
  socket.addEventListener("close", () => {
    onLost();
    setTimeout(() => listen(onEvent, onLost), RETRY_AFTER_MS);
  });
}
