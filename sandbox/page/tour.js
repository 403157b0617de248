/** The first-minute tour: a strip above both chats that says what to see, and does it when asked. It blocks nothing. */
import { button, el, freshId } from "./dom.js";
import { stepsFor } from "./tour-steps.js";

const SEEN = "hallway-tour-seen";
const FAILED = "That did not work here. Look at the next one.";

export class Tour {
  /**
   * @param {{strip: HTMLElement, opener: HTMLElement}} nodes where it stands, and the button that opens it
   * @param {import("./tour-steps.js").Stage} stage
   */
  constructor({ strip, opener }, stage) {
    this.strip = strip;
    this.opener = opener;
    this.stage = stage;
    this.rings = new Rings(strip);
    opener.addEventListener("click", () => (strip.hidden ? this.open({ focus: true }) : this.close()));
    strip.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  /** Begin by itself, for somebody who has not seen it yet. */
  offer() {
    if (localStorage.getItem(SEEN) !== "yes" && this.strip.hidden) this.open();
  }

  open({ focus = false } = {}) {
    this.steps = stepsFor(this.stage);
    this.strip.hidden = false;
    this.opener.setAttribute("aria-expanded", "true");
    this.#show(0);
    if (focus) this.act.focus();
  }

  close() {
    localStorage.setItem(SEEN, "yes");
    const hadFocus = this.strip.contains(document.activeElement);
    this.strip.hidden = true;
    this.strip.replaceChildren();
    this.rings.put(() => []);
    this.opener.setAttribute("aria-expanded", "false");
    if (hadFocus) this.opener.focus();
  }

  #show(at) {
    this.at = at;
    const step = this.steps[at];
    this.said = el("p", { id: freshId("tour"), class: "tour-text", "aria-live": "polite" }, step.text);
    this.act = button(step.act, () => this.#do(step), { class: "tour-act", "aria-describedby": this.said.id });
    const isLast = at === this.steps.length - 1;
    this.next = button(isLast ? "Finish" : "Next", () => this.#go(at + 1), { class: "tour-next" });
    const back = at > 0 && button("Back", () => this.#go(at - 1), { class: "tour-back" });
    this.strip.replaceChildren(
      el("p", { class: "tour-count" }, `${at + 1} of ${this.steps.length}`),
      el("div", { class: "tour-words" }, el("h2", {}, step.title), this.said),
      el("div", { class: "tour-buttons" }, this.act, back, this.next),
      button("×", () => this.close(), { class: "tour-close", "aria-label": "Close the tour" }),
    );
    this.rings.put(step.anchors);
  }

  #go(at) {
    if (at === this.steps.length) return this.close();
    this.#show(at);
    this.act.focus();
    return null;
  }

  /** Do what the step is about, then say what came of it and point at it. */
  async #do(step) {
    if (this.act.getAttribute("aria-busy")) return;
    this.act.setAttribute("aria-busy", "true");
    const { act, said } = this;
    try {
      await step.run();
      said.textContent = step.done;
      this.next.classList.add("ready");
    } catch (error) {
      said.textContent = error.message || FAILED;
    }
    act.removeAttribute("aria-busy");
    if (this.act !== act) return; // they went on meanwhile
    this.rings.put(step.results ?? step.anchors);
    this.next.focus({ preventScroll: true });
  }
}

/** Frames around what a step talks about; they follow it when the page scrolls or is drawn anew. */
class Rings {
  constructor(strip) {
    this.find = () => [];
    this.layer = el("div", { class: "tour-rings", "aria-hidden": "true" });
    strip.after(this.layer);
    const watch = new MutationObserver(() => this.#soon());
    watch.observe(document.querySelector("main"), { childList: true, subtree: true });
    addEventListener("resize", () => this.#soon());
    document.addEventListener("scroll", () => this.#soon(), { capture: true, passive: true });
  }

  put(find) {
    this.find = find;
    for (const node of find()) {
      const frame = node.closest(".log");
      node.scrollIntoView({ block: frame?.clientHeight < node.offsetHeight ? "start" : "nearest" });
    }
    this.layer.replaceChildren();
    this.#soon();
  }

  #soon() {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      const places = this.find().map(visiblePart).filter(Boolean);
      while (this.layer.children.length > places.length) this.layer.lastChild.remove();
      while (this.layer.children.length < places.length) this.layer.append(el("div", { class: "tour-ring" }));
      places.forEach((place, at) => Object.assign(this.layer.children[at].style, place));
    });
  }
}

/** Where the part of `node` is that can be seen, as styles; null when nothing of it can. */
function visiblePart(node) {
  if (!node.checkVisibility()) return null;
  const box = node.getBoundingClientRect();
  const frame = node.closest(".log, .home-view")?.getBoundingClientRect() ?? box;
  const [top, bottom] = [Math.max(box.top, frame.top), Math.min(box.bottom, frame.bottom)];
  if (bottom - top < 8) return null;
  return { left: `${box.left}px`, top: `${top}px`, width: `${box.width}px`, height: `${bottom - top}px` };
}
