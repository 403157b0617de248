/** Discord's markdown as elements. Everything typed ends as text nodes; nothing is parsed as HTML. */
import { el, link } from "./dom.js";
import { discordTime } from "./times.js";

const CODE_BLOCK = /\\[\s\S]|```(?:([\w+-]+)\n)?\n?([\s\S]+?)\n?```/g;
const LIST_ITEM = /^(\s*)([-*]|\d{1,9}\.)\s+(.*)$/;
const DEEPEST = 12;

/**
 * @typedef {object} Names how ids are called
 * @property {(id: string) => string | undefined} user
 * @property {(id: string) => string | undefined} channel
 * @property {(id: string) => string | undefined} role
 * @property {boolean} [everyone] whether this message really pinged everyone
 */

/** @param {string} text @param {Names} names @returns {(Node | string)[]} */
export function markdown(text, names) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(CODE_BLOCK)) {
    if (found[2] == null) continue; // an escaped character
    nodes.push(...lines(text.slice(from, found.index).replace(/\n$/, ""), names));
    nodes.push(el("pre", {}, el("code", {}, found[2])));
    from = found.index + found[0].length;
  }
  nodes.push(...lines(from ? text.slice(from).replace(/^\n/, "") : text, names));
  return nodes;
}

function lines(text, names) {
  if (!text) return [];
  const left = text.split("\n");
  const nodes = [];
  while (left.length) nodes.push(nextBlock(left, names));
  return nodes;
}

