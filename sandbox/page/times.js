/** The community's clock, and moments in words: in the viewer's zone, relative to that clock. */
import { el } from "./dom.js";

const LOCALE = navigator.language.startsWith("en") ? navigator.language : "en-GB";
let offsetMs = 0;

/** Set the clock by what the sandbox says. */
export function syncClock(iso) {
  offsetMs = Date.parse(iso) - Date.now();
}

/** The community's now. */
export function now() {
  return new Date(Date.now() + offsetMs);
}

export function say(date, options) {
  return new Intl.DateTimeFormat(LOCALE, options).format(date);
}

export const TIME = { hour: "numeric", minute: "2-digit" };
const DAY = { year: "numeric", month: "long", day: "numeric" };
const NUMERIC = { year: "numeric", month: "2-digit", day: "2-digit" };

/** "in 3 hours", "2 days ago". */
export function relative(date) {
  const seconds = Math.round((date - now()) / 1000);
  const format = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  const units = [["year", 31_557_600], ["month", 2_629_800], ["day", 86_400], ["hour", 3600], ["minute", 60]];
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  }
  return format.format(seconds, "second");
}

/** Days from the clock's today to that of `date`, in the viewer's zone. */
export function daysAway(date) {
  const midnight = (moment) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate());
  return Math.round((midnight(date) - midnight(now())) / 86_400_000);
}

export function sameDay(one, other) {
  return one.toDateString() === other.toDateString();
}

const DISCORD_STYLES = {
  t: TIME,
  T: { ...TIME, second: "2-digit" },
  d: NUMERIC,
  D: DAY,
  f: { ...DAY, ...TIME },
  F: { weekday: "long", ...DAY, ...TIME },
  s: { ...NUMERIC, ...TIME },
  S: { ...NUMERIC, ...TIME, second: "2-digit" },
};

/** Discord's `<t:SECONDS:STYLE>`. */
export function discordTime(seconds, style = "f") {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `<t:${seconds}:${style}>`;
  const full = say(date, DISCORD_STYLES.F);
  if (style === "R") return relativeTime(date, full);
  return timeElement(date, say(date, DISCORD_STYLES[style] ?? DISCORD_STYLES.f), full);
}

function relativeTime(date, title) {
  const node = timeElement(date, relative(date), title);
  node.dataset.relative = String(date.getTime());
  return node;
}

function timeElement(date, text, title) {
  return el("time", { class: "moment", datetime: date.toISOString(), title }, text);
}

/** "today", "tomorrow", "yesterday", or null; for Slack's pretty dates. */
function nearDay(date) {
  return { "-1": "Yesterday", 0: "Today", 1: "Tomorrow" }[daysAway(date)] ?? null;
}

const SLACK_TOKENS = {
  date_num: (date) => say(date, NUMERIC),
  date_slash: (date) => say(date, NUMERIC),
  date_long: (date) => say(date, { weekday: "long", ...DAY }),
  date_long_full: (date) => say(date, { weekday: "long", ...DAY }),
  date_long_pretty: (date) => nearDay(date) ?? say(date, { weekday: "long", ...DAY }),
  date: (date) => say(date, DAY),
  date_pretty: (date) => nearDay(date) ?? say(date, DAY),
  date_short: (date) => say(date, { ...DAY, month: "short" }),
  date_short_pretty: (date) => nearDay(date) ?? say(date, { ...DAY, month: "short" }),
  day_divider_pretty: (date) => nearDay(date) ?? say(date, { weekday: "long", month: "long", day: "numeric" }),
  time: (date) => say(date, TIME),
  time_secs: (date) => say(date, { ...TIME, second: "2-digit" }),
  ago: (date) => relative(date),
};

/** Slack's date: `format` with tokens such as {date_short_pretty} and {time}. */
export function slackTime(seconds, format, fallback) {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return fallback;
  const text = format.replace(/\{(\w+)\}/g, (whole, token) => SLACK_TOKENS[token]?.(date) ?? whole);
  return timeElement(date, text, say(date, DISCORD_STYLES.F));
}

/** Keep every "in 3 hours" on the page true. */
export function refreshRelative() {
  for (const node of document.querySelectorAll("time[data-relative]")) {
    node.textContent = relative(new Date(Number(node.dataset.relative)));
  }
}
