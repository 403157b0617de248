"""The whole mission, once through, on both platforms through the real client libraries."""

from tests.e2e.story import NoCamera, Story
from tests.e2e.town import Town


async def test_a_newcomers_first_month(here: Town) -> None:
    await Story(here, NoCamera()).tell()
