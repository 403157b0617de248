/** Small helpers to build the page's elements. Data goes in as text only: nothing here parses markup. */

/**
 * @param {string} tag
 * @param {Record<string, any>} [props] attributes; `class`, `data` (dataset) and `on` (listeners) are special;
 *   null, undefined and false are left out
 * @param {...any} children elements, texts, lists of them; null and false are left out
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProp(node, name, value);
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

function setProp(node, name, value) {
  if (value == null || value === false) return;
  if (name === "data") Object.assign(node.dataset, value);
  else if (name === "on") for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
  else if (name === "value") node.value = value;
  else node.setAttribute(name, value === true ? "" : String(value));
}

/** A button that does not submit. */
export function button(label, onPress, props = {}) {
  return el("button", { type: "button", ...props, on: { click: onPress } }, label);
}

/** What a choice is called, with what tells it from another of that name: a browser's own menu has one line for both. */
export function described(label, detail) {
  return detail ? `${label} · ${detail}` : label;
}

let lastId = 0;

/** An id for `aria-controls`, `for` and the like, unlike all before. */
export function freshId(word) {
  lastId += 1;
  return `${word}-${lastId}`;
}

/** An outside link, or plain text where the address could do something else than be visited. */
export function link(url, children, props = {}) {
  if (!/^(https?:\/\/|mailto:)/i.test(url)) return el("span", {}, children);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow", ...props }, children);
}

/** A round sign with a name's initials; the colour follows from the id. */
export function avatar(name, id, props = {}) {
  const initials = name.split(/\s+/).map((word) => [...word][0]).join("").slice(0, 2).toUpperCase();
  const hue = [...String(id)].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) % 360, 7);
  const sign = el("span", { class: "avatar", "aria-hidden": "true", ...props }, initials);
  sign.style.setProperty("--hue", hue);
  return sign;
}

/** The bot's own sign. */
export function appIcon() {
  return el("img", { class: "avatar app", src: "/page/icon.svg", alt: "" });
}

const KEYS = ["key", "customId", "actionId"];

/** Run `update`, which replaces what is inside `holder`, and give the focus back to the control of the same key. */
export function keepFocus(holder, update) {
  const focused = holder.contains(document.activeElement) ? document.activeElement : null;
  const key = focused && KEYS.find((name) => focused.dataset[name]);
  const { selectionStart, selectionEnd } = focused ?? {};
  update();
  if (!focused || document.contains(focused)) return;
  const again = key && [...holder.querySelectorAll("*")].find((node) => node.dataset[key] === focused.dataset[key]);
  (again ?? holder).focus({ preventScroll: true });
  if (again && selectionStart != null) again.setSelectionRange(selectionStart, selectionEnd);
}
