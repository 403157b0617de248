"""What the core asks of the world, as Protocols: one module a feature, and `store` with the transaction of all."""

from bot.ports.announcements import Announcements
from bot.ports.asks import Asks
from bot.ports.calls import Calls, Drafts
from bot.ports.checkin import Arrivals
from bot.ports.coffee import Coffee
from bot.ports.communities import Communities, Organizers, SpaceCodes, Spaces
from bot.ports.delivery import Deliveries, Errands, Posts, Rooms, Sendings
from bot.ports.events import Answers, Events, Feeds, Mirrors, SeriesTable
from bot.ports.people import Connections, Intros, Links, Members
from bot.ports.platforms import Busy, EventLister, Messenger, NotLetIn, Undeliverable
from bot.ports.privacy import Personal
from bot.ports.proposals import ProposalCopies
from bot.ports.questions import Questions
from bot.ports.recap import Recaps
from bot.ports.stage import Stages
from bot.ports.store import Clock, Store, Tx
from bot.ports.talks import Talks

__all__ = [
    "Announcements",
    "Answers",
    "Arrivals",
    "Asks",
    "Busy",
    "Calls",
    "Clock",
    "Coffee",
    "Communities",
    "Connections",
    "Deliveries",
    "Drafts",
    "Errands",
    "EventLister",
    "Events",
    "Feeds",
    "Intros",
    "Links",
    "Members",
    "Messenger",
    "Mirrors",
    "NotLetIn",
    "Organizers",
    "Personal",
    "Posts",
    "ProposalCopies",
    "Questions",
    "Recaps",
    "Rooms",
    "Sendings",
    "SeriesTable",
    "SpaceCodes",
    "Spaces",
    "Stages",
    "Store",
    "Talks",
    "Tx",
    "Undeliverable",
]
