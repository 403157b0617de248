/** Discord's modals: the questions of an open form as the sandbox tells them. */
import { described, el, freshId } from "./dom.js";
import { fieldBox } from "./fields.js";

const TEXT_TYPES = { text: "text", date: "date", time: "time", number: "number" };

/** @param {{form: object, held: Map<string, any>, pane: object, register: Function}} open */
export function discordFields({ form, held, pane, register }) {
  const notes = form.texts.map((text) => el("p", { class: "form-text" }, text));
  return [...notes, ...form.inputs.map((input) => question(input, held.get(input.id), pane, register))];
}

function question(input, heldValue, pane, register) {
  const id = freshId("input");
  const value = heldValue ?? input.value ?? null;
  const { node, read } = controlFor(input, value, pane, id);
  const error = el("p", { class: "error", role: "alert" });
  const mark = input.required ? el("span", { class: "star", "aria-hidden": "true" }, " *") : "";
  const { label, hint, max_length: max } = input;
  const box = fieldBox({ id, key: input.id, label, mark, control: node, hint, max, error });
  if (input.required) node.setAttribute("aria-required", "true");
  const ids = [input.id, label];
  register({ key: input.id, ids, optional: !input.required, read, min: input.min_length, max, box, error });
  return box;
}

function controlFor(input, value, pane, id) {
  const data = { customId: input.id, actionId: input.id };
  const { kind } = input;
  const lists = { user: pane.space.members, channel: pane.space.channels };
  const options = lists[kind]?.map(({ id: one, name }) => ({ value: one, label: name })) ?? input.options;
  if (kind === "multi_select") return ticks(input, options ?? [], value ?? [], id);
  if (options) return select(input, options, value, data);
  if (kind === "paragraph") return typed(el("textarea", { rows: 4, ...textProps(input), data }), value);
  return typed(el("input", { type: TEXT_TYPES[kind] ?? "text", ...textProps(input), data }), value);
}

function textProps({ placeholder, max_length: maxlength }) {
  return { placeholder, maxlength };
}

function typed(node, value) {
  node.value = value ?? "";
  return { node, read: () => node.value };
}

function select(input, options, value, data) {
  const empty = el("option", { value: "" }, input.placeholder || "Make a selection");
  const said = ({ label, description }) => described(label, description);
  const choices = options.map((option) => el("option", { value: option.value }, said(option)));
  const node = el("select", { data }, empty, choices);
  node.value = value ?? "";
  return { node, read: () => node.value };
}

function ticks(input, options, values, id) {
  const row = (option) => {
    const data = { actionId: `${input.id}-${option.value}` };
    const box = el("input", { type: "checkbox", name: id, checked: values.includes(option.value), data });
    box.value = option.value;
    return el("label", { class: "tick" }, box, el("span", {}, option.label));
  };
  const legend = el("legend", { class: "unseen" }, input.label);
  const node = el("fieldset", { class: "ticks", data: { customId: input.id } }, legend, options.map(row));
  return { node, read: () => [...node.querySelectorAll("input:checked")].map(({ value }) => value) };
}
