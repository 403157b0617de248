/** Slack's rich_text block as elements. */
import { el, link } from "./dom.js";
import { emoji } from "./emoji.js";
import { mention } from "./mrkdwn.js";
import { slackTime } from "./times.js";

/** The renderer per part of a rich_text block. */
const PARTS = {
  rich_text_section: (part, names) => el("p", {}, marks(part, names)),
  rich_text_quote: (part, names) => el("blockquote", {}, marks(part, names)),
  rich_text_preformatted: (part, names) => el("pre", {}, marks(part, names)),
  rich_text_list: list,
};

/** @param {object} data the block @param {import("./mrkdwn.js").Names} names */
export function richText(data, names) {
  const unknown = ({ type }) => el("p", { class: "unknown" }, `(${type})`);
  return data.elements.map((part) => (PARTS[part.type] ?? unknown)(part, names));
}

function list(part, names) {
  const items = part.elements.map((item) => el("li", {}, marks(item, names)));
  const ordered = part.style === "ordered";
  const node = el(ordered ? "ol" : "ul", { class: `list indent-${Math.min(part.indent ?? 0, 4)}` }, items);
  if (ordered && part.offset) node.setAttribute("start", part.offset + 1);
  return node;
}

/** The renderer per mark inside a part. */
const MARKS = {
  text: ({ text }) => text,
  link: ({ url, text }) => link(url, text ?? url),
  emoji: ({ name, unicode }) => (unicode ? fromCodes(unicode) : emoji(name)),
  user: ({ user_id: id }, names) => mention(`@${names.user(id) ?? id}`),
  channel: ({ channel_id: id }, names) => mention(`#${names.channel(id) ?? id}`),
  usergroup: () => mention("@group"),
  broadcast: ({ range }) => mention(`@${range}`, "mention loud"),
  date: ({ timestamp, format, fallback, url }) => {
    const shown = slackTime(timestamp, format, fallback ?? "");
    return url ? link(url, shown) : shown;
  },
  color: ({ value }) => value,
};

const STYLES = { bold: "strong", italic: "em", strike: "s", underline: "u", code: "code" };

function marks(part, names) {
  return part.elements.map((mark) => {
    const made = MARKS[mark.type]?.(mark, names) ?? `(${mark.type})`;
    const worn = Object.entries(STYLES).filter(([style]) => mark.style?.[style]);
    return worn.reduce((inside, [, tag]) => el(tag, {}, inside), made);
  });
}

function fromCodes(unicode) {
  return String.fromCodePoint(...unicode.split("-").map((code) => parseInt(code, 16)));
}
