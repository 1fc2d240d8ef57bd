-- Who waits, as mails count them: neither liked (bit 3) nor from before hark
-- listened (bit 6: baseline), but for the last day.
CREATE INDEX question_waits ON question(account_id, asked_at)
	WHERE state = 1 AND bits & 8 = 0
	AND NOT (bits & 64 AND asked_at < seen_at - 86400000);
