-- The whole schema as it is now, to read. It is made by the steps in migrations/; a test keeps the two the same.

CREATE TABLE communities (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    zone TEXT NOT NULL,
    founded_at BIGINT NOT NULL,
    chosen_name INTEGER NOT NULL DEFAULT 0,
    chosen_zone INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE spaces (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    platform TEXT NOT NULL CHECK (platform IN ('discord', 'slack')),
    external TEXT NOT NULL,
    name TEXT NOT NULL,
    channel TEXT,
    intros TEXT,
    asks_channel TEXT,
    organizers_channel TEXT,
    chosen_channel INTEGER NOT NULL DEFAULT 0,
    chosen_intros INTEGER NOT NULL DEFAULT 0,
    chosen_asks INTEGER NOT NULL DEFAULT 0,
    chosen_organizers INTEGER NOT NULL DEFAULT 0,
    UNIQUE (platform, external)
);

CREATE TABLE members (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    joined_at BIGINT NOT NULL,
    welcomed_at BIGINT,
    forgotten_at BIGINT
);

CREATE TABLE accounts (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    member INTEGER NOT NULL REFERENCES members (id),
    platform TEXT NOT NULL CHECK (platform IN ('discord', 'slack')),
    external TEXT NOT NULL,
    name TEXT NOT NULL,
    organizer INTEGER NOT NULL DEFAULT 0,
    space INTEGER NOT NULL REFERENCES spaces (id),
    seen_at BIGINT NOT NULL,
    UNIQUE (community, platform, external)
);
CREATE INDEX accounts_of_member ON accounts (member);

CREATE TABLE events (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    host INTEGER NOT NULL REFERENCES members (id),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    location TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > starts_at),
    zone TEXT NOT NULL,
    seats INTEGER CHECK (seats > 0),
    taken INTEGER NOT NULL DEFAULT 0 CHECK (taken >= 0),
    waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting >= 0),
    last_place INTEGER NOT NULL DEFAULT 0,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'cancelled')),
    made_at BIGINT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    moved_at BIGINT,
    changed_at BIGINT NOT NULL DEFAULT 0,
    CHECK (seats IS NULL OR taken <= seats)
);
CREATE INDEX events_by_end ON events (community, state, ends_at);

CREATE TABLE answers (
    event INTEGER NOT NULL REFERENCES events (id),
    member INTEGER NOT NULL REFERENCES members (id),
    standing TEXT NOT NULL CHECK (standing IN ('going', 'waiting', 'maybe', 'no')),
    place INTEGER NOT NULL,
    answered_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    PRIMARY KEY (event, member)
);
CREATE UNIQUE INDEX answers_in_order ON answers (event, standing, place);
CREATE INDEX answers_of_member ON answers (member);

CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    space INTEGER NOT NULL REFERENCES spaces (id),
    channel TEXT NOT NULL,
    message TEXT,
    UNIQUE (kind, subject, space)
);

CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    event INTEGER REFERENCES events (id),
    space INTEGER NOT NULL REFERENCES spaces (id),
    channel TEXT,
    account INTEGER REFERENCES accounts (id),
    due_at BIGINT NOT NULL,
    late_at BIGINT,
    fate TEXT NOT NULL DEFAULT 'due' CHECK (fate IN ('due', 'leased', 'sent', 'dropped', 'failed')),
    generation INTEGER NOT NULL DEFAULT 1,
    attempts INTEGER NOT NULL DEFAULT 0,
    first_leased_at BIGINT,
    closed_at BIGINT,
    sent_channel TEXT,
    sent_message TEXT,
    why TEXT NOT NULL DEFAULT '',
    CHECK (channel IS NOT NULL OR account IS NOT NULL)
);
CREATE INDEX deliveries_due ON deliveries (due_at) WHERE fate = 'due';
CREATE INDEX deliveries_about ON deliveries (kind, subject);
CREATE INDEX deliveries_of_event ON deliveries (event);
CREATE INDEX deliveries_by_message ON deliveries (sent_message);
CREATE INDEX deliveries_by_end ON deliveries (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE calls (
    key TEXT PRIMARY KEY,
    about TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX calls_by_age ON calls (made_at);

CREATE TABLE drafts (
    id INTEGER PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES members (id),
    route TEXT NOT NULL,
    answers TEXT NOT NULL,
    made_at BIGINT NOT NULL
);
CREATE INDEX drafts_by_age ON drafts (made_at);

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
CREATE TABLE moves (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES events (id),
    revision INTEGER NOT NULL,
    started_at BIGINT NOT NULL,
    zone TEXT NOT NULL,
    location TEXT NOT NULL,
    UNIQUE (event, revision)
);

CREATE TABLE arrivals (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES events (id),
    member INTEGER REFERENCES members (id),
    guest TEXT NOT NULL DEFAULT '',
    arrived_at BIGINT NOT NULL,
    UNIQUE (event, member),
    CHECK ((member IS NULL) = (guest <> ''))
);

CREATE TABLE space_channels (
    space INTEGER NOT NULL REFERENCES spaces (id),
    external TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (space, external)
);

CREATE TABLE announcements (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    author INTEGER NOT NULL REFERENCES members (id),
    title TEXT NOT NULL,
    body TEXT NOT NULL,
    due_at BIGINT,
    shift BIGINT,
    anchor TEXT CHECK (anchor IN ('start', 'end')),
    event INTEGER REFERENCES events (id),
    audience TEXT NOT NULL DEFAULT 'channels'
        CHECK (audience IN ('channels', 'going', 'waiting', 'both', 'speaking')),
    mention TEXT NOT NULL DEFAULT 'nobody' CHECK (mention IN ('nobody', 'here', 'everyone')),
    state TEXT NOT NULL DEFAULT 'draft'
        CHECK (state IN ('draft', 'scheduled', 'out', 'retracted', 'discarded', 'called_off', 'too_late')),
    version INTEGER NOT NULL DEFAULT 1,
    made_at BIGINT NOT NULL,
    out_at BIGINT,
    CHECK (shift IS NULL OR (anchor IS NOT NULL AND event IS NOT NULL))
);
CREATE INDEX announcements_of_community ON announcements (community, id);
CREATE INDEX announcements_about_event ON announcements (event);

CREATE TABLE announcement_spots (
    id INTEGER PRIMARY KEY,
    announcement INTEGER NOT NULL REFERENCES announcements (id),
    space INTEGER NOT NULL REFERENCES spaces (id),
    channel TEXT,
    account INTEGER REFERENCES accounts (id),
    UNIQUE (announcement, space, channel),
    UNIQUE (announcement, account),
    CHECK ((channel IS NULL) <> (account IS NULL))
);

CREATE TABLE asks (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    author INTEGER NOT NULL REFERENCES members (id),
    side TEXT NOT NULL CHECK (side IN ('ask', 'offer')),
    topic TEXT NOT NULL,
    body TEXT NOT NULL,
    words TEXT NOT NULL,
    soon INTEGER NOT NULL DEFAULT 0,
    closed INTEGER NOT NULL DEFAULT 0,
    made_at BIGINT NOT NULL,
    closes_at BIGINT NOT NULL CHECK (closes_at > made_at)
);
CREATE INDEX asks_of_author ON asks (author, closed);

CREATE TABLE ask_claims (
    id INTEGER PRIMARY KEY,
    ask INTEGER NOT NULL REFERENCES asks (id),
    member INTEGER NOT NULL REFERENCES members (id),
    thanked INTEGER NOT NULL DEFAULT 0,
    made_at BIGINT NOT NULL,
    UNIQUE (ask, member)
);

CREATE TABLE ask_watches (
    member INTEGER PRIMARY KEY REFERENCES members (id),
    words TEXT NOT NULL,
    told_at BIGINT
);

CREATE TABLE errands (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    due_at BIGINT NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    done_at BIGINT,
    why TEXT NOT NULL DEFAULT ''
);
CREATE INDEX errands_due ON errands (due_at) WHERE done_at IS NULL;

CREATE TABLE rooms (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject INTEGER NOT NULL,
    space INTEGER NOT NULL REFERENCES spaces (id),
    title TEXT NOT NULL,
    channel TEXT,
    UNIQUE (kind, subject)
);

CREATE TABLE room_people (
    room INTEGER NOT NULL REFERENCES rooms (id),
    account INTEGER NOT NULL REFERENCES accounts (id),
    PRIMARY KEY (room, account)
);

CREATE TABLE coffee_rhythms (
    community INTEGER PRIMARY KEY REFERENCES communities (id),
    pace TEXT NOT NULL CHECK (pace IN ('weekly', 'fortnightly', 'monthly')),
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    hour INTEGER NOT NULL CHECK (hour BETWEEN 0 AND 23)
);

CREATE TABLE coffee_rounds (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    number INTEGER,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'drawn', 'skipped', 'off')),
    drawn_at BIGINT,
    resting INTEGER NOT NULL DEFAULT 0,
    UNIQUE (community, number)
);
CREATE UNIQUE INDEX coffee_rounds_planned ON coffee_rounds (community) WHERE state = 'planned';

