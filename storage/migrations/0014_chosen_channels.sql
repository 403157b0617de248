-- Whether setup has chosen where intros and asks stand and where organizers read; what it chose stays.

ALTER TABLE spaces ADD COLUMN chosen_intros INTEGER NOT NULL DEFAULT 0;
ALTER TABLE spaces ADD COLUMN chosen_asks INTEGER NOT NULL DEFAULT 0;
ALTER TABLE spaces ADD COLUMN chosen_organizers INTEGER NOT NULL DEFAULT 0;
