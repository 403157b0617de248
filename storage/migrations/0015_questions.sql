-- Questions to speakers. One that was taken back keeps its number and its row, so that no old button leads to another one.
-- `asker` is there so that they can take it back, and is NULL once they were forgotten.

CREATE TABLE questions (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES events (id),
    talk INTEGER NOT NULL REFERENCES talks (id),
    number INTEGER NOT NULL,
    asker INTEGER REFERENCES members (id),
    body TEXT NOT NULL,
    anonymous INTEGER NOT NULL,
    state TEXT NOT NULL DEFAULT 'open',
    asked_at BIGINT NOT NULL,
    UNIQUE (talk, number)
);
CREATE INDEX questions_of_event ON questions (event);
CREATE INDEX questions_of_asker ON questions (asker);

CREATE TABLE question_votes (
    question INTEGER NOT NULL REFERENCES questions (id),
    member INTEGER NOT NULL REFERENCES members (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (question, member)
);
CREATE INDEX question_votes_of_member ON question_votes (member);

CREATE INDEX stage_turns_of_talk ON stage_turns (talk);