CREATE TABLE coffee_people (
    member INTEGER PRIMARY KEY REFERENCES members (id),
    community INTEGER NOT NULL REFERENCES communities (id),
    standing TEXT NOT NULL CHECK (standing IN ('in', 'once', 'away', 'left')),
    contact TEXT NOT NULL DEFAULT '',
    joined_at BIGINT NOT NULL
);
CREATE INDEX coffee_people_of ON coffee_people (community, standing);

CREATE TABLE coffee_matches (
    id INTEGER PRIMARY KEY,
    round INTEGER NOT NULL REFERENCES coffee_rounds (id),
    size INTEGER NOT NULL CHECK (size IN (2, 3))
);
CREATE INDEX coffee_matches_of_round ON coffee_matches (round);

CREATE TABLE coffee_cups (
    id INTEGER PRIMARY KEY,
    match INTEGER NOT NULL REFERENCES coffee_matches (id),
    member INTEGER NOT NULL REFERENCES members (id),
    verdict TEXT CHECK (verdict IN ('met', 'notyet', 'never')),
    UNIQUE (match, member)
);
CREATE INDEX coffee_cups_of_member ON coffee_cups (member);

CREATE TABLE coffee_never (
    member INTEGER NOT NULL REFERENCES members (id),
    other INTEGER NOT NULL REFERENCES members (id),
    said_at BIGINT NOT NULL,
    PRIMARY KEY (member, other)
);

CREATE TABLE talks (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    speaker INTEGER NOT NULL REFERENCES members (id),
    wish INTEGER REFERENCES events (id),
    title TEXT NOT NULL,
    pitch TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('lightning', 'talk', 'workshop', 'panel')),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    first_talk INTEGER NOT NULL DEFAULT 0,
    links TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'proposed'
        CHECK (state IN ('proposed', 'waiting', 'placed', 'declined', 'withdrawn')),
    proposed_at BIGINT NOT NULL,
    waiting_since BIGINT,
    decided_by INTEGER REFERENCES members (id),
    decided_at BIGINT,
    reply TEXT NOT NULL DEFAULT ''
);
CREATE INDEX talks_by_state ON talks (community, state);
CREATE INDEX talks_of_speaker ON talks (speaker);
CREATE INDEX talks_for_event ON talks (wish);

CREATE TABLE lineups (
    event INTEGER PRIMARY KEY REFERENCES events (id),
    doors INTEGER NOT NULL DEFAULT 0 CHECK (doors >= 0),
    changeover INTEGER NOT NULL DEFAULT 0 CHECK (changeover >= 0)
);

-- Without a talk it is a break. The states are not listed here, so that the live run of a line-up can have its own.
CREATE TABLE lineup_items (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES events (id),
    position INTEGER NOT NULL,
    talk INTEGER UNIQUE REFERENCES talks (id),
    minutes INTEGER NOT NULL CHECK (minutes > 0),
    state TEXT NOT NULL,
    since BIGINT NOT NULL,
    UNIQUE (event, position)
);

