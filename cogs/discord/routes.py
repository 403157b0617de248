"""One entry for every button and menu: the route it carries says what it leads to, also after a restart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Self

import discord
from discord import ui

Menu = ui.Select[ui.LayoutView] | ui.ChannelSelect[ui.LayoutView] | ui.RoleSelect[ui.LayoutView]
Widget = ui.Button[ui.LayoutView] | ui.UserSelect[ui.LayoutView] | Menu
Picked = str | discord.Member | discord.User


class RouteClient(discord.Client):
    """A client that is told which route was pressed, and what or who was picked where it was a menu."""

    async def pressed(self, interaction: discord.Interaction, route: str, picked: Picked | None) -> None:
        raise NotImplementedError


_MENUS = (ui.Select, ui.ChannelSelect, ui.RoleSelect)


class RouteItem(ui.DynamicItem[Widget], template=re.compile(r"[a-z]+:.+")):
    """A button or menu of ours. discord.py makes one anew for each press, so that none is kept in memory."""

    @classmethod
    async def from_custom_id(
        cls, _interaction: discord.Interaction, item: ui.Item[Any], _match: re.Match[str], /
    ) -> Self:
        if not isinstance(item, (ui.Button, ui.UserSelect, *_MENUS)):
            raise TypeError(f"a {type(item).__name__} carries no route")
        return cls(item)

    async def callback(self, interaction: discord.Interaction) -> None:
        if isinstance(interaction.client, RouteClient):
            await interaction.client.pressed(interaction, self.custom_id, self._picked(interaction))

    def _picked(self, interaction: discord.Interaction) -> Picked | None:
        """Who was picked, or the values that were, with commas between them: empty where everything was taken out."""
        if isinstance(self.item, ui.UserSelect):
            return next(iter(self.item.values), None)
        if isinstance(self.item, _MENUS):
            data: Mapping[str, Any] = interaction.data or {}
            return ",".join(str(each) for each in data.get("values") or [])
        return None
