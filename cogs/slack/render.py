"""Cards and forms in Slack's Block Kit: `rich_text` for every sentence, so that nothing typed is ever read as markup. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from bot.chat import limits
from bot.chat.typed import one_line, paragraphs
from bot.chat.views import (
    Block,
    Bullets,
    Button,
    Card,
    ChannelChoice,
    Choice,
    ChoiceInput,
    Field,
    Form,
    Input,
    Line,
    LinkButton,
    Moment,
    MomentStyle,
    Note,
    Option,
    Paragraph,
    PersonChoice,
    Picker,
    Prose,
    Quote,
    Say,
    TextInput,
)
from cogs.slack.rich_text import Json, escape, plain, plain_text, prose, section, text_element

_STYLES = {"good": "primary", "bad": "danger"}
_PIECE, _PIECES = 2900, 4  # characters of one block of code, and blocks in one message


def card(view: Card) -> list[Json]:
    """A card as blocks."""
    blocks: list[Json] = []
    if view.title:
        blocks.append({"type": "header", "text": plain_text(limits.clip(plain(view.title), limits.SLACK_HEADER))})
    for small, group in groupby(view.blocks, lambda each: isinstance(each, Note)):
        if small:
            blocks += [_note(each) for each in group if isinstance(each, Note)]
        else:
            said = ([element for block in thought for element in _block(block)] for thought in _thoughts(group))
            blocks += [{"type": "rich_text", "elements": body} for body in said if body]
    blocks += [
        {"type": "actions", "elements": [_picker(each) if isinstance(each, Picker) else _select(each)]}
        for each in view.choices
    ]
    blocks += [{"type": "actions", "elements": [_button(each) for each in row]} for row in view.buttons]
    return blocks


def _thoughts(blocks: Iterable[Block]) -> list[list[Block]]:
    """What belongs together: fields in a row, and a list or words of somebody's with what stands before it.

    Slack leaves a gap between two blocks and none within one, so this is what lets a card breathe.
    """
    found: list[list[Block]] = []
    for block in blocks:
        match (found[-1][-1] if found else None), block:
            case (Field(), Field() | Quote()) | (Paragraph() | Prose(), Bullets() | Quote() | Prose()):
                found[-1].append(block)
            case _:
                found.append([block])
    return found


def summary(view: Card) -> str:
    """All that the card says, in bare text: what a notification shows the beginning of, and a screen reader reads."""
    said = [plain(view.title), *map(_plain_block, view.blocks)]
    return escape(limits.clip("\n".join(filter(None, said)) or "Hallway", limits.SLACK_SUMMARY))


def _plain_block(block: Block) -> str:
    match block:
        case Paragraph(spans) | Note(spans):
            return plain(spans)
        case Field(label, value):
            return f"{label}: {plain(_once(value))}"
        case Bullets(lines):
            return "\n".join(f"• {plain(each)}" for each in lines)
        case Quote(text) | Prose(text):
            return paragraphs(text)


def _once(spans: Line) -> Line:
    """A moment and how far off it is say the same where nothing counts down: the moment alone."""
    match spans:
        case (*first, Say(), Moment(style=MomentStyle.RELATIVE)) if first:
            return tuple(first)
        case _:
            return spans


def _block(block: Block) -> list[Json]:
    match block:
        case Paragraph(spans):
            return [section(spans)]
        case Field(label, value):
            return [section((Say(f"{label}: ", strong=True), *value))]
        case Bullets(lines):
            return [{"type": "rich_text_list", "style": "bullet", "elements": [section(each) for each in lines]}]
        case Quote(text):
            shown = paragraphs(text)
            return [{"type": "rich_text_quote", "elements": [text_element(shown, strong=False)]}] if shown else []
        case Prose(text):
            return [{"type": "rich_text_section", "elements": prose(text)}] if paragraphs(text) else []
        case Note():
            return []


def _note(note: Note) -> Json:
    return {"type": "context", "elements": [plain_text(plain(note.line))]}


def _button(button: Button | LinkButton) -> Json:
    if isinstance(button, LinkButton):
        # Slack tells us of presses on links, too; their action has a route that leads to nothing but an acknowledgement.
        return {
            "type": "button",
            "text": plain_text(button.label),
            "url": button.url,
            "action_id": f"link:{button.url}"[:255],
        }
    shown: Json = {"type": "button", "text": plain_text(button.label), "action_id": button.route}
    if button.tone in _STYLES:
        shown["style"] = _STYLES[button.tone]
    return shown


def _select(choice: Choice | PersonChoice | ChannelChoice) -> Json:
    if isinstance(choice, PersonChoice):
        return {"type": "users_select", "action_id": choice.route, "placeholder": plain_text(choice.prompt)}
    if isinstance(choice, ChannelChoice):
        return {
            "type": "conversations_select",
            "action_id": choice.route,
            "placeholder": plain_text(choice.prompt),
            "filter": {"include": ["public"], "exclude_external_shared_channels": False},
        }
    return {
        "type": "static_select",
        "action_id": choice.route,
        "placeholder": plain_text(choice.prompt),
        "options": [_option(each) for each in choice.options],
    }


def _picker(picker: Picker) -> Json:
    """A menu of the workspace's own channels or people, with what is set already."""
    shown: Json = {"action_id": picker.route, "placeholder": plain_text(picker.prompt)}
    if picker.kind == "channel":
        shown |= {"type": "conversations_select", "filter": {"include": ["public", "private"]}}
        return shown | ({"initial_conversation": picker.picked[0]} if picker.picked else {})
    shown |= {"type": "multi_users_select", "max_selected_items": limits.PICKED}
    return shown | ({"initial_users": list(picker.picked)} if picker.picked else {})


