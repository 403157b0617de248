/** Discord's composer: a picked command becomes a chip with a named field per option. */
import { post } from "./api.js";
import { Composer } from "./composer.js";
import { button, el } from "./dom.js";
import { matching } from "./listbox.js";
import { Suggest } from "./suggest.js";

const COMPLETE_AFTER_MS = 150;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const MENTIONABLE = 9;
const NUMBER = 10;

export class DiscordComposer extends Composer {
  constructor(pane) {
    super(pane);
    this.fields = [];
    this.call = el("div", { class: "call", role: "group", hidden: true });
    this.node.append(this.call);
    this.node.addEventListener("keydown", (event) => this.#key(event));
  }

  focus() {
    (this.command ? (this.fields[0]?.input ?? this.sender) : this.input).focus();
  }

  setPlace(label) {
    super.setPlace(label);
    if (this.command) this.reset();
  }

  /** Show the command's options; what was already typed after its name goes into the first one. */
  choose(command) {
    const rest = this.input.value.slice(command.name.length + 1).trim();
    const isTypedOut = this.input.value.toLowerCase().startsWith(`/${command.name} `);
    this.command = command;
    this.fields = (command.options ?? []).map((option) => this.#field(option));
    this.sender = button("Send", () => this.node.requestSubmit(), { class: "send", data: { key: "send" } });
    this.call.setAttribute("aria-label", `Command /${command.name}`);
    this.call.replaceChildren(
      el("span", { class: "chip" }, `/${command.name}`),
      el("span", { class: "summary" }, command.description),
      button("×", () => this.reset(), { class: "drop", "aria-label": `Drop /${command.name}` }),
      el("div", { class: "fields" }, this.fields.map((field) => field.node)),
      this.sender,
    );
    this.#swap(true);
    if (isTypedOut && this.fields.length) this.fields[0].input.value = rest;
    this.focus();
  }

  /** Back to the plain line. */
  reset() {
    const hadFocus = this.call.contains(document.activeElement);
    this.command = null;
    this.fields = [];
    this.input.value = "";
    this.#swap(false);
    if (hadFocus) this.input.focus();
  }

  #swap(isCommand) {
    this.call.hidden = !isCommand;
    this.input.hidden = isCommand;
    if (!isCommand) this.call.replaceChildren();
    this.problem.textContent = "";
  }

  #key(event) {
    if (!this.command) return;
    const isEmptyStart = event.key === "Backspace" && event.target === this.fields[0]?.input && !event.target.value;
    if (event.key !== "Escape" && !isEmptyStart) {
      if (event.key === "Enter" && event.target.matches("input")) this.#send(event);
      return;
    }
    event.preventDefault();
    this.reset();
  }

  #field(option) {
    const { name, description, required, autocomplete } = option;
    const data = { key: `option-${name}` };
    const input = el("input", { type: "text", class: "value", placeholder: description, data });
    const choices = choicesOf(option, this.pane);
    const field = { option, input, choices, chosen: null, isClosed: Boolean(choices) };
    const onChoose = (picked) => {
      field.chosen = picked;
      input.value = picked.label;
    };
    const delay = autocomplete ? COMPLETE_AFTER_MS : 0;
    const find = (text) => (autocomplete ? this.#complete(field, text) : matching(choices, text));
    const setup = { label: name, find, onChoose, delay, onFocus: true };
    const suggest = autocomplete || choices ? new Suggest(input, setup) : null;
    const mark = !required && el("span", { class: "optional" }, " optional");
    const label = el("label", {}, el("span", { class: "name" }, name, mark), input);
    field.node = el("div", { class: "option", data: { option: name } }, label, suggest?.box);
    return field;
  }

  async #complete(field, text) {
    const { me: user, channel } = this.pane;
    const options = { ...this.#values(), [field.option.name]: text };
    try {
      const body = { user, channel, command: this.command.name, options, focused: field.option.name };
      const { choices } = await post("discord/complete", body);
      return choices.map(({ name, value }) => ({ value: String(value), label: name, raw: value }));
    } catch (error) {
      this.complain(error);
      return [];
    }
  }

  /** What the fields hold; the empty ones left out. */
  #values() {
    const filled = this.fields.filter(({ input }) => input.value !== "");
    return Object.fromEntries(filled.map((field) => [field.option.name, valueOf(field)]));
  }

  #send(event) {
    event.preventDefault();
    this.node.requestSubmit();
  }

  /** A text that is no picked command: take the one it names, else say so. */
  async sendText(text) {
    await this.loadCommands();
    const typed = text.slice(1).toLowerCase();
    const command = this.commands.find(({ name }) => name === typed || typed.startsWith(`${name} `));
    if (command) this.choose(command);
    else this.problem.textContent = `There is no command ${text}. Type / to see them.`;
  }

  async sendCommand() {
    const missing = this.fields.find(({ option, input }) => option.required && !input.value.trim());
    if (missing) return this.#refuse(missing, "This option is required. Specify a value.");
    const wrong = this.fields.find((field) => field.isClosed && field.input.value && valueOf(field) === undefined);
    if (wrong) return this.#refuse(wrong, "Pick one of the choices.");
    const { me: user, channel } = this.pane;
    const { name: command } = this.command;
    const body = { user, channel, command, options: this.#values() };
    const { fields } = this;
    this.reset();
    if (!(await this.run(() => post("discord/command", body), `/${command}`))) this.#giveBack(command, fields);
    return true;
  }

  /** The command was not carried: put back what was typed, so that it can be mended. */
  #giveBack(name, fields) {
    const said = this.problem.textContent;
    if (this.command || this.input.value) return;
    this.choose(this.commands.find((command) => command.name === name));
    for (const [index, field] of this.fields.entries()) {
      field.input.value = fields[index].input.value;
      field.chosen = fields[index].chosen;
    }
    this.problem.textContent = said;
  }

  #refuse(field, sentence) {
    this.problem.textContent = `${field.option.name}: ${sentence}`;
    field.input.focus();
    return false;
  }
}

/** The choices of an option that has a closed list of them, else null. */
function choicesOf(option, pane) {
  const choice = (label, raw) => ({ value: String(raw), label, raw });
  const named = ({ id, name }) => choice(name, id);
  if (option.choices?.length) return option.choices.map(({ name, value }) => choice(name, value));
  if (option.type === BOOLEAN) return [choice("True", true), choice("False", false)];
  if (option.type === USER || option.type === MENTIONABLE) return pane.space.members.map(named);
  if (option.type === CHANNEL) return pane.space.channels.map(named);
  return null;
}

/** What a field stands for: the picked choice, a number, or its text; undefined where a choice is wrong. */
function valueOf({ option, input, chosen, choices, isClosed }) {
  const text = input.value.trim();
  if (chosen?.label === input.value) return chosen.raw;
  const wanted = text.toLowerCase().replace(/^[@#]/, "");
  if (isClosed) return choices.find(({ label }) => label.toLowerCase() === wanted)?.raw;
  const isNumber = option.type === INTEGER || option.type === NUMBER;
  return isNumber && text !== "" && !Number.isNaN(Number(text)) ? Number(text) : text;
}
