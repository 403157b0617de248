/** The frame of a pane: the sandbox's strip above it, the places at its side, the head, the log, the composer. */
import { button, el, freshId } from "./dom.js";
import { askName } from "./join.js";
import { slackScene } from "./platforms.js";
import { Sidebar } from "./sidebar.js";
import { renderHome } from "./slack.js";

/** @param {import("./pane.js").Pane} pane */
export function renderPane(pane) {
  return new Frame(pane);
}

class Frame {
  constructor(pane) {
    this.pane = pane;
    this.sidebar = new Sidebar(pane.platform, {
      onSpace: (space) => pane.enter(space),
      onPlace: (id) => {
        this.#toggleSide(false);
        pane.goTo(id);
      },
    });
    this.sidebar.side.id = freshId("places");
    this.head = el("div", { class: "head" });
    this.title = el("h2", {});
    this.topic = el("p", { class: "topic" });
    this.tabs = el("div", { class: "app-tabs", hidden: true });
    const region = { tabindex: "0", role: "region", "aria-label": "App Home", hidden: true };
    this.home = el("div", { class: "home-view", ...region });
    this.head.append(this.#menuButton(), this.title, this.topic, this.tabs);
    this.main = el("div", { class: "main" }, this.head, pane.log.node, this.home, pane.composer.node);
    const { rail, side } = this.sidebar;
    pane.root.replaceChildren(this.#strip(), el("div", { class: "client" }, rail, side, this.main));
    pane.root.addEventListener("keydown", (event) => event.key === "Escape" && this.#toggleSide(false));
    this.main.addEventListener("click", (event) => this.menu.contains(event.target) || this.#toggleSide(false));
  }

  #strip() {
    const { title } = this.pane.platform;
    const id = freshId("person");
    const onChange = () => this.pane.become(this.people.value);
    const props = { id, "aria-label": `Person on ${title}`, data: { person: "" } };
    this.people = el("select", { ...props, on: { change: onChange } });
    this.online = el("span", { class: "online", role: "status" });
    const join = () => askName(this.pane);
    return el(
      "div",
      { class: "strip", role: "group", "aria-label": `Sandbox controls for ${title}` },
      el("label", { for: id }, "You are"),
      this.people,
      button("New person joins", join, { class: "join", "aria-label": `New person joins ${title}` }),
      this.online,
    );
  }

  #menuButton() {
    const open = () => this.#toggleSide(!this.pane.root.classList.contains("side-open"));
    const controls = { "aria-expanded": "false", "aria-controls": this.sidebar.side.id };
    this.menu = button("☰", open, { class: "menu", "aria-label": "Channels", ...controls });
    return this.menu;
  }

  #toggleSide(open) {
    const isShut = !open && this.sidebar.side.contains(document.activeElement);
    this.pane.root.classList.toggle("side-open", open);
    this.menu.setAttribute("aria-expanded", String(open));
    if (isShut && this.menu.checkVisibility()) this.menu.focus();
  }

  setConnected(connected) {
    const word = connected ? "bot online" : "bot offline";
    if (this.online.textContent !== word) this.online.textContent = word;
    this.online.classList.toggle("on", Boolean(connected));
  }

  showEmpty() {
    this.title.textContent = "Nothing here";
    this.pane.log.reset([], "No channel");
  }

  /** "#general", or the bot's name in a direct chat. */
  label() {
    const { kind, name } = this.pane.place;
    return kind === "dm" || kind === "home" ? name : `#${name}`;
  }

  /** Bring everything around the messages up to date. */
  show() {
    const { spaces, space, unread, person, channel, place } = this.pane;
    this.sidebar.show({ spaces, space, places: this.pane.places(), current: channel, unread, me: person });
    this.people.replaceChildren(...space.members.map((member) => this.#option(member)));
    this.people.value = person.id;
    this.title.textContent = this.label();
    this.topic.textContent = place.topic ?? "";
    const isApp = this.pane.platform.hasHome && [`dm:${person.id}`, "home"].includes(place.id);
    this.tabs.hidden = !isApp;
    if (isApp) this.tabs.replaceChildren(this.#appTab("Home", "home"), this.#appTab("Messages", `dm:${person.id}`));
  }

  #option({ id, name, organizer }) {
    const isElsewhere = id !== this.pane.me && this.pane.unread.has(`dm:${id}`);
    const text = [name, organizer && "★ organizer", isElsewhere && "● new message"].filter(Boolean).join(" ");
    return el("option", { value: id }, text);
  }

  #appTab(name, channel) {
    const isCurrent = this.pane.channel === channel;
    const props = { "aria-current": isCurrent && "page", data: { key: `tab-${name}` } };
    return button(name, () => this.pane.goTo(channel), props);
  }

  showLog() {
    this.home.hidden = true;
    this.pane.log.node.hidden = false;
    this.pane.composer.node.hidden = false;
  }

  showHome(view) {
    this.pane.log.node.hidden = true;
    this.pane.composer.node.hidden = true;
    this.home.hidden = false;
    this.home.replaceChildren(renderHome(view, slackScene(this.pane, { view: view?.id })));
  }
}
