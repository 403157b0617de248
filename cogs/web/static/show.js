// Puts a picture on the screen. What people typed is only ever set as text.

import { fitRows, fitText } from "./fit.js";

const find = (id) => document.getElementById(id);

/** Show everything but the countdown. */
export function show(screen, words) {
  document.body.dataset.state = screen.state;
  find("name").textContent = screen.name;
  find("title").textContent = screen.title;
  showDeck(screen.deck);
  showSide(screen.side);
  fitAll(screen, words);
}

function showDeck(deck) {
  find("deck").hidden = !deck;
  find("deck").classList.toggle("last", Boolean(deck?.last));
  find("deck-name").textContent = deck?.last ?? deck?.name ?? "";
  find("deck-title").textContent = deck?.title ?? "";
  find("deck-clock").textContent = deck?.clock ?? "";
  find("deck-after").textContent = deck?.after ?? "";
}

function showSide(side) {
  find("side").hidden = !side;
  find("side").dataset.kind = side?.kind ?? "";
  find("side-title").textContent = side?.title ?? "";
  find("note").textContent = side?.note ?? "";
  find("rows").replaceChildren(...(side?.rows ?? []).map(side?.kind === "questions" ? question : entry));
}

/** An entry of the line-up: when, and beside it what and who. */
function entry({ mark, text, small }) {
  return box("li", piece("mark", mark), box("div", piece("text", text), piece("small", small)));
}

/** A question, and under it how many want to know and who asked. */
function question({ mark, text, small }) {
  return box("li", piece("text", text), box("div", piece("mark", mark), piece("small", small)));
}

function box(tag, ...pieces) {
  const node = document.createElement(tag);
  node.append(...pieces.filter((each) => each.nodeName !== "SPAN" || each.textContent));
  return node;
}

function piece(name, text) {
  const node = document.createElement("span");
  node.className = name;
  node.dir = "auto";
  node.textContent = text;
  return node;
}

/** Fit everything into the window as it is now. */
export function fitAll(screen, words) {
  fitText(find("name"), screen.state === "before" ? 2.6 : screen.zeroAt === null ? 8 : 6);
  fitText(find("title"), screen.state === "before" ? 5 : screen.zeroAt === null ? 4.6 : 4);
  const rows = [...find("rows").children];
  const all = screen.side?.all ?? 0;
  fitRows(find("side"), rows, (hidden) => {
    const more = all - rows.length + hidden;
    find("more").textContent = more > 0 ? words.more.replace("{more}", more) : "";
  });
}
