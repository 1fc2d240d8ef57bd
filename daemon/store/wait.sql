-- How long a mail may wait for others at its address, in ms; 0: not at all, but
-- those go with it; -1: it goes alone.
ALTER TABLE outbox ADD COLUMN wait_ms INTEGER NOT NULL DEFAULT 0;
-- PENDING is 1.
CREATE INDEX outbox_waits ON outbox(id) WHERE state = 1 AND wait_ms > 0;
