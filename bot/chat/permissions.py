"""docs/permissions.md: who may use which command, made from the catalog.

`python -m bot.chat.permissions > docs/permissions.md` writes it anew; a test compares.
"""

from __future__ import annotations

import sys

from bot.chat.catalog import COMMANDS, WORDS, Command

_HEAD = """# Who may do what

Made from `bot/chat/catalog.py` by `python -m bot.chat.permissions > docs/permissions.md`; tests compare the two, and run every
command on both platforms as a member and as an organizer.

An **organizer** has a role that `/hallway setup` or the settings name, or may manage the server or its events (Discord); or is
a workspace admin or was named there (Slack). Whoever is an organizer on one platform is one on the other, once their
accounts are linked. Organizers may do all that members may. Everything else is refused where it happens, not only hidden.

| command | | member | organizer | about |
|---|---|---|---|---|
"""


def permissions_page() -> str:
    """The whole page."""
    ordered = [each for word in WORDS for each in COMMANDS if each.word == word]
    return _HEAD + "".join(map(_row, ordered))


def _row(command: Command) -> str:
    member = "–" if command.who == "organizer" else "yes"
    about = f"only {command.own}" if command.own else "their community"
    return f"| `/{command.name}` | {command.summary} | {member} | yes | {about} |\n"


if __name__ == "__main__":
    sys.stdout.write(permissions_page())
