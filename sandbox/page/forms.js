/** The forms that stand open on a person's screen: one dialog per pane, which shows the top one. */
import { post, Refused } from "./api.js";
import { button, el, freshId } from "./dom.js";
import { discordFields } from "./forms-discord.js";
import { slackFields } from "./forms-slack.js";
import { complainAt, problemOf } from "./fields.js";

/** What differs between the two chats' forms. */
const LOOKS = {
  discord: {
    fields: discordFields,
    submit: (form) => form.submit,
    required: "This field is required",
    failed: "Something went wrong. Try again.",
  },
  slack: {
    fields: slackFields,
    submit: (form, view) => view.submit?.text,
    cancel: (view) => view.close?.text,
    required: "Please complete this required field.",
    failed: "We had some trouble connecting. Try again?",
  },
};

export class Forms {
  /** @param {import("./pane.js").Pane} pane */
  constructor(pane) {
    this.pane = pane;
    this.look = LOOKS[pane.platform.name];
    this.open = new Map(); // by id, the top one last: {form, view, held: what was typed, by input}
    this.fields = [];
  }

  get #top() {
    return [...this.open.keys()].at(-1);
  }

  /** A form opened, or an open one looks different now: what was typed stays. */
  show(form, view) {
    this.#keepTyped();
    const before = this.open.get(form.id);
    this.open.set(form.id, { held: new Map(), ...before, form, view });
    const isSame = this.shown === form.id && this.#top === form.id && looksLike(view, before?.view);
    if (!isSame) this.#draw(); // else an open menu would be lost for nothing
  }

  /** The platform closed a form. */
  drop(id) {
    if (!this.open.has(id)) return;
    this.#keepTyped();
    this.open.delete(id);
    this.#draw();
  }

  #keepTyped() {
    const held = this.open.get(this.shown)?.held;
    for (const field of this.fields) held?.set(field.key, field.read());
  }

  #draw() {
    const id = this.#top;
    if (!id) return this.#close();
    const wasHere = this.shown === id && this.dialog?.contains(document.activeElement);
    const focused = wasHere && document.activeElement.dataset.actionId;
    const { form, view, held } = this.open.get(id);
    this.shown = id;
    this.fields = [];
    this.dialog ??= this.#makeDialog();
    const body = this.look.fields({ form, view, held, pane: this.pane, register: (field) => this.fields.push(field) });
    this.problem = el("p", { class: "error summary", role: "alert" });
    this.dialog.dataset.form = id;
    const questions = el("div", { class: "form-body" }, this.problem, body);
    const onSubmit = (event) => this.#submit(event);
    this.dialog.replaceChildren(
      this.#header(form),
      el("form", { novalidate: true, on: { submit: onSubmit } }, questions, this.#footer(form, view)),
    );
    if (!this.dialog.open) this.dialog.showModal();
    this.#focus(focused);
    return null;
  }

  #makeDialog() {
    const dialog = el("dialog", { class: `dialog form ${this.pane.platform.name}` });
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      this.cancel();
    });
    dialog.addEventListener("keydown", (event) => event.key === "Tab" && keepInside(dialog, event));
    document.body.append(dialog);
    return dialog;
  }

  #header(form) {
    const id = freshId("form");
    this.dialog.setAttribute("aria-labelledby", id);
    const close = button("×", () => this.cancel(), { class: "close", "aria-label": "Close" });
    return el("header", {}, el("h2", { id }, form.title), close);
  }

  #footer(form, view) {
    const submit = this.look.submit(form, view);
    const cancel = this.look.cancel?.(view) ?? (submit ? "Cancel" : "Close");
    return el(
      "footer",
      {},
      button(cancel, () => this.cancel(), { class: "button plain cancel" }),
      submit && el("button", { class: "button primary submit" }, submit),
    );
  }

  #focus(actionId) {
    const named = [...this.dialog.querySelectorAll("[data-action-id]")];
    const again = actionId && named.find((node) => node.dataset.actionId === actionId);
    const first = this.dialog.querySelector(".form-body :is(input, textarea, select, button)");
    (again || first || this.dialog.querySelector(".submit, .cancel")).focus();
  }

  #close() {
    this.shown = null;
    this.fields = [];
    this.dialog?.close();
    this.dialog?.remove();
    this.dialog = null;
    if (document.activeElement === document.body) this.pane.composer.focus();
  }

  /** Put answers into the open form, by label, a choice by what it says; whoever looks on sends it. */
  fill(answers) {
    const { form, held } = this.open.get(this.shown);
    this.#keepTyped();
    for (const { id, label, options } of form.inputs.filter((input) => input.label in answers)) {
      held.set(id, options?.find((option) => option.label === answers[label])?.value ?? answers[label]);
    }
    this.fields = [];
    this.#draw();
    this.dialog.querySelector(".submit").focus();
  }

  /** Esc, × and Cancel: the form goes away unsent. */
  cancel() {
    const id = this.shown;
    if (!id) return;
    const { view } = this.open.get(id);
    this.fields = [];
    this.open.delete(id);
    this.#draw();
    if (view) post("slack/close", { user: this.pane.me, form: id }).catch((error) => this.pane.warn(error));
  }

  /** Say what went wrong at the top of the form. @returns {boolean} whether a form stands open */
  complain(sentence) {
    if (!this.shown) return false;
    this.problem.textContent = sentence;
    return true;
  }

  /** Tell Slack what was typed so far: a button inside of a form carries it along. */
  async handIn(view) {
    if (this.shown !== view) return;
    const entry = this.open.get(view);
    entry.told ??= new Map();
    const twice = (field) => this.fields.filter(({ ids }) => ids.at(-1) === field.ids.at(-1)).length > 1;
    for (const field of this.fields.filter((each) => !each.tells && !twice(each))) {
      const value = field.read();
      if (String(entry.told.get(field.key) ?? "") === String(value ?? "")) continue;
      entry.told.set(field.key, value);
      await post("slack/click", { user: this.pane.me, view, action_id: field.ids.at(-1), value: value || null });
    }
  }

  async #submit(event) {
    event.preventDefault();
    const id = this.shown;
    if (this.dialog.getAttribute("aria-busy") || !this.#check()) return; // sent already, or not fit to be
    this.problem.textContent = "";
    const values = Object.fromEntries(this.fields.map((field) => [field.key, field.read()]));
    this.dialog.setAttribute("aria-busy", "true");
    try {
      const answer = await post(`${this.pane.platform.name}/submit`, { user: this.pane.me, form: id, values });
      this.#settle(id, answer);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.complain(error.message);
    } finally {
      this.dialog?.removeAttribute("aria-busy");
    }
  }

  /** A form that was taken goes away, unless the answer shows it again. */
  #settle(id, answer) {
    if (answer.ack_ms == null) return void this.complain(this.look.failed);
    if (answer.errors) return void this.#showErrors(answer.errors);
    if (answer.form?.id !== id) this.#finish(id);
    return null;
  }

  #finish(id) {
    if (this.shown === id) this.fields = [];
    this.drop(id);
  }

  #check() {
    for (const field of this.fields) complainAt(field, problemOf(field, this.look.required));
    const wrong = this.#firstWrong();
    focusInside(wrong?.box);
    return !wrong;
  }

  #showErrors(errors) {
    const rest = { ...errors };
    for (const field of this.fields) {
      const name = field.ids.find((each) => each in errors);
      complainAt(field, errors[name] ?? "");
      delete rest[name];
    }
    this.problem.textContent = Object.values(rest).join(" ");
    focusInside(this.#firstWrong()?.box);
  }

  #firstWrong() {
    return this.fields.find(({ error }) => error.textContent);
  }
}

/** Whether two views show the same; what an app keeps in them unseen does not matter. */
function looksLike(one, other) {
  const shown = (view) => JSON.stringify([view?.title, view?.blocks, view?.submit, view?.close]);
  return Boolean(one && other) && shown(one) === shown(other);
}

const FOCUSABLE = "a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex='0']";

function focusInside(box) {
  box?.querySelector("input, textarea, select, button")?.focus();
}

/** Tab at the end goes to the start, Shift+Tab at the start to the end: the browser's own bars stay outside. */
function keepInside(dialog, event) {
  const stops = [...dialog.querySelectorAll(FOCUSABLE)].filter((node) => node.checkVisibility());
  const [edge, other] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== edge) return;
  event.preventDefault();
  other.focus();
}
