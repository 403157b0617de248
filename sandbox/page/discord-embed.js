/** Discord's embeds as elements. */
import { el, link } from "./dom.js";
import { inline, markdown } from "./discord-markdown.js";
import { say } from "./times.js";

/** A number such as 0x5865f2 as a CSS colour. */
export function colour(number) {
  return number == null ? "" : `#${number.toString(16).padStart(6, "0")}`;
}

/** An outside picture: the sandbox loads nothing from elsewhere, so it shows what the picture is of. */
export function picture(url, description) {
  const name = description || url?.split("/").pop()?.split("?")[0] || "picture";
  return el("span", { class: "picture", role: "img", "aria-label": name, title: url }, name);
}

/** @param {object} data the API's embed @param {import("./discord-markdown.js").Names} names */
export function embed(data, names) {
  const title = data.title && inline(data.title, names);
  const node = el(
    "div",
    { class: "embed" },
    data.author && el("p", { class: "embed-author" }, link(data.author.url ?? "", data.author.name)),
    title && el("h3", { class: "embed-title" }, data.url ? link(data.url, title) : title),
    data.description && el("div", { class: "embed-text" }, markdown(data.description, names)),
    data.fields?.length && el("dl", { class: "embed-fields" }, data.fields.map((field) => embedField(field, names))),
    data.image && picture(data.image.url, data.image.description),
    data.thumbnail && picture(data.thumbnail.url, data.thumbnail.description),
    footer(data),
  );
  node.style.setProperty("--accent", colour(data.color));
  return node;
}

function embedField({ name, value, inline: beside }, names) {
  const pair = [el("dt", {}, inline(name, names)), el("dd", {}, markdown(value, names))];
  return el("div", { class: beside && "beside" }, pair);
}

function footer(data) {
  const when = data.timestamp && say(new Date(data.timestamp), { dateStyle: "short", timeStyle: "short" });
  const parts = [data.footer?.text, when].filter(Boolean);
  return parts.length ? el("p", { class: "embed-footer" }, parts.join(" • ")) : null;
}
