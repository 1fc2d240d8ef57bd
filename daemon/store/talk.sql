-- Own originals by their words, so that the same one on several
-- accounts counts once.  Kept by the triggers of talk.c.
CREATE TABLE original(
	hash INTEGER NOT NULL,
	at INTEGER NOT NULL,
	post_id INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	PRIMARY KEY(hash, at, post_id)
) STRICT, WITHOUT ROWID;

-- OWN, but neither GONE, REMOVED, REPOST nor POST_REPLY.
INSERT INTO original(hash, at, post_id, account_id)
	SELECT hark_words(text), at, id, account_id FROM post
	WHERE flags & 1 AND flags & 268435495 = 1
	AND hark_words(text) IS NOT NULL;

-- What is counted need not be looked up.
DROP INDEX question_quiet;
CREATE INDEX question_quiet ON question(quiet_until)
	WHERE state <= 2 AND quiet_until > 0 AND alias_of IS NULL;
DROP INDEX question_open_account;
CREATE INDEX question_open_account
	ON question(account_id, asked_at, state, alias_of) WHERE state <= 2;
