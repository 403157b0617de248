-- What organizers decided about the recap of an event, and what they added; without a row it is planned as it is.

CREATE TABLE recaps (
    event INTEGER PRIMARY KEY REFERENCES events (id),
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'held', 'posted')),
    recordings TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    posted_at BIGINT
);