/** Take the next block off the lines that are left. */
function nextBlock(left, names) {
  const heading = /^(#{1,3})\s+(.+)$/.exec(left[0]);
  const small = /^-# (.+)$/.exec(left[0]);
  if (heading || small) left.shift();
  if (heading) return el(`h${heading[1].length + 2}`, { class: "heading" }, inline(heading[2], names));
  if (small) return el("small", { class: "subtext" }, inline(small[1], names));
  if (left[0].startsWith(">>> ")) {
    const quoted = [left[0].slice(4), ...left.slice(1)].join("\n");
    left.length = 0;
    return el("blockquote", {}, lines(quoted, names));
  }
  if (left[0].startsWith("> ")) {
    return el("blockquote", {}, lines(takeWhile(left, /^> /).map((line) => line.slice(2)).join("\n"), names));
  }
  if (LIST_ITEM.test(left[0])) return list(takeList(left), names);
  const plain = [left.shift()];
  while (left.length && !isBlockStart(left[0])) plain.push(left.shift());
  return el("p", {}, inline(plain.join("\n"), names));
}

function isBlockStart(line) {
  return /^(#{1,3}\s+\S|-# |>>> |> )/.test(line) || LIST_ITEM.test(line);
}

function takeWhile(left, pattern) {
  const taken = [];
  while (left.length && pattern.test(left[0])) taken.push(left.shift());
  return taken;
}

/** The items of one list: a change from bullets to numbers begins another. */
function takeList(left) {
  const [, indent, mark] = LIST_ITEM.exec(left[0]);
  const isNumber = (text) => /\d/.test(text);
  const belongs = (line) => {
    const item = LIST_ITEM.exec(line);
    return item && (item[1].length > indent.length || isNumber(item[2]) === isNumber(mark));
  };
  const taken = [];
  while (left.length && belongs(left[0])) taken.push(left.shift());
  return taken;
}

function list(items, names) {
  const parsed = items.map((item) => LIST_ITEM.exec(item));
  const [, indent, mark] = parsed[0];
  const ordered = /\d/.test(mark);
  const node = el(ordered ? "ol" : "ul", { class: "list", start: ordered && parseInt(mark, 10) });
  while (parsed.length) {
    const entry = el("li", {}, inline(parsed.shift()[3], names));
    const deeper = [];
    while (parsed.length && parsed[0][1].length > indent.length) deeper.push(parsed.shift()[0]);
    if (deeper.length) entry.append(list(deeper, names));
    node.append(entry);
  }
  return node;
}

const INSIDE = "((?:\\\\[\\s\\S]|[^\\\\])+?)";
const sticky = (source) => new RegExp(source, "y");

/** What can start at a character, tried in this order: a pattern, and what it becomes. */
const RULES = [
  [/\\([^A-Za-z0-9\s])/y, ([, char]) => char],
  [/(`+)([\s\S]*?[^`])\1(?!`)/y, ([, , code]) => el("code", {}, code.trim())],
  [/<t:(-?\d{1,13})(?::([tTdDfFRsS]))?>/y, ([, seconds, style]) => discordTime(Number(seconds), style)],
  [/<@!?(\d+)>/y, ([, id], names) => pill(`@${names.user(id) ?? "unknown-user"}`)],
  [/<@&(\d+)>/y, ([, id], names) => pill(`@${names.role(id) ?? "role"}`)],
  [/<#(\d+)>/y, ([, id], names) => pill(`#${names.channel(id) ?? "unknown"}`)],
  [/<\/([^:>]+):\d+>/y, ([, name]) => pill(`/${name}`)],
  [/<a?(:\w+:)\d+>/y, ([, name]) => name],
  [/<(https?:\/\/[^\s<>]+)>/y, ([, url]) => link(url, url)],
  [/\[((?:\\[\s\S]|[^[\]\\])+)\]\(<?((?:https?:\/\/|mailto:)[^\s<>)]+)>?(?:\s+"[^"]*")?\)/y, maskedLink],
  [/https?:\/\/[^\s<]*[^\s<.,:;"'\])*_~|]/y, ([url]) => link(url, url)],
  [sticky(`\\*\\*${INSIDE}\\*\\*(?!\\*)`), nested("strong")],
  [sticky(`__${INSIDE}__(?!_)`), nested("u")],
  [sticky(`~~${INSIDE}~~`), nested("s")],
  [sticky(`\\|\\|${INSIDE}\\|\\|`), spoiler],
  [/\*(?=\S)((?:\\[\s\S]|\*\*|[^\\*])+?)\*(?!\*)/y, nested("em")],
  [/(?<!\w)_(?=\S)((?:\\[\s\S]|__|[^\\_])+?)_(?!\w)/y, nested("em")],
  [/@(?:everyone|here)/y, ([all], names) => (names.everyone ? pill(all) : all)],
];

function nested(tag) {
  return ([, inside], names, depth) => el(tag, {}, inline(inside, names, depth + 1));
}

function maskedLink([, label, url], names, depth) {
  return link(url, inline(label, names, depth + 1), { title: url });
}

function spoiler([, inside], names, depth) {
  const hidden = el("span", { class: "spoiler", tabindex: "0", role: "button", "aria-label": "Spoiler" });
  hidden.append(...inline(inside, names, depth + 1));
  const reveal = () => hidden.classList.add("open");
  hidden.addEventListener("click", reveal);
  hidden.addEventListener("keydown", (event) => event.key === "Enter" && reveal());
  return hidden;
}

function pill(text) {
  return el("span", { class: "mention" }, text);
}

/** The marks inside a line or paragraph. @returns {(Node | string)[]} */
export function inline(text, names, depth = 0) {
  if (depth > DEEPEST) return [text];
  const nodes = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const hit = /[\w\s]/.test(text[at]) && !/[_h]/.test(text[at]) ? null : ruleAt(text, at);
    if (!hit) {
      plain += text[at];
      at += 1;
      continue;
    }
    const [found, make] = hit;
    const made = make(found, names, depth);
    if (typeof made === "string") plain += made;
    else nodes.push(...(plain ? [plain] : []), made);
    if (typeof made !== "string") plain = "";
    at += found[0].length;
  }
  return plain ? [...nodes, plain] : nodes;
}

function ruleAt(text, at) {
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return [found, make];
  }
  return null;
}
