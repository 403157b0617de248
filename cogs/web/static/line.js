// The line to the server: a stream of messages, and where there is none, a question every few seconds.

const SILENCE = 5000; // the server speaks every second
const PAUSES = [500, 1000, 2000]; // a bot that comes back is seen at once: the room misses who is on
const POLL = 10_000;

/** Hand every message to `hear`; `say` gets what to tell people about the line: "", reconnecting, crowded, gone. */
export function listen(base, hear, say) {
  let [stream, watchdog, failures] = [null, 0, 0];

  const later = (milliseconds, what) => {
    clearTimeout(watchdog);
    watchdog = setTimeout(what, milliseconds);
  };

  const lost = () => {
    stream?.close();
    stream = null;
    say("reconnecting");
    later(PAUSES[Math.min(failures, PAUSES.length - 1)], ask);
    failures += 1;
  };

  const open = () => {
    stream?.close();
    stream = new EventSource(`${base}/live`);
    stream.onmessage = (message) => {
      failures = 0;
      say("");
      later(SILENCE, lost);
      hear(JSON.parse(message.data));
    };
    stream.onerror = lost;
    later(SILENCE, lost);
  };

  // A stream does not say why it was refused; this does, and brings the page up to date meanwhile.
  const ask = async () => {
    let answer;
    try {
      answer = await fetch(`${base}/now`, { cache: "no-store", signal: AbortSignal.timeout(SILENCE) });
      if (answer.status === 404) {
        say("gone");
        later(POLL, ask);
        return;
      }
      const message = await answer.json();
      hear(message);
      if (message.crowded) {
        say("crowded");
        later(POLL, ask);
        return;
      }
    } catch {
      lost();
      return;
    }
    open();
  };

  open();
  addEventListener("pagehide", () => stream?.close());
}
