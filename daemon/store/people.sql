-- People: marks, merging, floods, copies that still hold somebody.

-- A person's conversations, found from the person.
CREATE INDEX question_asker ON question(asker);

-- Marked by staff; on the customer list (1), known to the look-up (2).
ALTER TABLE author ADD COLUMN vip INTEGER NOT NULL DEFAULT 0;
ALTER TABLE author ADD COLUMN customer INTEGER NOT NULL DEFAULT 0;
-- When the look-up was last asked about them.
ALTER TABLE author ADD COLUMN looked_at INTEGER NOT NULL DEFAULT 0;
-- Staff says: the same person as that one, which is merged with nobody.
-- Posts keep their author, so that it can be undone.
ALTER TABLE author ADD COLUMN merged INTEGER;
CREATE INDEX author_merged ON author(merged) WHERE merged IS NOT NULL;

-- When it left the configuration, where its terms then want its texts gone.
ALTER TABLE account ADD COLUMN left_at INTEGER NOT NULL DEFAULT 0;

-- Copies hark made, to know who is still in them.
CREATE TABLE copy(
	path TEXT PRIMARY KEY,
	at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Many comments at once under one post; told: the mail is a row.
CREATE TABLE flood(
	id INTEGER PRIMARY KEY,
	thread_id INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	first_at INTEGER NOT NULL,
	last_at INTEGER NOT NULL,
	n INTEGER NOT NULL,
	told INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX flood_thread ON flood(thread_id, last_at);
CREATE INDEX flood_untold ON flood(id) WHERE told = 0;
