-- Series that change: how often, and when last.

ALTER TABLE series ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
ALTER TABLE series ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
