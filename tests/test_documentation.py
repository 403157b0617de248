"""What is written is true: commands, settings, help and the manifest are compared with the code."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.chat.catalog import COMMANDS, WORDS
from bot.chat.permissions import permissions_page
from bot.cli import main
from bot.people.cards import Now, help_about_card, help_card
from bot.settings import Settings
from cogs.slack.commands import VERBS
from cogs.slack.manifest import manifest
from cogs.slack.render import card as slack_card
from sandbox.slack.plain import Reader

ROOT = Path(__file__).parents[1]
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
# Commands that exist on one platform only, on purpose.
ONLY_ON = {each.name for each in COMMANDS if each.only_on is not None}


def test_the_readme_lists_every_command_with_its_summary() -> None:
    rows = re.findall(
        r"^\|[^|]*\| `/([^`]+)` \| ([^|]+) \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert sorted(rows) == sorted((each.name, each.summary) for each in COMMANDS)


def test_the_readme_names_only_what_there_is() -> None:
    """Its pictures, the settings and the commands of the shell; each picture is made by `make shots`, and light."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    browser = ROOT / "tests" / "browser"
    shots = "".join((browser / each).read_text(encoding="utf-8") for each in ("test_shots.py", "test_stage_page.py"))
    pictures = re.findall(r"\]\((docs/images/([a-z]+)\.png)\)", readme)
    assert {name for _, name in pictures} <= set(re.findall(r'shot\(page, "([a-z]+)"', shots))
    assert [path for path, _ in pictures if (ROOT / path).stat().st_size > 250_000] == []
    settings = {f"HALLWAY_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"HALLWAY_[A-Z_]+", readme)) <= settings
    shell = set(re.findall(r"\.venv/bin/hallway ([a-z]+)", readme))
    assert shell == {"sandbox", "invite", "manifest", "doctor", "run"}
    for each in shell:
        with pytest.raises(SystemExit, match="0"):
            main([each, "--help"])


@pytest.mark.parametrize("wing", ["bot", "cogs"])
def test_the_architecture_page_shows_every_folder(wing: str) -> None:
    shown = (ROOT / "docs/architecture.md").read_text(encoding="utf-8").split(f"\n{wing}/ ")[1]
    folders = {each.parent.name for each in ROOT.glob(f"{wing}/*/__init__.py")}
    assert folders <= set(re.findall(r"^  (\w+)/ ", shown, re.MULTILINE))


def test_slack_has_every_command() -> None:
    verbs = VERBS
    assert {each.name for each in COMMANDS} - ONLY_ON <= set(verbs)
    assert set(verbs) - {each.name for each in COMMANDS} <= set(WORDS)


def help_texts(*, organizer: bool) -> str:
    """Everything that help says to a person, its groups included where it is told by groups."""
    now = Now(NOON, "UTC", organizer)
    card = help_card(now)
    about = [help_about_card(now, option.value) for each in card.choices for option in getattr(each, "options", ())]
    return "\n".join(Reader().message({"blocks": slack_card(each)}) for each in about or [card])


def test_help_lists_every_command_once_and_members_see_none_of_the_organizers() -> None:
    everything, members = help_texts(organizer=True), help_texts(organizer=False)
    for each in COMMANDS:
        assert everything.count(f"/{each.name} –") == 1
        assert members.count(f"/{each.name} –") == (0 if each.who == "organizer" else 1)


def test_every_setting_stands_in_the_example_with_its_default() -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    written = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    defaults = {
        f"HALLWAY_{name.upper()}": "" if field.default is None else str(field.default)
        for name, field in Settings.model_fields.items()
    }
    assert {name: value.strip('"') for name, value in written.items()} == defaults


def test_the_manifest_declares_every_word() -> None:
    commands = manifest()["features"]["slash_commands"]
    assert [each["command"] for each in commands] == [f"/{word}" for word in WORDS]
    assert {each.word for each in COMMANDS} == set(WORDS)


def test_no_registry_and_no_machine_is_named_in_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    assert "--index" not in lock
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=\S)", lock.strip()))


def test_the_permission_table_is_the_catalogs() -> None:
    written = (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8")
    assert written == permissions_page(), "python -m bot.chat.permissions > docs/permissions.md"
