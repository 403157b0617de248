/** One chat: who is looking, at which channel, and what happens there. */
import { get, post, Refused } from "./api.js";
import { Forms } from "./forms.js";
import { MessageLog } from "./log.js";
import { renderPane } from "./pane-frame.js";

const THINKING_AFTER_MS = 150;
const LOADING = 128;
const HOME = "home";
const as = (kind) => (place) => ({ ...place, kind });

export class Pane {
  /**
   * @param {HTMLElement} root
   * @param {object} platform see platforms.js
   * @param {{onUnread: (pane: Pane) => void, onStale: () => Promise<void>}} page
   */
  constructor(root, platform, page) {
    this.root = root;
    this.platform = platform;
    this.page = page;
    this.unread = new Set();
    this.timer = null; // until it is said that the bot is thinking
    this.waiting = null; // what the feed tells while messages are being loaded
    this.refreshes = 0;
    this.me = sessionStorage.getItem(`${platform.name}-person`);
    this.log = new MessageLog(platform, (message) => platform.renderMessage(message, platform.scene(this, message)));
    this.forms = new Forms(this);
    this.composer = platform.makeComposer(this);
    this.frame = renderPane(this);
  }

  /** Take over the sandbox's state; the first organizer is who one starts as. `anew`: load the messages too. */
  async load(state, { anew = false } = {}) {
    this.spaces = this.platform.spaces(state);
    this.space = this.spaces.find(({ id }) => id === this.space?.id) ?? this.spaces[0];
    this.frame.setConnected(state[this.platform.name].connected);
    if (!this.space) return this.frame.showEmpty();
    const { members, channels } = this.space;
    const known = members.find(({ id }) => id === this.me);
    this.me = (known ?? members.find(({ organizer }) => organizer) ?? members[0])?.id;
    const isLost = !this.places().some(({ id }) => id === this.channel);
    if (isLost) this.channel = channels[0]?.id;
    this.frame.show();
    if (anew || isLost) await this.refresh();
    return null;
  }

  get person() {
    return this.space.members.find(({ id }) => id === this.me) ?? { id: "", name: "Nobody", organizer: false };
  }

  /** @returns {import("./sidebar.js").Place[]} */
  places() {
    const { channels, threads = [], groups = [] } = this.space;
    const isMine = ({ members }) => !members || members.includes(this.me);
    const below = (channel) => threads.filter((each) => each.channel === channel.id && isMine(each));
    const rooms = channels.flatMap((each) => [as("channel")(each), ...below(each).map(as("thread"))]);
    const direct = { id: `dm:${this.me}`, name: "Hallway", kind: "dm" };
    const home = this.platform.hasHome ? [{ id: HOME, name: "Hallway", kind: "home" }] : [];
    const named = (group) => ({ ...group, kind: "dm", name: this.#others(group) });
    return [...rooms, direct, ...groups.filter(isMine).map(named), ...home];
  }

  /** A conversation of a few is called after the others in it. */
  #others({ members, name }) {
    const isOther = ({ id }) => id !== this.me && members.includes(id);
    return this.space.members.filter(isOther).map((each) => each.name).join(", ") || name;
  }

  get place() {
    return this.places().find(({ id }) => id === this.channel) ?? { id: "", name: "nowhere", kind: "channel" };
  }

  async become(person) {
    const wasDirect = this.place.kind === "dm";
    this.me = person;
    sessionStorage.setItem(`${this.platform.name}-person`, person);
    if (wasDirect) this.channel = `dm:${person}`;
    this.frame.show();
    await this.refresh();
  }

  async enter(space) {
    this.space = space;
    this.channel = space.channels[0]?.id;
    if (!space.members.some(({ id }) => id === this.me)) this.me = space.members[0]?.id;
    this.frame.show();
    await this.refresh();
  }

  async goTo(channel) {
    this.channel = channel;
    this.unread.delete(channel);
    this.page.onUnread(this);
    this.frame.show();
    await this.refresh();
    this.composer.focus();
  }

  /** Load what the current channel holds; what the feed tells meanwhile is applied after it. */
  async refresh() {
    this.refreshes += 1;
    const mine = this.refreshes;
    const isLast = () => mine === this.refreshes;
    this.waiting ??= [];
    this.composer.setPlace(this.frame.label());
    await (this.channel === HOME ? this.#loadHome(isLast) : this.#loadMessages(isLast));
    if (!isLast()) return; // a newer one is under way, and goes on with what waits
    const missed = this.waiting;
    this.waiting = null;
    for (const event of missed) this.feed(event);
  }

  async #loadMessages(isLast) {
    const { channel, me } = this;
    this.frame.showLog();
    const path = `${this.platform.name}/channels/${encodeURIComponent(channel)}/messages?as=${encodeURIComponent(me)}`;
    const messages = await get(path).catch((error) => this.warn(error, []));
    if (isLast()) this.log.reset(messages, `Messages in ${this.frame.label()}`);
  }

  async #loadHome(isLast) {
    const user = this.me;
    const view = await get(`slack/home/${user}`).catch((error) => this.warn(error, null));
    if (isLast()) this.frame.showHome(view);
    await post("slack/open_home", { user }).catch((error) => this.warn(error, null));
  }

