/** The messages of one channel, in order, with a line between days; new ones keep the end in sight. */
import { el, freshId, keepFocus } from "./dom.js";
import { sameDay, say } from "./times.js";

const NEAR_END_PX = 120;

export class MessageLog {
  /**
   * @param {{idOf: Function, writtenAt: Function}} platform
   * @param {(message: object) => HTMLElement} render
   */
  constructor(platform, render) {
    this.platform = platform;
    this.render = render;
    this.messages = new Map();
    this.dismissed = new Set();
    this.node = el("div", { id: freshId("log"), class: "log", role: "log", "aria-live": "polite", tabindex: "0" });
  }

  /** Show these messages instead of those before; nothing of that is announced. */
  reset(messages, label) {
    this.node.setAttribute("aria-label", label);
    this.node.setAttribute("aria-busy", "true");
    this.messages = new Map(messages.map((message) => [this.platform.idOf(message), message]));
    this.node.replaceChildren();
    for (const message of messages) this.#append(message);
    if (!messages.length) this.node.append(el("p", { class: "nothing" }, "Nothing here yet. Type / to begin."));
    this.node.setAttribute("aria-busy", "false");
    this.toEnd();
  }

  /** Show a new message, or a known one as it looks now. */
  put(message) {
    const id = this.platform.idOf(message);
    const isNew = !this.messages.has(id);
    const wasNearEnd = this.#isNearEnd();
    this.messages.set(id, message);
    if (isNew) this.#append(message);
    else keepFocus(this.node, () => this.find(id)?.replaceWith(this.#article(message)));
    if (wasNearEnd) this.toEnd();
  }

  /** Show every message as it looks at this moment. */
  redraw() {
    keepFocus(this.node, () => {
      for (const [id, message] of this.messages) this.find(id)?.replaceWith(this.#article(message));
    });
  }

  drop(id) {
    this.messages.delete(id);
    this.find(id)?.remove();
  }

  /** Take a message away for this person only. */
  dismiss(id) {
    this.dismissed.add(id);
    this.find(id)?.remove();
  }

  find(id) {
    return [...this.node.children].find((node) => node.dataset.message === id);
  }

  /** A line of the client's own, after the message `id` or at the end. */
  note(text, { kind = "notice", after = null, dismiss = true } = {}) {
    const node = el("div", { class: `note ${kind}` }, el("span", {}, text));
    if (dismiss) {
      const close = el("button", { type: "button", class: "dismiss", on: { click: () => node.remove() } }, "Dismiss");
      node.append(close);
    }
    const anchor = after && this.find(after);
    if (anchor) anchor.after(node);
    else this.node.append(node);
    if (!anchor) this.toEnd();
    return node;
  }

  #append(message) {
    const id = this.platform.idOf(message);
    if (this.dismissed.has(id)) return;
    this.node.querySelector(".nothing")?.remove();
    const when = this.platform.writtenAt(message);
    const last = [...this.node.querySelectorAll("article")].at(-1);
    if (!last || !sameDay(new Date(Number(last.dataset.when)), when)) this.node.append(dayLine(when));
    this.node.append(this.#article(message));
  }

  #article(message) {
    const node = this.render(message);
    node.dataset.message = this.platform.idOf(message);
    node.dataset.when = String(this.platform.writtenAt(message).getTime());
    return node;
  }

  #isNearEnd() {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR_END_PX;
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }
}

function dayLine(when) {
  const full = say(when, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  return el("p", { class: "day" }, el("span", {}, full));
}
