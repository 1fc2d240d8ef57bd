-- What digests need.

-- enum digest_part: where in a digest a question stood; 0: another mail.
ALTER TABLE outbox_question ADD COLUMN part INTEGER NOT NULL DEFAULT 0;

-- A promise is open.
CREATE INDEX question_promise ON question(promise_at) WHERE promise_at > 0;
-- Bit 3: liked, so that the bell stops.
CREATE INDEX question_liked ON question(asked_at)
	WHERE state = 1 AND bits & 8;
-- Bit 1: urgent.
CREATE INDEX question_urgent ON question(asked_at)
	WHERE state = 1 AND bits & 2;
CREATE INDEX question_rung ON question(rung_at) WHERE rung_at > 0;
-- Bit 10: a network that never shows own answers.
CREATE INDEX question_blind ON question(asked_at)
	WHERE state <= 2 AND bits & 1024;
-- LABEL_REQUEST is 2.
CREATE INDEX question_request ON question(asked_at, account_id)
	WHERE label = 2 AND state <> 6;
