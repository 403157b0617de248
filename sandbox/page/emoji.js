/** Slack's names of emoji, as characters: the ones a community's bot may use. */
const BY_NAME = new Map(
  `tada 🎉|wave 👋|calendar 📅|date 📅|spiral_calendar_pad 🗓️|alarm_clock ⏰|clock1 🕐|hourglass ⌛|hourglass_flowing_sand ⏳
  round_pushpin 📍|pushpin 📌|world_map 🗺️|house 🏠|office 🏢|computer 💻|globe_with_meridians 🌐|video_camera 📹
  microphone 🎤|studio_microphone 🎙️|speech_balloon 💬|thought_balloon 💭|question ❓|grey_question ❔|exclamation ❗
  warning ⚠️|white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|no_entry 🚫|thinking_face 🤔
  thumbsup 👍|+1 👍|thumbsdown 👎|-1 👎|clap 👏|raised_hands 🙌|raising_hand 🙋|hand ✋|pray 🙏|handshake 🤝|muscle 💪
  bust_in_silhouette 👤|busts_in_silhouette 👥|family 👪|smile 😄|slightly_smiling_face 🙂|blush 😊|grin 😁|joy 😂
  sunglasses 😎|heart ❤️|sparkles ✨|star ⭐|fire 🔥|rocket 🚀|bulb 💡|zap ⚡|bell 🔔|no_bell 🔕|mega 📣|loudspeaker 📢
  lock 🔒|unlock 🔓|key 🔑|link 🔗|memo 📝|pencil2 ✏️|pencil 📝|clipboard 📋|bar_chart 📊|chart_with_upwards_trend 📈
  ticket 🎟️|admission_tickets 🎟️|seat 💺|coffee ☕|beer 🍺|pizza 🍕|croissant 🥐|cake 🍰|books 📚|mortar_board 🎓
  seedling 🌱|sos 🆘|rotating_light 🚨|ambulance 🚑|briefcase 💼|hammer_and_wrench 🛠️|gear ⚙️|mag 🔍|inbox_tray 📥
  outbox_tray 📤|email 📧|envelope ✉️|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|arrow_right ➡️|arrow_left ⬅️
  arrow_up ⬆️|arrow_down ⬇️|arrows_counterclockwise 🔄|repeat 🔁|one 1️⃣|two 2️⃣|three 3️⃣|100 💯|eyes 👀|crystal_ball 🔮
  stopwatch ⏱️|timer_clock ⏲️|checkered_flag 🏁|large_green_circle 🟢|large_yellow_circle 🟡|red_circle 🔴|white_circle ⚪
  large_blue_circle 🔵|black_circle ⚫|information_source ℹ️|wastebasket 🗑️|door 🚪|film_projector 📽️|tv 📺|camera 📷`
    .split(/[|\n]/)
    .map((entry) => entry.trim().split(" ")),
);

/** `text` with `:names:` of known emoji replaced; others stay as they are. */
export function emojis(text) {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name) => BY_NAME.get(name) ?? whole);
}

/** The emoji of a name; `:name:` where it is not known. */
export function emoji(name) {
  return BY_NAME.get(name) ?? `:${name}:`;
}
