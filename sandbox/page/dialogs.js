/** The sandbox's own dialogs. */
import { button, el, freshId } from "./dom.js";

/**
 * Open a dialog over everything; it is gone once closed, and the focus returns to where it was.
 * @param {string} title
 * @param {(dialog: HTMLDialogElement) => any} fill gives what it holds
 * @param {string} [look] its classes
 * @returns {HTMLDialogElement}
 */
export function openDialog(title, fill, look = "sandbox") {
  const id = freshId("dialog");
  const dialog = el("dialog", { class: `dialog ${look}`, "aria-labelledby": id });
  dialog.append(el("h2", { id }, title), ...[fill(dialog)].flat());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** A form with one question, as the content of a dialog. */
export function oneQuestion(dialog, { label, input, help, problem, submit, onSubmit }) {
  return el(
    "form",
    { on: { submit: onSubmit } },
    el("div", { class: "field" }, el("label", { for: input.id, class: "caption" }, label), input, problem),
    el("p", { class: "help" }, help),
    el(
      "footer",
      {},
      button("Cancel", () => dialog.close(), { class: "button plain" }),
      el("button", { class: "button primary" }, submit),
    ),
  );
}
