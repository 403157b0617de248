/** Slack's "are you sure?" before an action. */
import { openDialog } from "./dialogs.js";
import { button, el } from "./dom.js";
import { mrkdwn, plain } from "./mrkdwn.js";

const NO_NAMES = { user: () => undefined, channel: () => undefined };

/** @param {object} question Block Kit's confirm object @returns {Promise<boolean>} */
export function askConfirm({ title, text, confirm, deny, style = "primary" }) {
  return new Promise((answered) => {
    const fill = (dialog) => [
      el("div", { class: "text" }, text.type === "plain_text" ? el("p", {}, plain(text)) : mrkdwn(text.text, NO_NAMES)),
      el(
        "footer",
        {},
        button(plain(deny) || "Cancel", () => dialog.close(""), { class: "button plain" }),
        button(plain(confirm) || "Yes", () => dialog.close("yes"), { class: `button ${style}` }),
      ),
    ];
    const dialog = openDialog(plain(title), fill, "slack confirm");
    dialog.addEventListener("close", () => answered(dialog.returnValue === "yes"));
  });
}
