/** Slack's modals: the blocks of a view, with what was typed put back when the view changes. */
import { slackScene } from "./platforms.js";
import { blocks } from "./slack-blocks.js";

/** @param {{form: object, view: object, held: Map<string, any>, pane: object, register: Function}} open */
export function slackFields({ form, view, held, pane, register }) {
  const scene = { ...slackScene(pane, { view: form.id }), register };
  return blocks(view.blocks.map((block) => withHeld(block, held)), scene);
}

/** The block with what was typed before as its initial value. */
function withHeld(block, held) {
  if (block.type !== "input" || !held.has(block.block_id)) return block;
  const value = held.get(block.block_id);
  return { ...block, element: { ...block.element, ...initial(block.element, value) } };
}

/** How each kind of element says what it starts with. */
function initial(element, value) {
  const [name, make] = INITIAL[element.type] ?? ["initial_value", (same) => same];
  const made = make(value, element);
  return { [name]: made == null || made.length === 0 ? undefined : made };
}

const optionsOf = ({ options: flat = [], option_groups: groups = [] }) =>
  flat.concat(groups.flatMap((group) => group.options));
const unknown = (value) => ({ value, text: { type: "plain_text", text: value } });
const option = (value, element) => value && (optionsOf(element).find((each) => each.value === value) ?? unknown(value));
const options = (values, element) => (values ?? []).map((value) => option(value, element));
const same = (value) => value;

const INITIAL = {
  static_select: ["initial_option", option],
  external_select: ["initial_option", option],
  radio_buttons: ["initial_option", option],
  checkboxes: ["initial_options", options],
  multi_static_select: ["initial_options", options],
  multi_external_select: ["initial_options", options],
  users_select: ["initial_user", same],
  multi_users_select: ["initial_users", same],
  conversations_select: ["initial_conversation", same],
  multi_conversations_select: ["initial_conversations", same],
  channels_select: ["initial_channel", same],
  multi_channels_select: ["initial_channels", same],
  datepicker: ["initial_date", same],
  timepicker: ["initial_time", same],
  datetimepicker: ["initial_date_time", Number],
};
