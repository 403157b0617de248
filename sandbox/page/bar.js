/** The bar above both chats: the community's clock, and how well the bot keeps the platforms' rules. */
import { get, post } from "./api.js";
import { oneQuestion, openDialog } from "./dialogs.js";
import { button, el, freshId } from "./dom.js";
import { now, refreshRelative, say, syncClock } from "./times.js";

const find = (selector) => document.querySelector(selector);
const DAY = { weekday: "short", day: "numeric", month: "short" };
const TIME = { hour: "2-digit", minute: "2-digit", second: "2-digit" };

export function startBar() {
  for (const step of document.querySelectorAll("[data-advance]")) {
    step.addEventListener("click", () => moveClock({ advance: Number(step.dataset.advance) }));
  }
  find("[data-set-clock]").addEventListener("click", askMoment);
  find("[data-violations]").addEventListener("click", listViolations);
  setInterval(tick, 1000);
}

/** A sentence about the sandbox itself; "" when all is well. */
export function tell(sentence) {
  find("[data-link]").textContent = sentence;
}

/** Show the community's now, and keep every "in 3 hours" true. */
export function tick() {
  const time = find("[data-clock]");
  time.dateTime = now().toISOString();
  const year = el("span", { class: "year" }, ` ${now().getFullYear()}`);
  time.replaceChildren(say(now(), DAY), year, `, ${say(now(), TIME)}`);
  refreshRelative();
}

/** Move the community's clock; what is due has gone out when it returns. */
export async function moveClock(by) {
  try {
    syncClock((await post("clock", by)).now);
    tell("");
  } catch (error) {
    tell(error.message);
  }
  tick();
}

function askMoment() {
  const local = new Date(now() - now().getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  const input = el("input", { id: freshId("moment"), type: "datetime-local", required: true, value: local });
  const set = async (event) => {
    event.preventDefault();
    dialog.close();
    await moveClock({ set: new Date(input.value).toISOString() });
  };
  const question = {
    label: "The community's time becomes",
    input,
    help: "In your own time zone. What is due by then goes out at once.",
    submit: "Set the clock",
    onSubmit: set,
  };
  const dialog = openDialog("Move the clock", (made) => oneQuestion(made, question));
}

export function showViolations(count) {
  const sign = find("[data-violations]");
  sign.textContent = `rules broken: ${count}`;
  sign.classList.toggle("some", count > 0);
}

async function listViolations() {
  const found = await get("violations");
  const body = found.length
    ? el("ol", { class: "violation-list" }, found.map(violation))
    : el("p", {}, "The bot has kept every rule of both platforms.");
  openDialog("Violations of the platforms' rules", (dialog) => [
    body,
    el("footer", {}, button("Close", () => dialog.close(), { class: "button primary" })),
  ]);
}

function violation({ platform, request, rule, detail }) {
  return el("li", {}, el("strong", {}, `${platform}: ${rule}`), el("code", {}, request), el("p", {}, detail));
}