  /** Something happened on this platform. */
  feed(event) {
    if (event.only_for && event.only_for !== this.me) return;
    if (event.user && event.user !== this.me) return;
    if (this.waiting && ["message", "edit", "delete", HOME].includes(event.kind)) return void this.waiting.push(event);
    const isHere = event.channel === this.channel;
    switch (event.kind) {
      case "message": return isHere ? this.#arrive(event.message) : this.#mark(event);
      case "edit": return void (isHere && this.log.put(event.message));
      case "delete": return void (isHere && this.log.drop(event.id));
      case "home": return void (this.channel === HOME && this.frame.showHome(event.view));
      case "form": return this.forms.show(event.form, event.view);
      case "form-closed": return this.forms.drop(event.id);
      case "join": return void this.page.onStale();
    }
  }

  #arrive(message) {
    if (message.flags & LOADING) this.stopThinking();
    this.log.put(message);
  }

  #mark({ channel }) {
    if (!channel || this.unread.has(channel)) return;
    this.unread.add(channel);
    if (!channel.startsWith("dm:") && !this.places().some(({ id }) => id === channel)) this.page.onStale();
    this.frame.show();
    this.page.onUnread(this);
  }

  dismiss(id) {
    this.log.dismiss(id);
    this.composer.focus();
  }

  /** Run a command: "Hallway is thinking…" until it is answered. */
  async run(call, name) {
    this.stopThinking();
    this.timer = setTimeout(() => {
      this.thinking = this.log.note("Hallway is thinking…", { kind: "thinking", dismiss: false });
    }, THINKING_AFTER_MS);
    try {
      const answer = await call();
      if (answer.ack_ms == null) this.log.note(this.platform.failed(name), { kind: "failure" });
    } finally {
      this.stopThinking();
    }
  }

  /** The bot's own message says that it thinks, or it is done: also what was about to be shown is not. */
  stopThinking() {
    clearTimeout(this.timer);
    this.thinking?.remove();
    this.thinking = null;
  }

  /** Press something on a message: it is busy until answered, and what went wrong is said below the message. */
  async press(call, control, messageId) {
    if (control.getAttribute("aria-busy")) return; // pressed already
    control.setAttribute("aria-busy", "true");
    try {
      const answer = await call();
      if (answer.ack_ms == null) this.#complain(this.platform.failed(null), messageId);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#complain(error.message, messageId);
    } finally {
      control.removeAttribute("aria-busy");
    }
  }

  /** In the form that stands open, else below the message. */
  #complain(sentence, messageId) {
    if (!this.forms.complain(sentence)) this.log.note(sentence, { kind: "failure", after: messageId });
  }

  /** Say what went wrong, and go on with `instead`. */
  warn(error, instead) {
    if (!(error instanceof Refused)) throw error;
    this.log.note(error.message, { kind: "failure" });
    return instead;
  }
}
