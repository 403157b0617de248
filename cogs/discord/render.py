"""Cards and forms in Discord's widgets: components v2, `<t:…>` for moments, modals. Pure: no network, no state."""

from __future__ import annotations

import io
import re
from bisect import bisect_right
from collections.abc import Iterable

import discord
from discord import ui

from bot.chat import limits
from bot.chat.typed import one_line, paragraphs
from bot.chat.views import (
    Block,
    Bullets,
    Button,
    Card,
    Channel,
    ChannelChoice,
    Choice,
    ChoiceInput,
    Everyone,
    Field,
    Form,
    Input,
    Line,
    Link,
    LinkButton,
    Moment,
    MomentStyle,
    Note,
    Option,
    Paragraph,
    Person,
    PersonChoice,
    Picker,
    Prose,
    Quote,
    Say,
    Span,
    Tone,
    Typed,
)
from bot.people.model import Platform
from cogs.discord.routes import RouteItem

_COLOURS: dict[Tone, int | None] = {
    "plain": 0x5865F2,
    "good": 0x2E9E6B,
    "waiting": 0xE0A030,
    "bad": 0xC8453B,
    "quiet": 0x80848E,
}
_STYLES = {
    "plain": discord.ButtonStyle.secondary,
    "good": discord.ButtonStyle.success,
    "bad": discord.ButtonStyle.danger,
}
_MOMENTS = {MomentStyle.FULL: "F", MomentStyle.RELATIVE: "R", MomentStyle.CLOCK: "t"}
# Inside a link Discord reads no markdown, and a backslash would break it. What could end or escape a link is not in here.
_URL = re.compile(r"https?://[A-Za-z0-9._~/?#@!$&'+,;=%:-]+")
_ALL = re.compile(r"@(everyone|here)")  # which Discord would find in an address, too
_MARKUP = re.compile(r"([\\*_~`|<>\[\]#@]|^[+-]|(?<=^\d)\.|(?<=^\d\d)\.)")


def escape(text: str) -> str:
    """Typed text so that Discord shows it as it is: no markdown, no mention, no timestamp, no heading."""
    shown, at = [], 0
    for url in _URL.finditer(text):
        shown += [_MARKUP.sub(r"\\\1", text[at : url.start()]) if at == 0 else _inner(text[at : url.start()])]
        shown.append(_ALL.sub(r"%40\1", url[0]))
        at = url.end()
    rest = text[at:]
    return "".join([*shown, _MARKUP.sub(r"\\\1", rest) if at == 0 else _inner(rest)])


def _inner(text: str) -> str:
    """Text that does not begin a line: a dash or a number there makes no list."""
    return re.sub(r"([\\*_~`|<>\[\]#@])", r"\\\1", text)


def line(spans: Line) -> str:
    """A line as Discord markdown."""
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:  # noqa: PLR0911 - one return a word of the vocabulary
    match span:
        case Say(text, strong):
            return f"**{text}**" if strong else text
        case Typed(text, strong):
            shown = escape(one_line(text))
            return f"**{shown}**" if strong and shown else shown
        case Moment(at, _, style):
            return f"<t:{int(at.timestamp())}:{_MOMENTS[style]}>"
        case Link(label, url):
            return f"[{escape(one_line(label))}]({url})"
        case Person(name):
            external = span.on(Platform.DISCORD)
            return escape(one_line(name)) if external is None else f"<@{external}>"
        case Channel(platform, channel, name):
            return f"<#{channel}>" if platform is Platform.DISCORD else escape(f"#{one_line(name)}")
        case Everyone(here, ping):
            return ("" if ping else "\\") + ("@here" if here else "@everyone")


def _block(block: Block) -> str:
    match block:
        case Paragraph(spans):
            return line(spans)
        case Field(label, value):
            return f"**{label}:** {line(value)}"
        case Bullets(lines):
            return "\n".join(f"- {line(each)}" for each in lines)
        case Quote(text):
            return quoted(text, limits.DISCORD_TEXT)
        case Prose(text):
            return prose(text, limits.DISCORD_TEXT)
        case Note(spans):
            return f"-# {line(spans)}"


def quoted(text: str, room: int) -> str:
    """Typed text as a quotation of at most `room` characters, escapes included."""
    return _lines(text, room, "> ")


def prose(text: str, room: int) -> str:
    """Typed text in its own lines, in at most `room` characters, escapes included."""
    return _lines(text, room, "")


def _lines(text: str, room: int, mark: str) -> str:
    shown = ""
    for each in paragraphs(text).split("\n"):
        addition = f"{mark}{escape(each)}\n"
        if len(shown) + len(addition) > room - 4:
            return f"{shown}{mark}{_begun(each, room - 4 - len(shown) - len(mark))}…"
        shown += addition
    return shown.rstrip("\n")


def _begun(text: str, room: int) -> str:
    """As much of the beginning of a line as fits when it is escaped, in whole words where it has any."""
    fits = bisect_right(range(len(text)), room, key=lambda length: len(escape(text[: length + 1])))
    kept = text[:fits]
    return escape(kept.rsplit(maxsplit=1)[0] if " " in kept else kept) if fits else ""


