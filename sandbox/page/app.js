/** The page: the bar, the two chats, and the feed that keeps them live. */
import { get, listen } from "./api.js";
import { moveClock, showViolations, startBar, tell, tick } from "./bar.js";
import { Pane } from "./pane.js";
import { discord, slack } from "./platforms.js";
import { syncClock } from "./times.js";
import { Tour } from "./tour.js";

const HINT_SEEN = "hallway-hint-seen";
const find = (selector) => document.querySelector(selector);
const tabs = [...document.querySelectorAll("[role=tab]")];
const page = { onUnread: showUnread, onStale: reload };
const panes = [discord, slack].map((platform) => new Pane(find(`#pane-${platform.name}`), platform, page));
const paneOf = (name) => panes.find(({ platform }) => platform.name === name);
const stage = { discord: paneOf("discord"), slack: paneOf("slack"), showTab, moveClock };
const tour = new Tour({ strip: find("[data-tour]"), opener: find("[data-tour-opener]") }, stage);

for (const tab of tabs) tab.addEventListener("click", () => showTab(tab.dataset.tab));
find("[role=tablist]").addEventListener("keydown", moveTab);
showTab("discord");
startBar();
find("[data-hint] button").addEventListener("click", dismissHint);
listen(onEvent, () => tell("Connecting to the sandbox…"));

async function onEvent(event) {
  switch (event.kind) {
    case "hello":
      tell("");
      await load(event.state, { anew: true });
      return welcome();
    case "status":
      showViolations(event.violations);
      for (const pane of panes) pane.frame.setConnected(event.connected[pane.platform.name]);
      return null;
    case "clock":
      syncClock(event.now);
      for (const pane of panes) pane.log.redraw(); // "Tomorrow" may have become "Today"
      return tick();
    default:
      return paneOf(event.platform)?.feed(event);
  }
}

async function load(state, options) {
  syncClock(state.now);
  tick();
  await Promise.all(panes.map((pane) => pane.load(state, options)));
}

/** Somebody or some place is new: read the state again. */
async function reload() {
  await load(await get("state"));
}

/** On a narrow window one chat is shown at a time. */
function showTab(name) {
  for (const tab of tabs) {
    const isShown = tab.dataset.tab === name;
    tab.setAttribute("aria-selected", String(isShown));
    tab.tabIndex = isShown ? 0 : -1;
    find(`#pane-${tab.dataset.tab}`).classList.toggle("shown", isShown);
  }
  paneOf(name).log.toEnd(); // while hidden it could not scroll
}

function moveTab(event) {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  const other = tabs.find((tab) => tab.getAttribute("aria-selected") !== "true");
  showTab(other.dataset.tab);
  other.focus();
}

/** A dot at the tab of a chat in which something waits. */
function showUnread(pane) {
  find(`#tab-${pane.platform.name}`).classList.toggle("unread", pane.unread.size > 0);
}

/** How to begin: a hint, or the tour where there is a community to show. */
async function welcome() {
  const { has_past: hasPast } = await get("past");
  if (hasPast) tour.offer();
  find("[data-hint]").hidden = hasPast || localStorage.getItem(HINT_SEEN) === "yes";
}

function dismissHint() {
  localStorage.setItem(HINT_SEEN, "yes");
  find("[data-hint]").hidden = true;
  panes[0].composer.focus();
}
