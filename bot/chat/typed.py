"""What people typed, made fit to keep and to show: no control characters, no direction overrides, tidy white space."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Direction marks and overrides can make a title read as something else; letters carry their own direction without them.
_DIRECTION = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
# Invisible, but they hold emoji, flags and some scripts together.
_KEPT_FORMATS = {"\u200c", "\u200d", *map(chr, range(0xE0020, 0xE0080))}
# Letters and signs that show nothing at all.
_UNSEEN = {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp", "Mn"}
_BLANKS = set("\u115f\u1160\u2800\u3164\uffa0")
_DIGITS = 18  # of a 64-bit number


def one_line(text: str) -> str:
    """`text` as one tidy line: normalised, without invisible controls, white space folded."""
    return " ".join(_visible(text).split())


def paragraphs(text: str) -> str:
    """`text` with its line breaks, at most one empty line in a row, each line tidy."""
    lines = [" ".join(line.split()) for line in _visible(text.replace("\r\n", "\n")).split("\n")]
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return "\n".join(kept).strip()


def number(text: str) -> int:
    """A number that a platform hands back to us, as an INTEGER column holds it; 0 for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else 0


# A host, for platforms refuse a link without one, and characters that no platform's markup could end or escape. No name and
# password before the host, which would lead elsewhere than it reads.
_URL = re.compile(
    r"https?://(?![^\s/?#]*@)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9-]+)*(?::[0-9]{1,5}(?![0-9]))?"
    r"(?:[/?#](?:[A-Za-z0-9._~/?#@!$&'+,;=%:-]*[A-Za-z0-9/~_=&#%+-])?)?"
)


def split_addresses(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of `text` in order, each with whether it is an address; a full stop behind an address is none of it."""
    at = 0
    for found in _URL.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def _visible(text: str) -> str:
    normal = unicodedata.normalize("NFC", text).translate(_DIRECTION)
    return "".join(each for each in normal if each in "\n\t" or each in _KEPT_FORMATS or not _is_control(each))


def _is_control(letter: str) -> bool:
    """Controls, other formats, private signs and halves of letters; what Unicode assigned after this Python stays."""
    return unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cs")


def says_nothing(text: str) -> bool:
    """Whether a reader would see nothing of it."""
    return all(each in _BLANKS or unicodedata.category(each) in _UNSEEN for each in text)
