-- What staff does by mail.  With this key the words in its links are made.
INSERT INTO meta(key, value) VALUES('command_key', randomblob(16));

-- Words that work once and have done so, until they would expire.
CREATE TABLE command_used(
	key TEXT PRIMARY KEY,
	until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX command_used_until ON command_used(until);

-- Mails by what came of them: enum command_result.
CREATE TABLE command_count(
	result INTEGER PRIMARY KEY,
	n INTEGER NOT NULL
) STRICT;
