-- Who was on deck when a turn began, and so is pinged by its card; whoever comes to be later is told in a message.
-- The turns of a stage that was closed before its event began were a rehearsal: they count for nothing.

ALTER TABLE stage_turns ADD COLUMN deck INTEGER;
ALTER TABLE stage_turns ADD COLUMN rehearsal INTEGER NOT NULL DEFAULT 0;
