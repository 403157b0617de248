"""One entry for every button and menu: the route it carries says what it leads to, also after a restart."""

from __future__ import annotations

import re
from typing import Any, Self

import discord
from discord import ui

Widget = (
    ui.Button[ui.LayoutView] | ui.Select[ui.LayoutView] | ui.UserSelect[ui.LayoutView] | ui.ChannelSelect[ui.LayoutView]
)
Picked = str | discord.Member | discord.User


class RouteClient(discord.Client):
    """A client that is told which route was pressed, and what or who was picked where it was a menu."""

    async def pressed(self, interaction: discord.Interaction, route: str, picked: Picked | None) -> None:
        raise NotImplementedError


class RouteItem(ui.DynamicItem[Widget], template=re.compile(r"[a-z]+:.+")):
    """A button or menu of ours. discord.py makes one anew for each press, so that none is kept in memory."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        if not isinstance(item, (ui.Button, ui.Select, ui.UserSelect, ui.ChannelSelect)):
            raise TypeError(f"a {type(item).__name__} carries no route")
        return cls(item)

    async def callback(self, interaction: discord.Interaction) -> None:
        if isinstance(interaction.client, RouteClient):
            await interaction.client.pressed(interaction, self.custom_id, self._picked())

    def _picked(self) -> Picked | None:
        match self.item:
            case ui.Select(values=[value, *_]):
                return value
            case ui.UserSelect(values=[person, *_]):
                return person
            case ui.ChannelSelect(values=[channel, *_]):
                return str(channel.id)
        return None
