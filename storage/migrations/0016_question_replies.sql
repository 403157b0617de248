-- What speakers wrote afterwards to questions that had no answer on the stage.

CREATE TABLE question_replies (
    question INTEGER PRIMARY KEY REFERENCES questions (id),
    body TEXT NOT NULL,
    written_at BIGINT NOT NULL
);
