"""What the two small bots show: event cards and forms, made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

if TYPE_CHECKING:
    from sandbox.kit import Json

EVENTS = ("Summer Python Picnic", "Rust Breakfast", "Open Source Evening")
STARTS = 1_900_000_000


def card(title: str, going: list[str]) -> ui.LayoutView:
    """An event card with Discord's components v2."""
    view = ui.LayoutView(timeout=None)
    facts = f"🗓️ <t:{STARTS}:F> (<t:{STARTS}:R>)\n📍 Café Nordlicht, Berlin\n🎟️ **{len(going)} of 40** seats taken · 25 online"
    names = "\n".join(f"- {name}" for name in going) or "-# Nobody yet: be the first!"
    container: ui.Container[Any] = ui.Container(accent_colour=discord.Colour(0x0F766E))
    container.add_item(ui.TextDisplay(f"## {discord.utils.escape_markdown(title)}"))
    container.add_item(
        ui.Section(
            ui.TextDisplay(facts), accessory=ui.Button(label="Add to calendar", url="https://example.org/cal.ics")
        )
    )
    container.add_item(ui.Separator(spacing=discord.SeparatorSpacing.large))
    container.add_item(ui.TextDisplay(f"### Who comes\n{names}"))
    container.add_item(
        ui.ActionRow(
            ui.Button(label="Going", emoji="✅", style=discord.ButtonStyle.success, custom_id="rsvp:1:going"),
            ui.Button(label="Maybe", style=discord.ButtonStyle.secondary, custom_id="rsvp:1:maybe"),
            ui.Button(label="Not going", style=discord.ButtonStyle.danger, custom_id="rsvp:1:not"),
        )
    )
    topics = [
        discord.SelectOption(label=each, value=each, description=f"Ask about {each}")
        for each in ("Talks", "Food", "Venue")
    ]
    container.add_item(
        ui.ActionRow(ui.Select(custom_id="topic", placeholder="Ask the organizers about…", options=topics))
    )
    container.add_item(ui.TextDisplay("-# Organized by Ada Park · Hallway"))
    view.add_item(container)
    return view


COMMANDS: list[Json] = [
    {
        "command": "/event",
        "description": "Events",
        "usage_hint": "create | show",
        "subcommands": [
            {"name": "create", "description": "Plan a new event", "usage_hint": "[title]"},
            {"name": "show", "description": "Show one event", "usage_hint": "[which]"},
        ],
    },
    {"command": "/rsvp", "description": "Say whether you come", "usage_hint": "[event] going"},
    {"command": "/silent", "description": "Never answers", "usage_hint": ""},
]


def slack_card(title: str, going: list[str]) -> list[Json]:
    """The event card with Block Kit."""
    date = {"type": "date", "timestamp": STARTS, "format": "{date_long} at {time}", "fallback": "17 March 2030"}
    listed = [{"type": "rich_text_section", "elements": [{"type": "text", "text": name}]} for name in going]
    button: Json = {"type": "button", "action_id": "rsvp:1:going", "value": "1", "style": "primary"}
    return [
        {"type": "header", "text": {"type": "plain_text", "text": title}},
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_section",
                    "elements": [{"type": "emoji", "name": "calendar"}, {"type": "text", "text": " "}, date],
                },
                {
                    "type": "rich_text_section",
                    "elements": [
                        {"type": "emoji", "name": "round_pushpin"},
                        {"type": "text", "text": " Café Nordlicht", "style": {"bold": True}},
                        {"type": "text", "text": ", Berlin"},
                    ],
                },
            ],
        },
        {
            "type": "section",
            "fields": [
                {"type": "mrkdwn", "text": f"*Seats*\n{len(going)} of 40"},
                {"type": "mrkdwn", "text": "*Online*\n25 of 100"},
            ],
            "accessory": {
                "type": "overflow",
                "action_id": "more",
                "options": [
                    {"text": {"type": "plain_text", "text": each}, "value": each} for each in ("Edit", "Cancel event")
                ],
            },
        },
        {"type": "divider"},
        {"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": listed}]},
        {
            "type": "actions",
            "elements": [
                {**button, "text": {"type": "plain_text", "text": ":white_check_mark: Going"}},
                {"type": "button", "action_id": "rsvp:1:maybe", "text": {"type": "plain_text", "text": "Maybe"}},
                {
                    "type": "button",
                    "action_id": "rsvp:1:cancel",
                    "style": "danger",
                    "text": {"type": "plain_text", "text": "Give up my seat"},
                    "confirm": {
                        "title": {"type": "plain_text", "text": "Give up your seat?"},
                        "text": {"type": "mrkdwn", "text": "The *first* on the waiting list gets it."},
                        "confirm": {"type": "plain_text", "text": "Give it up"},
                        "deny": {"type": "plain_text", "text": "Keep it"},
                        "style": "danger",
                    },
                },
            ],
        },
        {
            "type": "context",
            "elements": [{"type": "mrkdwn", "text": f"Organized by *Ada Park* · <!date^{STARTS}^{{ago}}|soon>"}],
        },
    ]


