/** A list of options for pickers and comboboxes (ARIA listbox); the focus stays where it is, `active` moves. */
import { el, freshId } from "./dom.js";

/**
 * @typedef {{value: string, label: string, detail?: string, emoji?: string, group?: string}} Option
 */
export class Listbox {
  /**
   * @param {{label: string, multi?: boolean, onChoose: (option: Option) => void}} setup
   */
  constructor({ label, multi = false, onChoose }) {
    this.options = [];
    this.active = -1;
    this.multi = multi;
    this.onChoose = onChoose;
    this.node = el("ul", {
      id: freshId("options"),
      class: "options",
      role: "listbox",
      "aria-label": label,
      "aria-multiselectable": multi && "true",
      tabindex: "-1",
    });
  }

  /** Show these options; the first one, or the first chosen one, becomes active. */
  show(options, chosen = new Set(), { active = null } = {}) {
    this.options = options;
    let group = null;
    const rows = [];
    for (const [index, option] of options.entries()) {
      if (option.group && option.group !== group) rows.push(groupRow((group = option.group)));
      rows.push(this.#row(option, index, chosen.has(option.value)));
    }
    if (!options.length) rows.push(el("li", { class: "none", role: "presentation" }, "Nothing found"));
    this.node.replaceChildren(...rows);
    const firstChosen = options.findIndex((option) => chosen.has(option.value));
    this.#activate(active ?? Math.max(firstChosen, options.length ? 0 : -1));
  }

  #row(option, index, chosen) {
    const keepTyping = (event) => event.preventDefault(); // a press must not take the focus from the input
    return el(
      "li",
      {
        id: freshId("option"),
        role: "option",
        "aria-selected": String(chosen),
        data: { value: option.value, index },
        on: { mousedown: keepTyping, click: () => this.choose(index) },
      },
      this.multi && el("span", { class: "tick", "aria-hidden": "true" }),
      option.emoji && el("span", { class: "emoji" }, option.emoji, " "),
      el("span", { class: "label" }, option.label),
      option.detail && el("span", { class: "detail" }, option.detail),
    );
  }

  /** The id for `aria-activedescendant`, or "" when nothing is active. */
  get activeId() {
    return this.#rows()[this.active]?.id ?? "";
  }

  move(step) {
    const count = this.options.length;
    if (count) this.#activate((this.active + step + count) % count);
  }

  moveTo(index) {
    this.#activate(Math.min(Math.max(index, 0), this.options.length - 1));
  }

  /** Jump to the next option that starts with what was typed. */
  seek(letter) {
    const starts = (option) => option.label.toLowerCase().startsWith(letter.toLowerCase());
    const after = this.options.findIndex((option, index) => index > this.active && starts(option));
    const found = after >= 0 ? after : this.options.findIndex(starts);
    if (found >= 0) this.#activate(found);
  }

  choose(index = this.active) {
    const option = this.options[index];
    if (!option) return false;
    this.#activate(index);
    this.onChoose(option);
    return true;
  }

  /** Tick an option of a list with several choices. */
  mark(value, chosen) {
    const row = this.#rows().find((each) => each.dataset.value === value);
    row?.setAttribute("aria-selected", String(chosen));
  }

  #rows() {
    return [...this.node.querySelectorAll("[role=option]")];
  }

  #activate(index) {
    this.active = index;
    for (const [at, row] of this.#rows().entries()) row.classList.toggle("active", at === index);
    this.#rows()[index]?.scrollIntoView({ block: "nearest" });
  }
}

function groupRow(name) {
  return el("li", { class: "group", role: "presentation" }, name);
}

/** The options that hold every typed word, those that start with the text first. */
export function matching(options, text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const whole = (option) => `${option.label} ${option.detail ?? ""}`.toLowerCase();
  const hits = options.filter((option) => words.every((word) => whole(option).includes(word)));
  const starts = (option) => (option.label.toLowerCase().startsWith(text.trim().toLowerCase()) ? 0 : 1);
  return hits.sort((one, other) => starts(one) - starts(other));
}
