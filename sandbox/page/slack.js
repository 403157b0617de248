/** Slack's messages and App Home as elements: who said what, and the frame around it. */
import { appIcon, avatar, el } from "./dom.js";
import { emoji } from "./emoji.js";
import { mrkdwn } from "./mrkdwn.js";
import { blocks } from "./slack-blocks.js";
import { say, TIME } from "./times.js";

/**
 * @typedef {object} Scene what blocks are shown in
 * @property {string} me the viewer's id
 * @property {{id: string, name: string}[]} members
 * @property {{id: string, name: string}[]} channels
 * @property {import("./mrkdwn.js").Names} names
 * @property {(data: object, value: string | string[] | undefined, control: HTMLElement) => void} act
 * @property {(actionId: string, query: string) => Promise<object[]>} suggest
 * @property {(field: object) => void} [register] a form's: takes each input, to read it when the form is sent
 */

export const isPrivate = (message) => Boolean(message.is_ephemeral);
export const writtenAt = (message) => new Date(Number(message.ts) * 1000);
export const idOf = (message) => message.ts;

/** @param {object} message @param {Scene} scene @returns {HTMLElement} */
export function renderMessage(message, scene) {
  const isApp = Boolean(message.bot_id || message.bot_profile || message.subtype === "bot_message");
  const name = nameOf(message, isApp, scene);
  const when = writtenAt(message);
  const isReply = message.thread_ts && message.thread_ts !== message.ts;
  return el(
    "article",
    {
      class: ["message", isPrivate(message) && "private", isReply && "reply"].filter(Boolean).join(" "),
      "aria-label": `${name}, ${say(when, TIME)}`,
    },
    isPrivate(message) && onlyYou(),
    isApp ? appIcon() : avatar(name, message.user ?? name),
    el(
      "div",
      { class: "body" },
      el(
        "p",
        { class: "byline" },
        el("strong", { class: "author" }, name),
        isApp && el("span", { class: "app-tag" }, "APP"),
        el("time", { class: "stamp", datetime: when.toISOString() }, say(when, TIME)),
        isReply && el("span", { class: "stamp" }, "in a thread"),
      ),
      contents(message, scene),
    ),
  );
}

function onlyYou() {
  return el("p", { class: "only-you" }, el("span", { class: "eye", "aria-hidden": "true" }), "Only you can see this");
}

function nameOf(message, isApp, scene) {
  const member = scene.members.find(({ id }) => id === message.user);
  return message.username ?? message.bot_profile?.name ?? (isApp ? "Hallway" : (member?.name ?? "Someone"));
}

function contents(message, scene) {
  const shown = message.blocks?.length
    ? blocks(message.blocks, scene)
    : message.text && el("div", { class: "text" }, mrkdwn(message.text, scene.names));
  return [
    shown,
    (message.attachments ?? []).map((each) => attachment(each, scene)),
    message.edited && el("small", { class: "edited" }, "(edited)"),
    reactions(message),
  ];
}

function attachment(data, scene) {
  const text = () => el("div", { class: "text" }, mrkdwn(data.text ?? data.fallback ?? "", scene.names));
  const inside = data.blocks ? blocks(data.blocks, scene) : text();
  const node = el("div", { class: "attachment" }, inside);
  if (/^#?[0-9a-f]{6}$/i.test(data.color ?? "")) node.style.setProperty("--accent", `#${data.color.replace("#", "")}`);
  return node;
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  const chip = ({ name, count }) => el("span", { class: "reaction" }, `${emoji(name)} `, el("b", {}, String(count)));
  return el("p", { class: "reactions" }, message.reactions.map(chip));
}

/** A person's App Home. @param {object | null} view @param {Scene} scene */
export function renderHome(view, scene) {
  if (!view) return el("p", { class: "nothing" }, "The app has not published a home for you yet.");
  return el("div", { class: "home-blocks", data: { view: view.id } }, blocks(view.blocks ?? [], scene));
}