def create_view(*, online: bool = False) -> Json:
    """The form for a new event; choosing "Online" asks for a link too."""
    blocks: list[Json] = [
        {
            "type": "input",
            "block_id": "title",
            "label": {"type": "plain_text", "text": "Title"},
            "hint": {"type": "plain_text", "text": "What people see first."},
            "element": {"type": "plain_text_input", "action_id": "title", "max_length": 100},
        },
        {
            "type": "input",
            "block_id": "format",
            "dispatch_action": True,
            "label": {"type": "plain_text", "text": "Format"},
            "element": {
                "type": "static_select",
                "action_id": "format",
                "options": [
                    {"text": {"type": "plain_text", "text": each}, "value": each} for each in ("In person", "Online")
                ],
            },
        },
        {
            "type": "input",
            "block_id": "venue",
            "optional": True,
            "label": {"type": "plain_text", "text": "Venue"},
            "element": {"type": "external_select", "action_id": "venue", "min_query_length": 1},
        },
        {
            "type": "input",
            "block_id": "day",
            "optional": True,
            "label": {"type": "plain_text", "text": "Day"},
            "element": {"type": "datepicker", "action_id": "day"},
        },
        {
            "type": "input",
            "block_id": "about",
            "optional": True,
            "label": {"type": "plain_text", "text": "What is it about?"},
            "element": {"type": "plain_text_input", "action_id": "about", "multiline": True},
        },
    ]
    link: Json = {
        "type": "input",
        "block_id": "link",
        "label": {"type": "plain_text", "text": "Link"},
        "element": {"type": "url_text_input", "action_id": "link"},
    }
    return {
        "type": "modal",
        "callback_id": "create",
        "title": {"type": "plain_text", "text": "New event"},
        "submit": {"type": "plain_text", "text": "Create"},
        "close": {"type": "plain_text", "text": "Cancel"},
        "blocks": [*blocks, link] if online else blocks,
    }


def home_view() -> Json:
    return {
        "type": "home",
        "blocks": [
            {"type": "header", "text": {"type": "plain_text", "text": "Your Hallway"}},
            {"type": "section", "text": {"type": "mrkdwn", "text": "You come to *one* event."}},
            {
                "type": "actions",
                "elements": [
                    {"type": "button", "action_id": "home", "text": {"type": "plain_text", "text": "Refresh"}}
                ],
            },
        ],
    }


def hostile_discord(text: str) -> Json:
    """A raw message that holds `text` wherever people's words can stand."""
    button: Json = {"type": 2, "style": 2, "label": f"button {text}", "custom_id": text}
    parts: list[Json] = [
        {"type": 10, "content": f"## title {text}"},
        {"type": 10, "content": f"field {text}\n> {text}\n- {text}\n[{text}](https://example.org)"},
        {"type": 1, "components": [button]},
        {"type": 1, "components": [{"type": 3, "custom_id": "menu", "options": [{"label": text, "value": text}]}]},
        {"type": 10, "content": f"-# footer {text}"},
    ]
    return {"flags": 1 << 15, "components": [{"type": 17, "components": parts}]}


def hostile_slack(text: str) -> Json:
    """A raw message that holds `text` wherever people's words can stand."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    option = {"text": {"type": "plain_text", "text": text}, "value": text}
    rich = {"type": "rich_text_section", "elements": [{"type": "text", "text": f"footer {text}"}]}
    blocks: list[Json] = [
        {"type": "header", "text": {"type": "plain_text", "text": f"title {text}"}},
        {"type": "section", "text": {"type": "mrkdwn", "text": f"field {escaped}\n&gt; {escaped}"}},
        {
            "type": "actions",
            "elements": [
                {"type": "button", "action_id": "press", "text": {"type": "plain_text", "text": f"button {text}"}},
                {
                    "type": "static_select",
                    "action_id": "menu",
                    "placeholder": {"type": "plain_text", "text": text},
                    "options": [option],
                },
            ],
        },
        {"type": "rich_text", "elements": [rich]},
    ]
    return {"text": text, "blocks": blocks}
