/** Slack's Block Kit as elements: each block of a message, a home or a form. */
import { el, freshId } from "./dom.js";
import { fieldBox } from "./fields.js";
import { mrkdwn, plain } from "./mrkdwn.js";
import { control, element, imageOf } from "./slack-elements.js";
import { richText } from "./slack-rich-text.js";

/** The renderer per block type. */
const BY_TYPE = {
  header: ({ text }) => el("h3", { class: "header" }, plain(text)),
  section,
  context: ({ elements }, scene) => el("div", { class: "context" }, elements.map((each) => contextPart(each, scene))),
  divider: () => el("hr"),
  actions: (data, scene) => el("div", { class: "actions" }, data.elements.map((each) => actionIn(data, each, scene))),
  rich_text: (data, scene) => el("div", { class: "text rich" }, richText(data, scene.names)),
  image: (data) => el("figure", {}, data.title && el("figcaption", {}, plain(data.title)), imageOf(data)),
  input,
  markdown: ({ text }) => el("div", { class: "text" }, el("p", {}, text)),
};

/** @param {object[]} list @param {import("./slack.js").Scene} scene @returns {HTMLElement[]} */
export function blocks(list, scene) {
  return list.map((data) => {
    const node = BY_TYPE[data.type]?.(data, scene) ?? el("p", { class: "unknown" }, `(${data.type} block)`);
    if (data.block_id) node.dataset.blockId = data.block_id;
    return node;
  });
}

function textOf(object, scene) {
  return object.type === "plain_text" ? el("p", {}, plain(object)) : mrkdwn(object.text, scene.names);
}

function section(data, scene) {
  const { text, fields, accessory } = data;
  return el(
    "div",
    { class: accessory ? "section beside" : "section" },
    el(
      "div",
      { class: "text" },
      text && textOf(text, scene),
      fields && el("div", { class: "fields" }, fields.map((field) => el("div", {}, textOf(field, scene)))),
    ),
    accessory && el("div", { class: "accessory" }, actionIn(data, accessory, scene)),
  );
}

/** Something to press, which knows its block: two blocks may hold the same action_id. */
function actionIn(block, data, scene) {
  return element({ ...data, block_id: block.block_id }, scene).node;
}

function contextPart(data, scene) {
  return data.type === "image" ? imageOf(data) : el("span", {}, textOf(data, scene));
}

/** A question of a form, with its label, hint and place for what is wrong. */
function input(data, scene) {
  const id = freshId("input");
  const label = plain(data.label);
  const acting = { ...data.element, block_id: data.block_id };
  const onPick = data.dispatch_action ? (value, node) => scene.act(acting, value, node) : null;
  const { node, read } = control(acting, scene, { id, label, onPick });
  const { action_id: actionId, min_length: min, max_length: max } = data.element;
  const error = el("p", { class: "error", role: "alert" });
  const mark = data.optional ? el("span", { class: "optional" }, " (optional)") : "";
  const hint = data.hint && plain(data.hint);
  const box = fieldBox({ id, label, mark, control: node, hint, max, error, key: actionId });
  const ids = [data.block_id, actionId];
  const { optional = false, dispatch_action: tells = false } = data;
  scene.register?.({ key: data.block_id, ids, optional, tells, read, min, max, box, error });
  return box;
}