CREATE TABLE slot_offers (
    event INTEGER NOT NULL REFERENCES events (id),
    talk INTEGER NOT NULL REFERENCES talks (id),
    until BIGINT NOT NULL,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (event, talk)
);
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    host INTEGER NOT NULL REFERENCES members (id),
    title TEXT NOT NULL,
    description TEXT NOT NULL,
    location TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL CHECK (ends_at > starts_at),
    zone TEXT NOT NULL,
    seats INTEGER CHECK (seats > 0),
    rule TEXT NOT NULL,
    first_wall TEXT NOT NULL,
    until_day TEXT,
    times INTEGER CHECK (times > 0),
    state TEXT NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'ended')),
    made_at BIGINT NOT NULL,
    revision INTEGER NOT NULL DEFAULT 0,
    changed_at BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX series_of_community ON series (community, state);

-- Each date that was decided on, by what the wall clock shows; without an event it was left out.
CREATE TABLE series_dates (
    series INTEGER NOT NULL REFERENCES series (id),
    wall TEXT NOT NULL,
    event INTEGER UNIQUE REFERENCES events (id),
    PRIMARY KEY (series, wall)
);

CREATE TABLE community_feeds (
    community INTEGER PRIMARY KEY REFERENCES communities (id),
    token TEXT NOT NULL UNIQUE,
    domain TEXT NOT NULL UNIQUE
);

-- One address a member; two for somebody who joined two accounts, until they ask for a new one.
CREATE TABLE member_feeds (
    token TEXT PRIMARY KEY,
    member INTEGER NOT NULL REFERENCES members (id),
    made_at BIGINT NOT NULL
);
CREATE INDEX member_feeds_of_member ON member_feeds (member);

CREATE TABLE mirrors (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES events (id),
    space INTEGER NOT NULL REFERENCES spaces (id),
    external TEXT,
    UNIQUE (event, space)
);
CREATE INDEX mirrors_of_space ON mirrors (space);
CREATE TABLE organizers (
    space INTEGER NOT NULL REFERENCES spaces (id),
    external TEXT NOT NULL,
    PRIMARY KEY (space, external)
);

CREATE TABLE space_codes (
    hash TEXT PRIMARY KEY,
    community INTEGER NOT NULL REFERENCES communities (id),
    member INTEGER NOT NULL REFERENCES members (id),
    good_until BIGINT NOT NULL
);

CREATE TABLE stages (
    event INTEGER PRIMARY KEY REFERENCES events (id),
    token TEXT NOT NULL UNIQUE,
    started_at BIGINT,
    stopped_at BIGINT,
    paused_at BIGINT
);

CREATE TABLE stage_turns (
    id INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES stages (event),
    item INTEGER NOT NULL,
    talk INTEGER REFERENCES talks (id),
    began_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    ended_at BIGINT,
    skipped INTEGER NOT NULL DEFAULT 0,
    deck INTEGER,
    rehearsal INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX stage_turns_of_event ON stage_turns (event);

CREATE TABLE recaps (
    event INTEGER PRIMARY KEY REFERENCES events (id),
    state TEXT NOT NULL DEFAULT 'planned' CHECK (state IN ('planned', 'held', 'posted')),
    recordings TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    posted_at BIGINT
);

CREATE TABLE proposal_copies (
    id INTEGER PRIMARY KEY,
    talk INTEGER NOT NULL REFERENCES talks (id),
    account INTEGER NOT NULL REFERENCES accounts (id),
    UNIQUE (talk, account)
);

-- One that was taken back keeps its number and its row. `asker` is NULL once they were forgotten.
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

CREATE TABLE question_replies (
    question INTEGER PRIMARY KEY REFERENCES questions (id),
    body TEXT NOT NULL,
    written_at BIGINT NOT NULL
);
