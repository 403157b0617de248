"""Which platforms take messages from us now, as far as the last attempts tell."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from bot.people.model import Platform


class Reach:
    """Who knows says `lost` and `found`; a platform is away until it is found for the first time."""

    def __init__(self) -> None:
        self._here: set[Platform] = set()

    def found(self, platform: Platform) -> None:
        """We have come in, or it took something from us."""
        self._here.add(platform)

    def lost(self, platform: Platform) -> None:
        """It did not answer, or could not take anything."""
        self._here.discard(platform)

    def away(self, among: Iterable[Platform] = Platform) -> AbstractSet[Platform]:
        """Those that what is owed has to wait for."""
        return frozenset(among) - self._here
