/** What the tour shows, step by step: what it says, where it points, and what "do it for me" does, with the page's own means. */
import { get, post } from "./api.js";
import { now } from "./times.js";

const WAIT_MS = 8000;
const SHORTLY_MS = 2000;
const LOOK_EVERY_MS = 60;
const DAY_MS = 86_400_000;
const A_MOMENT_MS = 2000;
const TALK = {
  Title: "Soldering for absolute beginners",
  "What is it about?": "Three tools, one burnt finger, and a night light that works. Everybody may try afterwards.",
  Format: "Lightning talk, 10 min – my first talk",
};

/**
 * @typedef {object} Step
 * @property {string} title
 * @property {string} text
 * @property {() => HTMLElement[]} anchors what it talks about
 * @property {string} act what the button says
 * @property {() => Promise<void>} run does it; what it throws is said
 * @property {string} done what came of it
 * @property {() => HTMLElement[]} [results] where to look then
 *
 * @typedef {object} Stage
 * @property {import("./pane.js").Pane} discord
 * @property {import("./pane.js").Pane} slack
 * @property {(platform: string) => void} showTab on a narrow window
 * @property {(by: object) => Promise<void>} moveClock
 */

/** @param {Stage} stage @returns {Step[]} */
export function stepsFor(stage) {
  const { discord, slack } = stage;
  const member = someone(slack, false);
  const organizer = someone(discord, true);
  if (!last(events(discord))) return [planFirst(stage, organizer)];
  return [
    bothChats(stage),
    takeSeat(stage, member),
    findPeople(stage, member),
    propose(stage, member),
    accept(stage, organizer, member),
    letTimePass(stage),
    runTheEvening(stage, organizer),
    lookAround(stage),
  ];
}

function planFirst({ discord, showTab }, organizer) {
  return {
    title: "Nothing has happened here yet",
    text: `Plan the first event as ${organizer.name}: write /event create in either chat. Both are one community.`,
    anchors: () => [discord.composer.node],
    act: "Open the form for me",
    run: async () => {
      await look(discord, "events", organizer);
      showTab("discord");
      await command(discord, "event create");
    },
    done: "Fill it in and send it: the card appears in both chats.",
  };
}

function bothChats({ discord, slack, showTab }) {
  const cards = () => shown(last(events(discord)), last(events(slack)));
  return {
    title: "Two chats, one community",
    text: "The same evening stands on Discord and on Slack: one card, one list of seats, one waiting list.",
    anchors: cards,
    act: "Show me both cards",
    run: async () => {
      await Promise.all([look(discord, "events"), look(slack, "events")]);
      showTab("discord");
    },
    done: "Half of the seats are taken, by people of both chats. You see each through the eyes of one person.",
    results: cards,
  };
}

function takeSeat({ discord, slack, showTab }, member) {
  return {
    title: "Take a seat",
    text: `${member.name} is on Slack and has not answered yet. Press Going for them, and watch the card on Discord.`,
    anchors: () => shown(last(events(slack))),
    act: `Take a seat as ${first(member)}`,
    run: async () => {
      await Promise.all([look(slack, "events", member), look(discord, "events")]);
      const before = last(events(discord)).textContent;
      showTab("slack");
      press(last(events(slack)), "Going");
      await until(() => last(events(discord)).textContent !== before || isIn(last(events(discord)), member));
      showTab("discord");
    },
    done: `Discord counts ${first(member)} now, and the answer on Slack is for them alone. Were it full, they would wait in line.`,
    results: () => shown(last(events(discord)), last(answers(slack))),
  };
}

function findPeople({ slack, showTab }, member) {
  return {
    title: "Find people",
    text: "Everybody can introduce themselves, with a hobby to ask about. Others find them by what they know.",
    anchors: () => shown(slack.composer.node),
    act: "Who knows “pyhton”?",
    run: async () => {
      await look(slack, "general", member);
      showTab("slack");
      await command(slack, "people find", "pyhton");
    },
    done: "People of both chats, in spite of the typo. Whoever is new hears privately of two people to say hello to.",
    results: () => shown(last(answers(slack))),
  };
}

function propose({ slack, showTab }, member) {
  const lineup = () => shown(last(withButton(slack, "Propose a talk")));
  return {
    title: "A stage for everybody",
    text: `A first talk is welcome. ${first(member)} proposes one in a form; I fill it in, and you send it.`,
    anchors: lineup,
    act: "Fill in the form",
    run: async () => {
      await look(slack, "events", member);
      showTab("slack");
      const before = answers(slack).length;
      press(last(withButton(slack, "Propose a talk")), "Propose a talk");
      await until(() => slack.forms.shown);
      slack.forms.fill(TALK);
      await until(() => !slack.forms.shown, Infinity);
      await until(() => answers(slack).length > before, SHORTLY_MS);
      if (answers(slack).length === before) throw new Error("The form was closed unsent. Open it again, or go on.");
    },
    done: `It is with the organizers of both chats now, marked as a first talk. ${first(member)} can still change it.`,
    results: () => shown(last(answers(slack))),
  };
}

function accept({ discord, slack, showTab }, organizer, member) {
  const desk = () => last(withButton(discord, "Accept"));
  const lineups = () => shown(...[discord, slack].map((pane) => last(withButton(pane, "Propose a talk"))));
  return {
    title: "Organizers decide together",
    text: `Proposals come to the organizers' channel in both chats. ${organizer.name} is on Discord.`,
    anchors: () => shown(desk() ?? discord.root.querySelector(".head")),
    act: `Accept it as ${first(organizer)}`,
    run: async () => {
      await look(discord, "organizers", organizer);
      showTab("discord");
      const card = desk();
      if (!card) throw new Error("No proposal is waiting for a decision. Go back one step, and send one.");
      const id = card.dataset.message;
      press(card, "Accept");
      await until(() => !buttonOf(discord.log.find(id), "Accept"));
      await Promise.all([look(discord, "events"), look(slack, "events")]);
    },
    done: `The line-up has it in both chats, with its time. ${first(member)} was asked privately to confirm.`,
    results: lineups,
  };
}

