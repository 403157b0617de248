/** Suggestions under an input while typing (ARIA combobox): arrows move, Enter and Tab take, Esc closes. */
import { el } from "./dom.js";
import { Listbox } from "./listbox.js";

/**
 * @typedef {object} SuggestSetup
 * @property {string} label name of the list
 * @property {(text: string) => Promise<import("./listbox.js").Option[]> | import("./listbox.js").Option[]} find
 * @property {(option: import("./listbox.js").Option) => void} onChoose
 * @property {number} [delay] ms of quiet before `find` is asked
 * @property {boolean} [onFocus] also suggest before anything is typed
 * @property {boolean} [staysOnTab] a choice by Tab does not move the focus on
 */
export class Suggest {
  /** @param {HTMLInputElement} input @param {SuggestSetup} setup */
  constructor(input, setup) {
    this.input = input;
    this.setup = setup;
    this.moved = false;
    this.list = new Listbox({ label: setup.label, onChoose: (option) => this.#choose(option) });
    this.box = el("div", { class: "suggestions", hidden: true }, this.list.node);
    for (const [name, value] of Object.entries({
      role: "combobox",
      autocomplete: "off",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.node.id,
    })) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.ask(setup.delay));
    input.addEventListener("keydown", (event) => this.#key(event));
    input.addEventListener("blur", () => this.close());
    if (setup.onFocus) input.addEventListener("focus", () => this.ask());
  }

  get open() {
    return !this.box.hidden;
  }

  /** Look for suggestions, at once or after a quiet moment. */
  ask(delay = 0) {
    clearTimeout(this.timer);
    if (delay) this.timer = setTimeout(() => this.#look(), delay);
    else this.#look();
  }

  /** An answer that comes late, to an older text, is thrown away. */
  async #look() {
    const text = this.input.value;
    const found = this.setup.find(text);
    const options = found instanceof Promise ? await found : found;
    if (text === this.input.value && document.activeElement === this.input) this.#show(options);
  }

  #show(options) {
    this.moved = false;
    this.list.show(options);
    this.box.hidden = !options.length;
    this.#tell();
  }

  close() {
    clearTimeout(this.timer);
    this.box.hidden = true;
    this.#tell();
  }

  #tell() {
    this.input.setAttribute("aria-expanded", String(this.open));
    this.input.setAttribute("aria-activedescendant", this.open ? this.list.activeId : "");
  }

  #key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "ArrowDown" && !this.open) this.ask();
    else if (event.key in moves && this.open) this.#move(moves[event.key]);
    else if (event.key === "Escape" && this.open) this.close();
    else if (event.key === "Enter" && this.open && !event.isComposing) this.list.choose();
    else if (event.key === "Tab" && this.open) return this.#takeByTab(event);
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Tab takes what was looked for, then goes on unless the line does; who only passes by takes nothing. */
  #takeByTab(event) {
    if (event.shiftKey || (!this.input.value && !this.moved)) return;
    this.list.choose();
    if (this.setup.staysOnTab) event.preventDefault();
  }

  #move(step) {
    this.moved = true;
    this.list.move(step);
    this.#tell();
  }

  #choose(option) {
    this.close();
    this.setup.onChoose(option);
  }
}
