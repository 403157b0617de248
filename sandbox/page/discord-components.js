/** Discord's components, both generations, as elements. */
import { button, el, link } from "./dom.js";
import { colour, picture } from "./discord-embed.js";
import { markdown } from "./discord-markdown.js";
import { picker } from "./picker.js";

const LINK = 5;
const BUTTON_STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "primary" };

/** The renderer per component type of the API. */
const BY_TYPE = {
  1: ({ components: inside }, scene) => el("div", { class: "row" }, components(inside, scene)),
  2: pressable,
  3: (data, scene) => select(data, scene, data.options),
  5: (data, scene) => select(data, scene, scene.members.map(asOption)),
  6: (data, scene) => select(data, scene, (scene.roles ?? []).map(asOption)),
  7: (data, scene) => select(data, scene, [...scene.members, ...(scene.roles ?? [])].map(asOption)),
  8: (data, scene) => select(data, scene, scene.channels.map(asOption)),
  9: section,
  10: ({ content }, scene) => el("div", { class: "text" }, markdown(content, scene.names)),
  11: ({ media, description }) => picture(media?.url, description),
  12: ({ items }) => el("div", { class: "gallery" }, items.map((item) => picture(item.media?.url, item.description))),
  13: ({ file, name }) => el("p", { class: "file" }, "📄 ", name ?? file?.url?.split("/").pop() ?? "file"),
  14: ({ divider = true, spacing = 1 }) => el("div", { class: `separator space-${spacing}${divider ? " line" : ""}` }),
  17: container,
};

/** @param {object[]} list the API's components @param {import("./discord.js").Scene & {names: object}} scene */
export function components(list, scene) {
  const unknown = ({ type }) => el("p", { class: "unknown" }, `(component ${type})`);
  return list.map((data) => (BY_TYPE[data.type] ?? unknown)(data, scene));
}

const asOption = ({ id, name }) => ({ value: id, label: name });

function container(data, scene) {
  const node = el("div", { class: "container" }, components(data.components, scene));
  if (data.accent_color != null) {
    node.classList.add("accented");
    node.style.setProperty("--accent", colour(data.accent_color));
  }
  return node;
}

function section({ components: texts, accessory }, scene) {
  return el(
    "div",
    { class: "section" },
    el("div", { class: "section-texts" }, components(texts, scene)),
    el("div", { class: "accessory" }, accessory && components([accessory], scene)),
  );
}

function emojiOf(data) {
  if (!data.emoji?.name) return "";
  return data.emoji.id ? `:${data.emoji.name}:` : data.emoji.name;
}

function pressable(data, scene) {
  const face = [emojiOf(data), data.label].filter(Boolean).join(" ");
  const props = { class: `button ${BUTTON_STYLES[data.style]}` };
  const arrow = el("span", { class: "outside", "aria-hidden": "true" }, " ↗");
  if (data.style === LINK) return link(data.url, [face, arrow], props);
  return button(face, (event) => scene.press(data.custom_id, undefined, event.currentTarget), {
    ...props,
    disabled: data.disabled,
    data: { customId: data.custom_id },
  });
}

function select(data, scene, options) {
  const picked = [
    ...(data.options ?? []).filter((option) => option.default).map((option) => option.value),
    ...(data.default_values ?? []).map((value) => value.id),
  ];
  const placeholder = data.placeholder ?? "Make a selection";
  const shown = options.map((option) => ({ ...option, detail: option.description, emoji: emojiOf(option) }));
  const node = picker({
    label: placeholder,
    placeholder,
    options: shown,
    picked,
    multi: (data.max_values ?? 1) > 1,
    min: data.min_values ?? 1,
    max: data.max_values ?? 1,
    disabled: data.disabled,
    data: { customId: data.custom_id },
    onPick: (values) => scene.press(data.custom_id, values, node),
  });
  return node;
}
