/** Slack's interactive elements: those that act at once, and those that a form collects. */
import { button, described, el, freshId, link } from "./dom.js";
import { plain } from "./mrkdwn.js";
import { picker } from "./picker.js";

/**
 * @typedef {object} Control
 * @property {HTMLElement} node
 * @property {() => string | string[] | null} [read] what it holds now
 */

/** An element that acts when it is used. @returns {Control} */
export function element(data, scene) {
  if (data.type === "button" || data.type === "workflow_button") return { node: press(data, scene) };
  if (data.type === "image") return { node: imageOf(data) };
  const label = data.placeholder ? plain(data.placeholder) : LABELS[data.type];
  const onPick = (value, node) => scene.act(data, value, node);
  return control(data, scene, { label, onPick, acts: true });
}

const LABELS = {
  overflow: "More actions",
  checkboxes: "Options",
  radio_buttons: "Options",
  datepicker: "Date",
  timepicker: "Time",
  datetimepicker: "Date and time",
};

/** The sandbox loads nothing from elsewhere, so it shows what the picture is of. */
export function imageOf({ image_url: url, alt_text: alt }) {
  return el("span", { class: "picture", role: "img", "aria-label": alt, title: url }, alt);
}

function press(data, scene) {
  const props = {
    class: `button ${data.style ?? "plain"}`,
    "aria-label": data.accessibility_label,
    data: { actionId: data.action_id },
  };
  const onPress = (event) => scene.act(data, data.value, event.currentTarget);
  if (!data.url) return button(plain(data.text), onPress, props);
  return link(data.url, plain(data.text), { ...props, on: { click: onPress } });
}

/**
 * An element that holds a value.
 * @param {{id?: string, label: string, onPick?: Function | null, acts?: boolean}} setup
 * @returns {Control}
 */
export function control(data, scene, setup) {
  const make = CONTROLS[data.type];
  if (!make) return { node: el("p", { class: "unknown" }, `(${data.type})`), read: () => null };
  return make(data, scene, setup);
}

const asOption = ({ value, text, description }) => ({ value, label: plain(text), detail: plain(description) });
const asPerson = ({ id, name }) => ({ value: id, label: name });

function optionsOf(data) {
  const groups = data.option_groups ?? [{ options: data.options ?? [] }];
  const grouped = ({ label, options }) => options.map((option) => ({ ...asOption(option), group: plain(label) }));
  return groups.flatMap(grouped);
}

const people = (scene) => scene.members.map(asPerson);
const places = (scene) => scene.channels.map(asPerson);

/** The renderer per element type that holds a value. */
const CONTROLS = {
  plain_text_input: (data, scene, setup) => textInput(data, setup, "text"),
  rich_text_input: (data, scene, setup) => textInput({ ...data, multiline: true }, setup, "text"),
  email_text_input: (data, scene, setup) => textInput(data, setup, "email"),
  url_text_input: (data, scene, setup) => textInput(data, setup, "url"),
  number_input: (data, scene, setup) => textInput(data, setup, "text", "decimal"),
  static_select: (data, scene, setup) => select(data, setup, optionsOf(data), data.initial_option?.value),
  users_select: (data, scene, setup) => select(data, setup, people(scene), data.initial_user),
  conversations_select: (data, scene, setup) => select(data, setup, places(scene), data.initial_conversation),
  channels_select: (data, scene, setup) => select(data, setup, places(scene), data.initial_channel),
  external_select: (data, scene, setup) => external(data, scene, setup, [data.initial_option]),
  multi_static_select: (data, scene, setup) => choose(data, setup, optionsOf(data), valuesOf(data.initial_options)),
  multi_users_select: (data, scene, setup) => choose(data, setup, people(scene), data.initial_users),
  multi_conversations_select: (data, scene, setup) => choose(data, setup, places(scene), data.initial_conversations),
  multi_channels_select: (data, scene, setup) => choose(data, setup, places(scene), data.initial_channels),
  multi_external_select: (data, scene, setup) => external(data, scene, setup, data.initial_options ?? []),
  overflow: (data, scene, setup) => choose(data, { ...setup, face: "⋯" }, optionsOf(data), []),
  radio_buttons: (data, scene, setup) => ticks(data, setup, "radio", valuesOf([data.initial_option])),
  checkboxes: (data, scene, setup) => ticks(data, setup, "checkbox", valuesOf(data.initial_options)),
  datepicker: (data, scene, setup) => timeInput(data, setup, "date", data.initial_date),
  timepicker: (data, scene, setup) => timeInput(data, setup, "time", data.initial_time),
  datetimepicker: momentInput,
};

