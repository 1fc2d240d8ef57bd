-- Which bell of its question a mail stands for: its time; 0: not a bell.
ALTER TABLE outbox_question ADD COLUMN bell_at INTEGER NOT NULL DEFAULT 0;
