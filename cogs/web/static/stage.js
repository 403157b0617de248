// The stage page. The server says who is on and when their time is up; everything that moves is counted here.

import { Clock } from "./clock.js";
import { digits, levelOf, timeLeft, untilNext } from "./countdown.js";
import { boxed } from "./fit.js";
import { listen } from "./line.js";
import { fitAll, show } from "./show.js";
import { offerFullScreen, stayAwake } from "./window.js";

const find = (id) => document.getElementById(id);
const { dataset } = document.body;
const words = JSON.parse(dataset.words);
const amber = Number(dataset.amber);
const base = location.pathname.replace(/\/$/, "");
const clock = new Clock(`${base}/clock`, Number(dataset.now));
const WORDS_OF = { green: words.on, amber: words.soon, red: words.over, paused: words.paused };

let screen = JSON.parse(dataset.screen);
let timer = 0;
let said = "";

function badge(level, left) {
  if (screen.state === "break") return left > 0 ? words.break : words.breakOver;
  if (screen.state === "before" && left <= 0) return words.beginning;
  return WORDS_OF[level] ?? screen.badge;
}

/** Show the time that is left, and come again when the digits change. */
function count() {
  const left = timeLeft(screen, clock.now());
  const level = levelOf(screen, left, amber);
  const word = badge(level, left);
  const counts = left !== null && (left > 0 || level !== "calm");
  set(find("time"), counts ? digits(left, words) : "");
  set(find("badge"), word);
  dataset.level = level;
  find("time").dataset.length = Math.min(7, Math.max(5, find("time").textContent.length));
  if (dataset.counts !== String(counts)) {
    dataset.counts = counts; // the digits come or go: there is another amount of room
    fitAll(screen, words);
  }
  announce(word);
  clearTimeout(timer);
  if (left !== null) timer = setTimeout(count, untilNext(left));
}

function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** Say what changed to who listens: each word once, not every second. */
function announce(word) {
  const now = [word, screen.name, screen.title].filter(Boolean).join(": ");
  if (now === said) return;
  said = now;
  find("said").textContent = now;
}

function hear(message) {
  clock.hear(message.now);
  if (message.screen) {
    screen = message.screen;
    show(screen, words);
  }
  count();
}

function sayOfLine(what) {
  set(find("line"), words[what] ?? "");
  find("line").hidden = !what;
}

show(screen, words);
count();
clock.measure().then(count);
listen(base, hear, sayOfLine);
offerFullScreen(find("full"), words);
stayAwake();
const again = () => fitAll(screen, words);
addEventListener("resize", again);
boxed.addEventListener("change", again);
document.fonts.ready.then(again);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") clock.measure().then(count);
});