def card(view: Card, *, mark: int | None = None) -> ui.LayoutView:
    """A card as a message. `mark` becomes the container's id, by which a message can be recognised afterwards."""
    texts = _fit([f"## {line(view.title)}"] if view.title else [], view.blocks)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_colour=_COLOURS[view.tone], id=mark)
    for text in texts:
        container.add_item(ui.TextDisplay(text))
    for choice in view.choices:
        container.add_item(ui.ActionRow(_picker(choice) if isinstance(choice, Picker) else _select(choice)))
    for row in view.buttons:
        container.add_item(ui.ActionRow(*(_button(each) for each in row)))
    if view.attachment is not None:
        container.add_item(ui.File(f"attachment://{view.attachment.name}"))
    message = ui.LayoutView(timeout=None)
    message.add_item(container)
    return message


def files(view: Card) -> list[discord.File]:
    """What goes along with a card; it is used up when it is sent."""
    if view.attachment is None:
        return []
    return [discord.File(io.BytesIO(view.attachment.text.encode()), view.attachment.name)]


def _fit(title: list[str], blocks: Iterable[Block]) -> list[str]:
    """The texts of a message, together short enough: quotations give way first, then whatever is longest."""
    shown = [(each, _block(each)) for each in blocks]
    room = limits.DISCORD_TEXT - sum(map(len, title))
    excess = sum(len(text) for _, text in shown) - room
    fitted = []
    for block, text in shown:
        if excess > 0 and isinstance(block, Quote | Prose):
            shorten = quoted if isinstance(block, Quote) else prose
            shorter = shorten(block.text, max(8, len(text) - excess))
            excess -= len(text) - len(shorter)
            fitted.append(shorter)
        else:
            fitted.append(text)
    while excess > 0:
        longest = max(range(len(fitted)), key=lambda at: len(fitted[at]))
        shorter = _cut(fitted[longest], max(1, len(fitted[longest]) - excess))
        excess -= len(fitted[longest]) - len(shorter)
        fitted[longest] = shorter
    return [*title, *fitted]


def _cut(text: str, room: int) -> str:
    """Markdown cut to `room` characters, never in the middle of an escape, a moment or a bold word's mark."""
    kept = text[: max(0, room - 1)]
    if "<t:" in kept and kept.rfind("<t:") > kept.rfind(">"):
        kept = kept[: kept.rfind("<t:")]
    kept = kept.rstrip("\\* ")
    return (kept + "…")[:room]


def _button(button: Button | LinkButton) -> RouteItem | ui.Button[ui.LayoutView]:
    if isinstance(button, LinkButton):
        return ui.Button(label=button.label, url=button.url)
    return RouteItem(ui.Button(label=button.label, custom_id=button.route, style=_STYLES[button.tone]))


def _select(choice: Choice | PersonChoice | ChannelChoice) -> RouteItem:
    if isinstance(choice, PersonChoice):
        return RouteItem(ui.UserSelect(custom_id=choice.route, placeholder=choice.prompt))
    if isinstance(choice, ChannelChoice):
        kinds = [discord.ChannelType.text, discord.ChannelType.news]
        return RouteItem(ui.ChannelSelect(custom_id=choice.route, placeholder=choice.prompt, channel_types=kinds))
    return RouteItem(
        ui.Select(custom_id=choice.route, placeholder=choice.prompt, options=_options(choice.options, picked=""))
    )


def _picker(picker: Picker) -> RouteItem:
    """A menu of the server's own channels or roles, with what is set already."""
    if picker.kind == "channel":
        kind = discord.SelectDefaultValueType.channel
        return RouteItem(
            ui.ChannelSelect(
                custom_id=picker.route,
                placeholder=picker.prompt,
                channel_types=[discord.ChannelType.text, discord.ChannelType.news],
                default_values=[discord.SelectDefaultValue(id=int(each), type=kind) for each in picker.picked],
            )
        )
    kind = discord.SelectDefaultValueType.role
    return RouteItem(
        ui.RoleSelect(
            custom_id=picker.route,
            placeholder=picker.prompt,
            min_values=0,
            max_values=limits.PICKED,
            default_values=[discord.SelectDefaultValue(id=int(each), type=kind) for each in picker.picked],
        )
    )


def _options(options: Iterable[Option], *, picked: str) -> list[discord.SelectOption]:
    return [
        discord.SelectOption(
            label=limits.clip(one_line(each.label) or "…", limits.OPTION_LABEL),
            value=each.value,
            description=limits.clip(one_line(each.detail), limits.OPTION_LABEL) or None,
            default=each.value == picked,
        )
        for each in options
    ]


def pinged(view: Card) -> list[discord.Object]:
    """The people whom a card means to notify; nobody else may be mentioned by it."""
    found = (person.on(Platform.DISCORD) for person in view.people())
    return [discord.Object(int(external)) for external in found if external is not None]


def form(view: Form) -> ui.Modal:
    """A form as a modal. It is marked as finished, because its answers come back by their route and not to this object,
    which would be lost with a restart and shared by everybody who has the same form open.
    """
    modal = ui.Modal(title=view.title, custom_id=view.route, timeout=None)
    for each in view.always:
        modal.add_item(ui.Label(text=each.label, description=each.hint or None, component=_input(each)))
    modal.stop()
    return modal


def _input(question: Input) -> ui.TextInput[ui.Modal] | ui.Select[ui.Modal]:
    if isinstance(question, ChoiceInput):
        options = _options(question.options, picked=question.value)
        return ui.Select(custom_id=question.id, options=options, required=question.required)
    return ui.TextInput(
        custom_id=question.id,
        style=discord.TextStyle.paragraph if question.multiline else discord.TextStyle.short,
        placeholder=question.placeholder or None,
        default=limits.clip(question.value, question.max_length) or None,
        required=question.required,
        max_length=question.max_length,
    )
