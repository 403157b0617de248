/** Discord's messages, as its API returns them, as elements: who said what, and the frame around it. */
import { appIcon, avatar, button, el } from "./dom.js";
import { components } from "./discord-components.js";
import { embed } from "./discord-embed.js";
import { markdown } from "./discord-markdown.js";
import { daysAway, say, TIME } from "./times.js";

const EPHEMERAL = 64;
const LOADING = 128;

/**
 * @typedef {object} Scene what a message is shown in
 * @property {string} me the viewer's id
 * @property {{id: string, name: string}[]} members
 * @property {{id: string, name: string}[]} channels
 * @property {(customId: string, values: string[] | undefined, control: HTMLElement) => void} press
 * @property {(id: string) => void} goTo shows a channel
 * @property {() => void} dismiss
 */

export const isPrivate = (message) => Boolean(message.flags & EPHEMERAL);
export const writtenAt = (message) => new Date(message.timestamp);
export const idOf = (message) => message.id;

/** @param {object} message @param {Scene} scene @returns {HTMLElement} */
export function renderMessage(message, scene) {
  const author = message.author;
  const name = author.global_name || author.username;
  return el(
    "article",
    {
      class: isPrivate(message) ? "message private" : "message",
      "aria-label": `${name}, ${say(writtenAt(message), TIME)}`,
    },
    usedCommand(message, scene),
    author.bot ? appIcon() : avatar(name, author.id),
    el(
      "div",
      { class: "body" },
      el(
        "p",
        { class: "byline" },
        el("strong", { class: "author" }, name),
        author.bot && el("span", { class: "app-tag" }, "APP"),
        stamp(writtenAt(message)),
      ),
      contents(message, scene),
      isPrivate(message) && onlyYou(scene),
    ),
  );
}

function stamp(date) {
  const day = { 0: "", "-1": "Yesterday at " }[daysAway(date)] ?? `${say(date, { dateStyle: "short" })} `;
  return el("time", { class: "stamp", datetime: date.toISOString() }, day + say(date, TIME));
}

/** "Ada used /event create", above the answer to a command. */
function usedCommand(message, scene) {
  const { interaction_metadata: by, interaction } = message;
  const name = interaction?.name ?? by?.name;
  if (!name) return null;
  const user = by?.user ?? interaction.user;
  const known = scene.members.find((member) => member.id === user?.id)?.name;
  const who = known ?? user?.global_name ?? user?.username ?? "Someone";
  return el("p", { class: "used" }, el("strong", {}, who), " used ", el("span", { class: "command" }, `/${name}`));
}

function contents(message, scene) {
  if (message.flags & LOADING) return el("p", { class: "thinking" }, "Hallway is thinking…");
  const names = namesOf(message, scene);
  return [
    message.content && el("div", { class: "content" }, markdown(message.content, names), edited(message)),
    (message.embeds ?? []).map((each) => embed(each, names)),
    components(message.components ?? [], { ...scene, names }),
    !message.content && edited(message),
    reactions(message),
    message.thread && threadLink(message.thread, scene),
  ];
}

/** @returns {import("./discord-markdown.js").Names} */
function namesOf(message, scene) {
  const named = (list) => (id) => list.find((each) => each.id === id)?.name;
  const mentioned = (id) => {
    const user = (message.mentions ?? []).find((each) => each.id === id);
    return user?.global_name ?? user?.username;
  };
  return {
    user: (id) => named(scene.members)(id) ?? mentioned(id) ?? (id === message.author.id ? "Hallway" : undefined),
    channel: named(scene.channels),
    role: named(scene.roles ?? []),
    everyone: message.mention_everyone,
  };
}

function edited(message) {
  return message.edited_timestamp && el("small", { class: "edited" }, " (edited)");
}

function reactions(message) {
  if (!message.reactions?.length) return null;
  const chip = ({ emoji, count }) => el("span", { class: "reaction" }, emoji.name, " ", el("b", {}, String(count)));
  return el("p", { class: "reactions" }, message.reactions.map(chip));
}

function threadLink(thread, scene) {
  const props = { class: "thread", data: { key: `thread-${thread.id}` } };
  return button(`${thread.name} › See thread`, () => scene.goTo(thread.id), props);
}

function onlyYou(scene) {
  return el(
    "p",
    { class: "only-you" },
    "Only you can see this • ",
    button("Dismiss message", scene.dismiss, { class: "dismiss", data: { key: "dismiss" } }),
  );
}