def attachment(view: Card) -> list[list[Json]]:
    """A card's attachment as blocks of code, message by message: Slack has no file for one pair of eyes in a channel."""
    text = view.attachment.text if view.attachment is not None else ""
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)]
    blocks = [
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_preformatted", "elements": [text_element(each, strong=False)]}],
        }
        for each in pieces
    ]
    return [blocks[at : at + _PIECES] for at in range(0, len(blocks), _PIECES)]


def options(found: list[Option]) -> list[Json]:
    """The options that a searched menu offers."""
    return [_option(each) for each in found]


def _option(each: Option) -> Json:
    option: Json = {
        "text": plain_text(limits.clip(one_line(each.label) or "…", limits.OPTION_LABEL)),
        "value": each.value,
    }
    if detail := one_line(each.detail):
        option["description"] = plain_text(limits.clip(detail, limits.OPTION_LABEL))
    return option


def form(view: Form, *, remember: str) -> Json:
    """A form as a modal. `remember` (up to 3,000 characters) comes back with the answers."""
    return {
        "type": "modal",
        "callback_id": view.route,
        "title": plain_text(view.title),
        "submit": plain_text(view.submit),
        "close": plain_text("Cancel"),
        "private_metadata": remember,
        "blocks": [_input(each) for each in view.inputs],
    }


def _input(question: Input) -> Json:
    block: Json = {
        "type": "input",
        "block_id": question.id,
        "label": plain_text(question.label),
        "optional": not question.required,
        "element": _element(question),
    }
    if question.hint:
        block["hint"] = plain_text(question.hint)
    return block


def _element(question: Input) -> Json:
    if isinstance(question, ChoiceInput):
        return _menu(question)
    return _search(question) if question.search else _line(question)


def _search(question: TextInput) -> Json:
    """A menu that asks us for its options while somebody types."""
    element: Json = {
        "type": "external_select",
        "action_id": f"search:{question.search}",
        "min_query_length": 1,
        "placeholder": plain_text(question.placeholder or question.label),
    }
    if question.value:
        element["initial_option"] = _option(Option(question.value, limits.clip(question.value, limits.OPTION_VALUE)))
    return element


def _menu(question: ChoiceInput) -> Json:
    options = {each.value: _option(each) for each in question.options}
    element: Json = {"type": "static_select", "action_id": question.id, "options": list(options.values())}
    if question.value:
        element["initial_option"] = options[question.value]
    return element


def _line(question: TextInput) -> Json:
    element: Json = {
        "type": "plain_text_input",
        "action_id": question.id,
        "multiline": question.multiline,
        "max_length": question.max_length,
    }
    if question.placeholder:
        element["placeholder"] = plain_text(question.placeholder)
    if question.value:
        element["initial_value"] = limits.clip(question.value, question.max_length)
    return element
