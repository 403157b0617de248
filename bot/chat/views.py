"""The vocabulary of messages: cards and forms that name what is meant; each platform renders them with its best widgets.

Fixed parts are checked against both platforms' limits when they are built, so a label that is too long fails in a unit test
and not in front of people.
"""

from bot.chat.cards import Attachment, Block, Bullets, Card, Field, Note, Paragraph, Prose, Quote, Tone, plain_length
from bot.chat.choices import Button, ButtonTone, ChannelChoice, Choice, LinkButton, Option, PersonChoice, Picker
from bot.chat.forms import ChoiceInput, Form, Input, TextInput
from bot.chat.sentences import (
    Channel,
    Everyone,
    Hole,
    Line,
    Link,
    Moment,
    MomentStyle,
    Person,
    Say,
    Sentence,
    Span,
    Typed,
    fill,
    join,
    say,
)

__all__ = [
    "Attachment",
    "Block",
    "Bullets",
    "Button",
    "ButtonTone",
    "Card",
    "Channel",
    "ChannelChoice",
    "Choice",
    "ChoiceInput",
    "Everyone",
    "Field",
    "Form",
    "Hole",
    "Input",
    "Line",
    "Link",
    "LinkButton",
    "Moment",
    "MomentStyle",
    "Note",
    "Option",
    "Paragraph",
    "Person",
    "PersonChoice",
    "Picker",
    "Prose",
    "Quote",
    "Say",
    "Sentence",
    "Span",
    "TextInput",
    "Tone",
    "Typed",
    "fill",
    "join",
    "plain_length",
    "say",
]
