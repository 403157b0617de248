/** What the questions of both chats' forms share: the box with label, hint, counter, error, and the checks. */
import { el } from "./dom.js";

/**
 * @typedef {object} Field
 * @property {string} key its name when the form is sent
 * @property {string[]} ids names under which an error may come back
 * @property {boolean} optional
 * @property {boolean} [tells] the app hears of each change anyway
 * @property {() => string | string[] | null} read
 * @property {number} [min] fewest characters
 * @property {number} [max]
 * @property {HTMLElement} box
 * @property {HTMLElement} error
 */

/** What the client itself holds against the answer; "" for nothing. @param {Field} field */
export function problemOf(field, required) {
  const value = field.read();
  const isEmpty = value == null || value.length === 0 || (typeof value === "string" && !value.trim());
  if (isEmpty) return field.optional ? "" : required;
  if (field.min && value.length < field.min) return `Must be at least ${field.min} characters.`;
  return "";
}

/** Say at the field what is wrong with it; "" for nothing. @param {Field} field */
export function complainAt(field, sentence) {
  field.error.textContent = sentence;
  field.box.classList.toggle("wrong", Boolean(sentence));
  for (const node of field.box.querySelectorAll("input, textarea, select, .opener")) {
    node.setAttribute("aria-invalid", String(Boolean(sentence)));
  }
}

/** "12/100" beside a text that has a limit; said aloud only when the limit is near. */
export function counter(input, max) {
  if (!max) return null;
  const node = el("span", { class: "counter" });
  const count = () => {
    node.textContent = `${input.value.length}/${max}`;
    if (max - input.value.length <= 10) node.setAttribute("role", "status");
    else node.removeAttribute("role");
  };
  input.addEventListener("input", count);
  count();
  return node;
}

/**
 * The box of one question.
 * @param {{id: string, key: string, label: any, mark: any, control: HTMLElement, hint?: string, max?: number,
 *   error: HTMLElement}} parts
 */
export function fieldBox({ id, label, mark, control, hint, max, error, key }) {
  const isGroup = control.matches("fieldset");
  error.id = `${id}-error`;
  const help = hint && el("p", { class: "help", id: `${id}-hint` }, hint);
  const target = control.matches(".picker") ? control.querySelector(".opener") : control;
  if (!isGroup) {
    target.id = id;
    target.setAttribute("aria-describedby", [error.id, help && help.id].filter(Boolean).join(" "));
  }
  const caption = isGroup
    ? el("p", { class: "caption", "aria-hidden": "true" }, label, mark)
    : el("label", { for: id, class: "caption" }, label, mark);
  const hasText = control.matches("textarea, input[type=text]");
  return el("div", { class: "field", data: { key } }, caption, help, control, hasText && counter(control, max), error);
}
