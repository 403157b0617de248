-- Intros, the words they are found by, who met whom, welcomes, and joining two accounts into one member.

ALTER TABLE spaces ADD COLUMN intros TEXT;
ALTER TABLE members ADD COLUMN welcomed_at BIGINT;

CREATE TABLE intros (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    member INTEGER NOT NULL REFERENCES members (id),
    does TEXT NOT NULL,
    angle TEXT NOT NULL,
    helps TEXT NOT NULL,
    seeks TEXT NOT NULL,
    links TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    gone_at BIGINT
);
CREATE UNIQUE INDEX intros_of_member ON intros (member) WHERE gone_at IS NULL;
CREATE INDEX intros_by_age ON intros (community, changed_at) WHERE gone_at IS NULL;

CREATE TABLE intro_words (
    community INTEGER NOT NULL REFERENCES communities (id),
    word TEXT NOT NULL,
    intro INTEGER NOT NULL REFERENCES intros (id),
    field TEXT NOT NULL,
    PRIMARY KEY (community, word, intro, field)
);
CREATE INDEX intro_words_of_intro ON intro_words (intro);

CREATE TABLE connections (
    id INTEGER PRIMARY KEY,
    low INTEGER NOT NULL REFERENCES members (id),
    high INTEGER NOT NULL REFERENCES members (id),
    asker INTEGER NOT NULL REFERENCES members (id),
    state TEXT NOT NULL CHECK (state IN ('asked', 'met', 'declined')),
    asked_at BIGINT NOT NULL,
    met_at BIGINT,
    event INTEGER REFERENCES events (id),
    CHECK (low < high),
    UNIQUE (low, high)
);
CREATE INDEX connections_of_high ON connections (high);
CREATE INDEX connections_asked ON connections (asker, asked_at);

CREATE TABLE link_codes (
    account INTEGER PRIMARY KEY REFERENCES accounts (id),
    digest TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX link_codes_by_digest ON link_codes (digest);

CREATE TABLE link_tries (
    id INTEGER PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES accounts (id),
    tried_at BIGINT NOT NULL
);
CREATE INDEX link_tries_of_account ON link_tries (account, tried_at);