const valuesOf = (options) => (options ?? []).filter(Boolean).map((option) => option.value);

function textInput(data, setup, type, inputmode = null) {
  const node = el(data.multiline ? "textarea" : "input", {
    id: setup.id,
    type: !data.multiline && type,
    maxlength: data.max_length,
    placeholder: data.placeholder && plain(data.placeholder),
    value: data.initial_value ?? "",
    rows: data.multiline && 4,
    data: { actionId: data.action_id },
    inputmode,
    on: { change: () => setup.onPick?.(node.value, node) },
  });
  return { node, read: () => node.value };
}

/** One of few: in a form the browser's own select, elsewhere a picker, whose keys act only once a choice is made. */
function select(data, setup, options, initial) {
  if (setup.acts) return choose(data, setup, options, initial ? [initial] : []);
  const empty = el("option", { value: "" }, data.placeholder ? plain(data.placeholder) : "Choose an option");
  const choices = options.map((option) => el("option", { value: option.value }, described(option.label, option.detail)));
  const onChange = () => setup.onPick?.(node.value, node);
  const props = { id: setup.id, data: { actionId: data.action_id }, on: { change: onChange } };
  const node = el("select", props, empty, choices);
  node.value = initial ?? "";
  return { node, read: () => node.value || null };
}

function choose(data, setup, options, picked = [], load = null) {
  const multi = data.type.startsWith("multi_");
  let now = picked;
  const node = picker({
    label: setup.label,
    placeholder: data.placeholder ? plain(data.placeholder) : "Choose an option",
    options,
    picked,
    multi,
    max: data.max_selected_items,
    load,
    face: setup.face,
    data: { actionId: data.action_id },
    onPick: (values) => {
      now = values;
      setup.onPick?.(multi ? values : values[0], node);
    },
  });
  return { node, read: () => (multi ? now : (now[0] ?? null)) };
}

function external(data, scene, setup, initial) {
  const load = async (query) => {
    if (query.length < (data.min_query_length ?? 3)) return [];
    return (await scene.suggest(data.action_id, query)).map(asOption);
  };
  return choose(data, setup, initial.filter(Boolean).map(asOption), valuesOf(initial), load);
}

function ticks(data, setup, type, initial) {
  const group = freshId("ticks");
  const read = () => [...node.querySelectorAll("input:checked")].map((input) => input.value);
  const current = () => (type === "radio" ? (read()[0] ?? null) : read());
  const row = (option) => {
    const { value, label, detail } = asOption(option);
    const props = { type, name: group, checked: initial.includes(value) };
    const known = { actionId: data.action_id, key: `${data.block_id}-${data.action_id}-${value}` };
    const input = el("input", { ...props, data: known, on: { change: () => setup.onPick?.(current(), input) } });
    input.value = value;
    return el("label", { class: "tick" }, input, el("span", {}, label, detail && el("small", {}, detail)));
  };
  const legend = el("legend", { class: "unseen" }, setup.label);
  const node = el("fieldset", { class: "ticks" }, legend, (data.options ?? []).map(row));
  return { node, read: current };
}

/** A date or time. Typed digits count when the field is left or Enter is pressed: before, the date is half a date. */
function timeInput(data, setup, type, initial) {
  let told = initial ?? "";
  let typing = false;
  const tell = () => {
    if (node.value && node.value !== told) setup.onPick?.((told = node.value), node);
  };
  const on = {
    pointerdown: () => (typing = false),
    keydown: (event) => (event.key === "Enter" ? tell() : (typing = true)),
    change: () => typing || tell(),
    blur: tell,
  };
  const props = { id: setup.id, type, "aria-label": !setup.id && setup.label };
  const node = el("input", { ...props, data: { actionId: data.action_id }, on });
  node.value = told;
  return { node, read: () => node.value || null };
}

function momentInput(data, scene, setup) {
  const asLocal = (seconds) => {
    const date = new Date(seconds * 1000);
    return new Date(date - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  };
  const asSeconds = (text) => (text ? String(Math.floor(new Date(text).getTime() / 1000)) : null);
  const initial = data.initial_date_time && asLocal(data.initial_date_time);
  const onPick = setup.onPick && ((value, node) => setup.onPick(asSeconds(value), node));
  const { node, read } = timeInput(data, { ...setup, onPick }, "datetime-local", initial);
  return { node, read: () => asSeconds(read()) };
}
