// Text as large as its box holds, and as many rows as there is room for.

const STEPS = 9;
const SMALLEST = 0.8; // rem: never smaller; the end is cut then

/** Whether boxes have a size of their own here: on a phone they grow with what is in them. */
export const boxed = matchMedia("(min-width: 901px) and (orientation: landscape)");

/** Give a text the largest size at which it stays within its width and its max-height; `largest` in rem. */
export function fitText(node, largest) {
  node.style.fontSize = "";
  if (!boxed.matches || !node.textContent) return;
  let [low, high] = [SMALLEST, largest];
  const room = parseFloat(getComputedStyle(node).maxHeight);
  const sticksOut = () => node.scrollHeight > room || node.scrollWidth > node.clientWidth + 1;
  node.style.fontSize = `${high}rem`;
  if (!sticksOut()) return;
  for (let step = 0; step < STEPS; step += 1) {
    const middle = (low + high) / 2;
    node.style.fontSize = `${middle}rem`;
    if (sticksOut()) high = middle;
    else low = middle;
  }
  node.style.fontSize = `${low}rem`;
}

/** Take rows from the end away until the box holds the rest; `tell(hidden)` says how many are left out. */
export function fitRows(box, rows, tell) {
  for (const row of rows) row.hidden = false;
  let hidden = 0;
  tell(hidden);
  if (!boxed.matches) return;
  while (hidden < rows.length - 1 && box.scrollHeight > box.clientHeight + 1) {
    hidden += 1;
    rows[rows.length - hidden].hidden = true;
    tell(hidden);
  }
}
