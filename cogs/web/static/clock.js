// The server's clock as this page knows it. The machine's own clock is never asked: it may be wrong by an hour.

const SAMPLES = 5;
const JUMP = 1000; // milliseconds: somebody moved the clock
const DOUBT = 150; // a message that seems so late or early is reason to measure again
const MEASURED_ENOUGH = 10_000;

export class Clock {
  #url;
  #offset;
  #measuredAt = -Infinity;
  #measuring = false;

  /** `now` is what the server's clock said when the first byte of this page left it. */
  constructor(url, now) {
    const [loaded] = performance.getEntriesByType("navigation");
    this.#url = url;
    this.#offset = now - (loaded?.responseStart || performance.now());
  }

  /** The server's time in milliseconds since 1970. */
  now() {
    return performance.now() + this.#offset;
  }

  /** Ask for the time a few times; the shortest round trip knows best. */
  async measure() {
    if (this.#measuring) return;
    this.#measuring = true;
    try {
      let best = null;
      for (let each = 0; each < SAMPLES; each += 1) {
        const sample = await ask(this.#url);
        const moved = best && Math.abs(sample.offset - best.offset) > JUMP;
        if (!best || moved || sample.trip < best.trip) best = sample;
      }
      this.#offset = best.offset;
      this.#measuredAt = performance.now();
    } catch {
      // The line is down: it goes on as it was.
    } finally {
      this.#measuring = false;
    }
  }

  /** A message that the server sent at `now` has come. Follow at once where the clock was moved, and measure. */
  hear(now) {
    const off = Math.abs(this.now() - now);
    if (off > JUMP) this.#offset = now - performance.now();
    const enough = performance.now() - this.#measuredAt < MEASURED_ENOUGH;
    if (off > JUMP || (off > DOUBT && !enough)) this.measure();
  }
}

async function ask(url) {
  const asked = performance.now();
  const answer = await fetch(url, { cache: "no-store", signal: AbortSignal.timeout(3000) });
  const trip = performance.now() - asked; // the head has come; reading the rest is our own time
  if (!answer.ok) throw new Error(`${answer.status}`);
  const { now } = await answer.json();
  return { trip, offset: now - asked - trip / 2 };
}
