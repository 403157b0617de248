/** A button that opens a list to pick one or several options from: both platforms' selects and Slack's overflow. */
import { el, freshId } from "./dom.js";
import { Listbox, matching } from "./listbox.js";

const SEARCH_FROM = 8; // options from which on a search field helps
const LOAD_AFTER_MS = 200;

/**
 * @typedef {object} PickerSetup
 * @property {string} label its accessible name
 * @property {string} placeholder what the closed button says while nothing is picked
 * @property {import("./listbox.js").Option[]} options
 * @property {string[]} [picked] values
 * @property {boolean} [multi]
 * @property {number} [min] fewest picks of a multi list
 * @property {number} [max]
 * @property {boolean} [disabled]
 * @property {(text: string) => Promise<import("./listbox.js").Option[]>} [load] asks for options while typing
 * @property {(values: string[]) => void} onPick called when a pick is complete and changed something
 * @property {object} [data] dataset of the button
 * @property {string} [face] fixed text of the button ("⋯")
 */

/** @param {PickerSetup} setup */
export function picker(setup) {
  return new Picker(setup).node;
}

class Picker {
  constructor(setup) {
    this.setup = setup;
    this.known = new Map(setup.options.map((option) => [option.value, option]));
    this.picked = new Set(setup.picked ?? []);
    this.list = new Listbox({ label: setup.label, multi: setup.multi, onChoose: (option) => this.#choose(option) });
    this.face = el("span", { class: "face" });
    this.opener = this.#makeOpener();
    this.popup = this.#makePopup();
    this.node = el("div", { class: setup.face ? "picker bare" : "picker" }, this.opener, this.popup);
    this.#paint();
  }

  /** The picked values, for forms. */
  get values() {
    return [...this.picked];
  }

  #makeOpener() {
    const { label, disabled, data } = this.setup;
    return el(
      "button",
      {
        type: "button",
        class: "opener",
        disabled,
        data,
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        "aria-label": label,
        on: { click: () => this.#open(), keydown: (event) => this.#openByKey(event) },
      },
      this.face,
      !this.setup.face && el("span", { class: "arrow", "aria-hidden": "true" }, "▾"),
    );
  }

  #makePopup() {
    const { load, options, multi, label } = this.setup;
    this.search =
      load || options.length >= SEARCH_FROM
        ? el("input", {
            type: "text",
            role: "combobox",
            class: "search",
            placeholder: load ? "Type to search" : "Search",
            "aria-label": `Search: ${label}`,
            "aria-expanded": "true",
            "aria-controls": this.list.node.id,
            "aria-autocomplete": "list",
            on: { input: () => this.#filterSoon() },
          })
        : null;
    const done = multi && el("button", { type: "button", class: "done", on: { click: () => this.#close() } }, "Done");
    return el(
      "div",
      {
        id: freshId("popup"),
        class: "popup",
        popover: "auto",
        on: { keydown: (event) => this.#key(event), toggle: (event) => event.newState === "closed" && this.#commit() },
      },
      this.search,
      this.list.node,
      done,
    );
  }

  #paint() {
    const labels = this.values.map((value) => this.known.get(value)?.label ?? value);
    this.face.textContent = this.setup.face ?? (labels.join(", ") || this.setup.placeholder);
    this.face.classList.toggle("empty", !labels.length);
    if (!this.setup.face) {
      this.opener.setAttribute("aria-label", `${this.setup.label}: ${labels.join(", ") || this.setup.placeholder}`);
    }
  }

  #openByKey(event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    this.#open();
  }

  async #open() {
    this.before = this.values.join("\n");
    this.popup.showPopover();
    this.#place();
    this.opener.setAttribute("aria-expanded", "true");
    if (this.search) this.search.value = "";
    await this.#filter();
    this.#place();
    (this.search ?? this.list.node).focus();
  }

  /** Below the button, or above it where there is more room. */
  #place() {
    const at = this.opener.getBoundingClientRect();
    const style = this.popup.style;
    style.minWidth = `${Math.max(at.width, 180)}px`;
    style.left = `${Math.max(4, Math.min(at.left, innerWidth - this.popup.offsetWidth - 4))}px`;
    const below = innerHeight - at.bottom > this.popup.offsetHeight + 8 || at.top < innerHeight / 2;
    style.top = below ? `${at.bottom + 4}px` : "auto";
    style.bottom = below ? "auto" : `${innerHeight - at.top + 4}px`;
    style.maxHeight = `${(below ? innerHeight - at.bottom : at.top) - 12}px`;
  }

  #filterSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#filter(), this.setup.load ? LOAD_AFTER_MS : 0);
  }

  async #filter() {
    const text = this.search?.value ?? "";
    const found = this.setup.load ? await this.setup.load(text) : matching(this.setup.options, text);
    if (text !== (this.search?.value ?? "")) return; // a newer search is on its way
    for (const option of found) this.known.set(option.value, option);
    this.list.show(found, this.picked);
    this.#tellActive();
  }

  #key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    const isTyping = event.target === this.search;
    if (event.target.matches(".done")) return;
    if (event.key in moves) this.list.move(moves[event.key]);
    else if (event.key === "Home" && !isTyping) this.list.moveTo(0);
    else if (event.key === "End" && !isTyping) this.list.moveTo(Infinity);
    else if (event.key === "Enter" || (event.key === " " && !isTyping)) this.list.choose();
    else if (event.key === "Tab" && !this.setup.multi) return void this.#close();
    else if (event.key.length === 1 && !isTyping) this.list.seek(event.key);
    else return;
    event.preventDefault();
    this.#tellActive();
  }

  #tellActive() {
    (this.search ?? this.list.node).setAttribute("aria-activedescendant", this.list.activeId);
  }

  #choose(option) {
    const { multi, max = Infinity } = this.setup;
    if (!multi) {
      this.picked = new Set([option.value]);
      return void this.#close();
    }
    if (this.picked.has(option.value)) this.picked.delete(option.value);
    else if (this.picked.size < max) this.picked.add(option.value);
    this.list.mark(option.value, this.picked.has(option.value));
    this.#paint();
  }

  #close() {
    this.popup.hidePopover();
    this.opener.focus();
  }

  /** However the list was closed: hand on what is picked now. */
  #commit() {
    this.opener.setAttribute("aria-expanded", "false");
    const { multi, min = 0, face, onPick } = this.setup;
    const changed = this.values.join("\n") !== this.before;
    if (multi && this.picked.size < min) this.picked = new Set(this.before.split("\n").filter(Boolean));
    else if (changed) onPick(this.values);
    if (face) this.picked.clear(); // a menu of actions keeps nothing picked
    this.#paint();
  }
}
