/** A pane's places: servers or workspaces, channels, the chat with the bot, and Slack's App Home. */
import { appIcon, avatar, button, el } from "./dom.js";

/**
 * @typedef {{id: string, name: string, kind: "channel" | "thread" | "dm" | "home", topic?: string}} Place
 */
export class Sidebar {
  /** @param {{title: string}} platform @param {{onSpace: Function, onPlace: (id: string) => void}} setup */
  constructor(platform, setup) {
    this.platform = platform;
    this.setup = setup;
    this.rail = el("nav", { class: "rail", "aria-label": `${platform.spaceWord} on ${platform.title}` });
    this.places = el("div", { class: "places" });
    this.title = el("h2", { class: "space-name" });
    this.self = el("div", { class: "self" });
    const props = { class: "side", "aria-label": `Channels on ${platform.title}` };
    this.side = el("nav", props, this.title, this.places, this.self);
  }

  /**
   * @param {{spaces: object[], space: object, places: Place[], current: string, unread: Set<string>, me: object}} now
   */
  show({ spaces, space, places, current, unread, me }) {
    this.title.textContent = space.name;
    this.rail.replaceChildren(...spaces.map((each) => this.#spaceButton(each, each.id === space.id)));
    const group = (kinds, heading) => {
      const inside = places.filter(({ kind }) => kinds.includes(kind));
      if (!inside.length) return [];
      const rows = inside.map((place) => el("li", {}, this.#placeButton(place, current, unread)));
      return [el("h3", {}, heading), el("ul", {}, rows)];
    };
    const focused = this.places.contains(document.activeElement) && document.activeElement.dataset.channel;
    this.places.replaceChildren(
      ...group(["channel", "thread"], this.platform.channelWord),
      ...group(["dm"], "Direct messages"),
      ...group(["home"], "Apps"),
    );
    if (focused) this.places.querySelector(`[data-channel="${CSS.escape(focused)}"]`)?.focus();
    this.self.replaceChildren(
      avatar(me.name, me.id),
      el("div", {}, el("strong", {}, me.name), el("small", {}, me.organizer ? "Organizer" : "Online")),
    );
  }

  #spaceButton(space, isCurrent) {
    const initials = space.name.split(/\s+/).map((word) => [...word][0]).join("").slice(0, 3);
    const props = { class: "space", "aria-label": space.name, title: space.name, "aria-current": isCurrent && "true" };
    return button(initials, () => this.setup.onSpace(space), props);
  }

  #placeButton(place, current, unread) {
    const isUnread = unread.has(place.id);
    const props = {
      class: `place ${place.kind}${isUnread ? " unread" : ""}`,
      "aria-current": place.id === current && "page",
      data: { channel: place.id },
    };
    const dot = [el("span", { class: "dot", "aria-hidden": "true" }), el("span", { class: "unseen" }, " (unread)")];
    const face = [signOf(place), el("span", { class: "name" }, place.name), isUnread && dot];
    return button(face, () => this.setup.onPlace(place.id), props);
  }
}

function signOf({ kind }) {
  if (kind === "dm" || kind === "home") return appIcon();
  return el("span", { class: "hash", "aria-hidden": "true" }, kind === "thread" ? "↳" : "#");
}
