/** What differs between the two chats, for the pane that shows either. */
import { post } from "./api.js";
import { DiscordComposer } from "./composer-discord.js";
import { SlackComposer } from "./composer-slack.js";
import * as discordMessages from "./discord.js";
import * as slackMessages from "./slack.js";
import { askConfirm } from "./confirm.js";

const named = (list) => (id) => list.find((each) => each.id === id)?.name;

export const discord = {
  ...discordMessages,
  name: "discord",
  title: "Discord",
  spaceWord: "Servers",
  channelWord: "Text channels",
  hasHome: false,
  spaces: (state) => state.discord.guilds,
  makeComposer: (pane) => new DiscordComposer(pane),
  failed: (command) => (command ? "The application did not respond" : "This interaction failed"),

  /** @returns {import("./discord.js").Scene} */
  scene(pane, message) {
    const { members, channels, roles = [] } = pane.space;
    return {
      me: pane.me,
      members,
      channels,
      roles,
      goTo: (id) => pane.goTo(id),
      dismiss: () => pane.dismiss(message.id),
      press: (customId, values, control) => {
        const body = { user: pane.me, message: message.id, custom_id: customId, values };
        return pane.press(() => post("discord/click", body), control, message.id);
      },
    };
  },
};

export const slack = {
  ...slackMessages,
  name: "slack",
  title: "Slack",
  spaceWord: "Workspaces",
  channelWord: "Channels",
  hasHome: true,
  spaces: (state) => state.slack.teams,
  makeComposer: (pane) => new SlackComposer(pane),
  failed: (command) => `${command ?? "This action"} failed because the app did not respond`,

  /** @returns {import("./slack.js").Scene} */
  scene(pane, message) {
    return slackScene(pane, { message: message.ts }, message.ts);
  },
};

/** What blocks are shown in, on a message or in a view. @returns {import("./slack.js").Scene} */
export function slackScene(pane, place, messageId = null) {
  const { members, channels } = pane.space;
  const act = async (data, value, control) => {
    if (data.confirm && !(await askConfirm(data.confirm))) return;
    if (place.view) await pane.forms.handIn(place.view);
    const body = { user: pane.me, ...place, action_id: data.action_id, value };
    await pane.press(() => post("slack/click", body), control, messageId);
  };
  const suggest = async (actionId, query) => {
    const { options } = await post("slack/suggest", { user: pane.me, ...place, action_id: actionId, query });
    return options;
  };
  return { me: pane.me, members, channels, names: { user: named(members), channel: named(channels) }, act, suggest };
}
