-- Hours and limits of recipients.

-- May leave outside its recipient's hours.
ALTER TABLE outbox ADD COLUMN any_hour INTEGER NOT NULL DEFAULT 0;

-- SENT is 2: how many mails somebody got lately.
CREATE INDEX outbox_sent ON outbox(sent_at) WHERE state = 2;
