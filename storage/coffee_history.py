"""What the coffee rounds so far have come to: who met whom, and how many did. Read only."""

from __future__ import annotations

from bot.coffee.matching import Past
from bot.coffee.model import Numbers, Tally
from storage.sql import Sql, from_db


def read_past(sql: Sql, community: int) -> Past:
    """Who met whom in which round, how often each was in a trio, and who must not meet."""
    met = sql.all(
        """SELECT one.member AS one, other.member AS other, MAX(number) AS number
           FROM coffee_rounds JOIN coffee_matches ON coffee_matches.round = coffee_rounds.id
           JOIN coffee_cups AS one ON one.match = coffee_matches.id
           JOIN coffee_cups AS other ON other.match = coffee_matches.id AND one.member < other.member
           WHERE community = :community GROUP BY one.member, other.member""",
        community=community,
    )
    shares = sql.all(
        """SELECT member, COUNT(*) AS rounds, SUM(CASE WHEN size = 3 THEN 1 ELSE 0 END) AS trios
           FROM coffee_rounds JOIN coffee_matches ON coffee_matches.round = coffee_rounds.id
           JOIN coffee_cups ON coffee_cups.match = coffee_matches.id
           WHERE community = :community GROUP BY member""",
        community=community,
    )
    never = sql.all(
        """SELECT member, other FROM coffee_never JOIN members ON members.id = member
           WHERE community = :community""",
        community=community,
    )
    return Past(
        met={(row["one"], row["other"]): row["number"] for row in met},
        rounds={row["member"]: row["rounds"] for row in shares},
        trios={row["member"]: row["trios"] for row in shares},
        never=frozenset((row["member"], row["other"]) for row in never),
    )


def read_numbers(sql: Sql, community: int, *, most: int) -> Numbers:
    """How many are in, and how the latest rounds went."""
    counts = sql.one(
        """SELECT COALESCE(SUM(CASE WHEN standing = 'in' THEN 1 ELSE 0 END), 0) AS joined,
                  COALESCE(SUM(CASE WHEN standing IN ('once', 'away') THEN 1 ELSE 0 END), 0) AS paused
           FROM coffee_people WHERE community = :community""",
        community=community,
    )
    rounds = sql.all(
        """SELECT number, drawn_at, resting, COUNT(DISTINCT coffee_cups.id) AS people,
                  COUNT(DISTINCT coffee_matches.id) AS matches,
                  COUNT(DISTINCT CASE WHEN verdict = 'met' THEN coffee_matches.id END) AS met
           FROM coffee_rounds LEFT JOIN coffee_matches ON coffee_matches.round = coffee_rounds.id
           LEFT JOIN coffee_cups ON coffee_cups.match = coffee_matches.id
           WHERE community = :community AND state = 'drawn'
           GROUP BY coffee_rounds.id, number, drawn_at, resting ORDER BY number DESC LIMIT :most""",
        community=community,
        most=most,
    )
    return Numbers(
        counts["joined"],
        counts["paused"],
        tuple(
            Tally(
                number=row["number"],
                drawn_at=from_db(row["drawn_at"]),
                people=row["people"],
                matches=row["matches"],
                met=row["met"],
                resting=row["resting"],
            )
            for row in rounds
        ),
    )
