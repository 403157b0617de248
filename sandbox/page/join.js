/** A new person joins: asks for the name. */
import { post } from "./api.js";
import { oneQuestion, openDialog } from "./dialogs.js";
import { el, freshId } from "./dom.js";

const NAMES = ["Mira Novak", "Tomás Rey", "Aiko Mori", "Lena Brandt", "Kofi Mensah", "Ravi Iyer", "Elif Kaya"];
let asked = 0;

/** Ask for a name, let that person join, and look through their eyes. @param {import("./pane.js").Pane} pane */
export function askName(pane) {
  const { title, name: platform } = pane.platform;
  const value = NAMES[asked % NAMES.length];
  asked += 1;
  const input = el("input", { id: freshId("join"), type: "text", required: true, maxlength: 32, value });
  const problem = el("p", { class: "error", role: "alert" });
  const join = async (event) => {
    event.preventDefault();
    try {
      const { id } = await post("join", { platform, name: input.value });
      await pane.page.onStale();
      dialog.close();
      await pane.become(id);
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  const question = {
    label: "Name",
    input,
    problem,
    help: "You will look through their eyes; switch back at “You are”.",
    submit: "Join",
    onSubmit: join,
  };
  const dialog = openDialog(`A new person joins ${title}`, (made) => oneQuestion(made, question));
  input.select();
}
