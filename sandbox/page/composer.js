/** The line in which a person types commands: what both platforms' composers share. */
import { get, Refused } from "./api.js";
import { el } from "./dom.js";
import { matching } from "./listbox.js";
import { Suggest } from "./suggest.js";

const ONLY_COMMANDS = "This sandbox carries commands only. Type / to see them.";

export class Composer {
  /** @param {import("./pane.js").Pane} pane */
  constructor(pane) {
    this.pane = pane;
    this.commands = [];
    this.input = el("input", { type: "text", class: "line", enterkeyhint: "send", spellcheck: "false" });
    this.suggest = new Suggest(this.input, {
      label: "Commands",
      find: (text) => this.find(text),
      onChoose: (option) => this.choose(option.command),
      staysOnTab: true,
    });
    this.problem = el("p", { class: "problem", role: "alert" });
    this.usage = el("p", { class: "usage", role: "status" });
    this.node = el(
      "form",
      { class: "composer", on: { submit: (event) => this.#submit(event), input: () => this.#typed() } },
      this.suggest.box,
      this.problem,
      this.usage,
      this.input,
    );
  }

  /** Say where a message would go. */
  setPlace(label) {
    this.input.placeholder = `Message ${label}`;
    this.input.setAttribute("aria-label", `Message ${label} on ${this.pane.platform.title}`);
    this.problem.textContent = "";
  }

  focus() {
    this.input.focus();
  }

  #typed() {
    this.problem.textContent = "";
    this.describe();
  }

  /** What to say about the text so far; Slack shows a command's usage. */
  describe() {}

  /** The commands for a text that begins with a slash. */
  find(text) {
    if (!text.startsWith("/")) return [];
    const isKnown = text !== "/" && this.commands.length;
    return isKnown ? this.offer(text.slice(1)) : this.loadCommands().then(() => this.offer(text.slice(1)));
  }

  async loadCommands() {
    try {
      this.commands = await get(`${this.pane.platform.name}/commands`);
    } catch (error) {
      this.complain(error);
    }
  }

  /** Commands whose name or summary holds the words; "event create party" finds "event create". */
  offer(text) {
    const typed = text.toLowerCase();
    const options = this.commands.map((command) => this.asOption(command));
    const begun = options.filter(({ command }) => typed.startsWith(`${command.name} `));
    return begun.length ? begun : matching(options, text);
  }

  asOption(command) {
    return { value: command.name, label: `/${command.name}`, detail: command.description, command };
  }

  complain(error) {
    if (!(error instanceof Refused)) throw error;
    this.problem.textContent = error.message;
  }

  async #submit(event) {
    event.preventDefault();
    if (this.command) return this.sendCommand();
    const text = this.input.value.trim();
    if (!text) return null;
    if (!text.startsWith("/")) {
      this.problem.textContent = ONLY_COMMANDS;
      return null;
    }
    return this.sendText(text);
  }

  /** Run a command, and show what went wrong. @returns {Promise<boolean>} whether it was carried */
  async run(call, name) {
    try {
      await this.pane.run(call, name);
      return true;
    } catch (error) {
      this.complain(error);
      return false;
    }
  }
}
