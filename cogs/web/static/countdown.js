// The countdown: what it says, in which colour, and when it says something else. Times in milliseconds.

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MINUS = "\u2212";

/** What is left until zero, negative when it has passed; null where nothing is counted. */
export function timeLeft(screen, now) {
  return screen.zeroAt === null ? null : screen.zeroAt - (screen.standsAt ?? now);
}

/** none, calm (no hurry: before the start, breaks), green, amber or red. */
export function levelOf(screen, left, amber) {
  if (left === null) return "none";
  if (screen.state === "paused") return "paused";
  if (screen.state !== "on") return "calm";
  if (left <= 0) return "red";
  return left < amber ? "amber" : "green";
}

/** The digits: 12:34, 1:02:03, −0:05, or whole days. Zero is reached when the time is up, not a second before. */
export function digits(left, words) {
  const seconds = Math.ceil(left / 1000);
  const sign = seconds < 0 ? MINUS : "";
  const all = Math.abs(seconds);
  if (all >= 2 * DAY) return words.days.replace("{days}", Math.floor(all / DAY));
  if (all >= DAY) return words.day;
  const [hours, minutes] = [Math.floor(all / HOUR), Math.floor((all % HOUR) / MINUTE)];
  const rest = String(all % MINUTE).padStart(2, "0");
  return hours ? `${sign}${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${sign}${minutes}:${rest}`;
}

/** How long the digits stay as they are. */
export function untilNext(left) {
  return left - (Math.ceil(left / 1000) - 1) * 1000;
}
