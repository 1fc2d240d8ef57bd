-- When a mail left, or was first tried: its Date, which its repetitions keep; 0:
-- not yet.  Those that may have arrived carried when they were planned.
ALTER TABLE outbox ADD COLUMN left_at INTEGER NOT NULL DEFAULT 0;
UPDATE outbox SET left_at = created_at WHERE state = 1 AND in_doubt <> 0;