function letTimePass({ discord, slack, showTab, moveClock }) {
  const reminders = () => shown(...[discord, slack].map((pane) => last(articles(pane).filter(isReminder))));
  return {
    title: "Nobody has to remember",
    text: "Move the community's clock to the day before the next event. What is due by then goes out.",
    anchors: () => [document.querySelector(".clock")],
    act: "Move the clock",
    run: async () => {
      await Promise.all([look(discord, "events"), look(slack, "events")]);
      showTab("discord");
      const before = articles(discord).filter(isReminder).length;
      await moveClock({ set: new Date((await nextReminder(discord)) + A_MOMENT_MS).toISOString() });
      await until(() => articles(discord).filter(isReminder).length > before);
    },
    done: "The reminder is there, once in each chat. What would come too late to be of use is left out.",
    results: reminders,
  };
}

function runTheEvening({ discord, slack, showTab }, organizer) {
  const panel = () => last(withButton(discord, "Skip"));
  const onStage = () => last(articles(slack).filter((node) => node.textContent.includes("On stage:")));
  return {
    title: "Run the evening",
    text: `With /stage start, ${first(organizer)} has a panel for the talks. The evening is days away, so it asks once.`,
    anchors: () => shown(discord.composer.node),
    act: `Start the stage as ${first(organizer)}`,
    run: async () => {
      await Promise.all([look(discord, "organizers", organizer), look(slack, "events")]);
      showTab("discord");
      await command(discord, "stage start");
      const asked = last(answers(discord));
      if (buttonOf(asked, "Start it now")) press(asked, "Start it now");
      await until(panel);
      if (!panel()) throw new Error("No talk is in a line-up yet. Accept one, two steps back, and come here again.");
      await until(onStage);
    },
    done: "Both chats say who is on, and the next speaker is called. Open the big screen: the projector shows that page.",
    results: () => shown(panel(), onStage()),
  };
}

function lookAround({ discord, showTab }) {
  const member = someone(discord, false);
  return {
    title: "Look around",
    text: "Asks and offers stand in #events, coffee matches talk under ☰, and help knows what each person can do.",
    anchors: () => shown(discord.composer.node),
    act: `Show what ${first(member)} can do`,
    run: async () => {
      await look(discord, "general", member);
      showTab("discord");
      await command(discord, "hallway help");
    },
    done: "That was Hallway. Be anybody at “You are”, type / to see every command, and try to break it.",
    results: () => shown(last(answers(discord))),
  };
}

// --- Looking

const last = (list) => list.at(-1);
const first = ({ name }) => name.split(" ")[0];
const shown = (...nodes) => nodes.filter(Boolean);
const articles = (pane) => [...pane.log.node.querySelectorAll("article")];
const answers = (pane) => articles(pane).filter((node) => node.matches(".private"));
const isReminder = (node) => node.textContent.includes("Coming up:");
const events = (pane) => withButton(pane, "Going").filter((node) => !isReminder(node) && !node.matches(".private"));
const withButton = (pane, label) => articles(pane).filter((node) => buttonOf(node, label));
const buttonOf = (node, label) => [...(node?.querySelectorAll("button") ?? [])].find((each) => each.textContent === label);
const isIn = (node, { name }) => node.textContent.includes(name);
const someone = (pane, isOrganizer) => pane.space.members.find(({ organizer }) => organizer === isOrganizer) ?? pane.person;

/** When the first reminder is due that lies ahead: a day or an hour before one of the events in the channel. */
async function nextReminder(pane) {
  const messages = await get(`discord/channels/${pane.channel}/messages`);
  const starts = messages.flatMap((each) => [...JSON.stringify(each).matchAll(/<t:(\d+)/g)].map((found) => found[1] * 1000));
  const due = starts.flatMap((start) => [start - DAY_MS, start - DAY_MS / 24]).filter((at) => at > now());
  if (!due.length) throw new Error("No event is ahead. Plan one with /event create, then look again.");
  return Math.min(...due);
}

// --- Doing

/** Stand in a channel, as somebody; the focus stays where it was. */
async function look(pane, channel, person = pane.person) {
  const focused = document.activeElement;
  if (pane.me !== person.id) await pane.become(person.id);
  const id = pane.places().find((place) => [place.id, place.name].includes(channel))?.id ?? pane.channel;
  if (pane.channel !== id) await pane.goTo(id);
  focused?.focus({ preventScroll: true });
}

function press(node, label) {
  const found = buttonOf(node, label);
  if (!found) throw new Error(`There is no button “${label}” here any more. Look at the next step.`);
  found.click();
}

/** Run a command as a person types it, and wait for the answer. */
async function command(pane, name, text = "") {
  const [word, ...rest] = name.split(" ");
  const where = { user: pane.me, channel: pane.channel };
  const call = {
    discord: () => post("discord/command", { ...where, command: name, options: {} }),
    slack: () => post("slack/command", { ...where, command: `/${word}`, text: [...rest, text].join(" ").trim() }),
  };
  await pane.run(call[pane.platform.name], `/${word}`);
}

/** Return once `holds()`; what does not come in time is no reason to stop. */
async function until(holds, patience = WAIT_MS) {
  const end = Date.now() + patience;
  while (!holds() && Date.now() < end) await new Promise((look) => setTimeout(look, LOOK_EVERY_MS));
}
