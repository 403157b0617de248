/** Slack's mrkdwn as elements. Everything typed ends as text nodes; nothing is parsed as HTML. */
import { el, link } from "./dom.js";
import { emojis } from "./emoji.js";
import { slackTime } from "./times.js";

const CODE_BLOCK = /```\n?([\s\S]+?)\n?```/g;

/**
 * @typedef {object} Names how ids are called
 * @property {(id: string) => string | undefined} user
 * @property {(id: string) => string | undefined} channel
 */

/** @param {string} text @param {Names} names @returns {(Node | string)[]} */
export function mrkdwn(text, names) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(CODE_BLOCK)) {
    nodes.push(...paragraphs(text.slice(from, found.index).replace(/\n$/, ""), names));
    nodes.push(el("pre", {}, entities(found[1])));
    from = found.index + found[0].length;
  }
  return [...nodes, ...paragraphs(from ? text.slice(from).replace(/^\n/, "") : text, names)];
}

/** A plain_text object: only emoji are special. */
export function plain(object) {
  return object ? emojis(object.text) : "";
}

function paragraphs(source, names) {
  if (!source) return [];
  const left = source.split("\n");
  const nodes = [];
  const isQuote = (line) => /^(&gt;|>)/.test(line);
  while (left.length) {
    const quoted = isQuote(left[0]);
    const taken = [];
    while (left.length && isQuote(left[0]) === quoted) taken.push(left.shift());
    const text = taken.map((line) => (quoted ? line.replace(/^(&gt;|>) ?/, "") : line)).join("\n");
    nodes.push(el(quoted ? "blockquote" : "p", {}, inline(text, names)));
  }
  return nodes;
}

const EDGE = "(?<![\\p{L}\\p{N}])";
const END = "(?![\\p{L}\\p{N}])";
const styled = (mark) => new RegExp(`${EDGE}${mark}(?=\\S)([^${mark}\\n]*[^${mark}\\s])${mark}${END}`, "uy");

/** What can start at a character: a pattern, and what it becomes. */
const RULES = [
  [/`([^`\n]+)`/y, ([, code]) => el("code", {}, entities(code))],
  [/<([^<>\n]+)>/y, ([, inside], names) => reference(inside, names)],
  [styled("\\*"), ([, inside], names) => el("strong", {}, inline(inside, names))],
  [styled("_"), ([, inside], names) => el("em", {}, inline(inside, names))],
  [styled("~"), ([, inside], names) => el("s", {}, inline(inside, names))],
];

/** The marks inside a paragraph. @returns {(Node | string)[]} */
export function inline(text, names) {
  const nodes = [];
  let plainText = "";
  const flush = () => {
    if (plainText) nodes.push(emojis(entities(plainText)));
    plainText = "";
  };
  for (let at = 0; at < text.length; ) {
    const hit = "`<*_~".includes(text[at]) && ruleAt(text, at);
    if (hit) {
      flush();
      nodes.push(hit[1](hit[0], names));
      at += hit[0][0].length;
    } else {
      plainText += text[at];
      at += 1;
    }
  }
  flush();
  return nodes;
}

function ruleAt(text, at) {
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) return [found, make];
  }
  return null;
}

/** What stands between < and >: a person, a channel, everyone, a date or an address. */
function reference(inside, names) {
  const [target, ...rest] = inside.split("|");
  const label = rest.length ? entities(rest.join("|")) : null;
  if (target.startsWith("@")) return mention(`@${names.user(target.slice(1)) ?? label ?? target.slice(1)}`);
  if (target.startsWith("#")) return mention(`#${names.channel(target.slice(1)) ?? label ?? target.slice(1)}`);
  if (target.startsWith("!date^")) return dateOf(target, label);
  if (target.startsWith("!subteam^")) return mention(label ?? "@group");
  if (target.startsWith("!")) return mention(`@${target.slice(1).split("^")[0]}`, "mention loud");
  return link(entities(target), label ?? entities(target).replace(/^mailto:/, ""));
}

function dateOf(target, fallback) {
  const [, seconds, format, url] = target.split("^");
  const shown = slackTime(Number(seconds), entities(format ?? ""), fallback ?? "");
  return url ? link(entities(url), shown) : shown;
}

/** A person or channel, highlighted. */
export function mention(text, kind = "mention") {
  return el("span", { class: kind }, text);
}

/** Slack's three entities back to their characters. */
export function entities(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}
