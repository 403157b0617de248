/** Slack's composer: a command, then free text; the usage hint stays in sight. */
import { post } from "./api.js";
import { Composer } from "./composer.js";

export class SlackComposer extends Composer {
  asOption(command) {
    const hint = command.usage_hint ? ` ${command.usage_hint}` : "";
    return { ...super.asOption(command), detail: [command.description, hint].join(" ") };
  }

  /** Only while the command itself is typed: then the text is free. */
  offer(text) {
    const typed = text.toLowerCase();
    const isBegun = this.commands.some(({ name }) => typed.startsWith(`${name} `));
    const isWhole = this.commands.some(({ name }) => typed === name);
    return isBegun || (isWhole && !this.#longer(typed)) ? [] : super.offer(text);
  }

  #longer(typed) {
    return this.commands.some(({ name }) => name.startsWith(`${typed} `));
  }

  choose(command) {
    this.input.value = `/${command.name} `;
    this.focus();
    this.describe();
  }

  describe() {
    const text = `${this.input.value.slice(1).toLowerCase()} `;
    const named = this.commands.filter(({ name }) => this.input.value.startsWith("/") && text.startsWith(`${name} `));
    const command = named.sort((one, other) => other.name.length - one.name.length)[0];
    const { name, usage_hint: hint = "", description = "" } = command ?? {};
    this.usage.textContent = command ? `/${name} ${hint} — ${description}` : "";
  }

  async sendText(text) {
    const [command] = text.split(/\s+/);
    const rest = text.slice(command.length).trim();
    const { me: user, channel } = this.pane;
    this.input.value = "";
    this.describe();
    const body = { user, channel, command, text: rest };
    const sent = await this.run(() => post("slack/command", body), command);
    if (!sent && !this.input.value) this.input.value = text;
  }
}
