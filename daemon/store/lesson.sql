-- What staff taught: a verdict, and what can be learned from it.  The words
-- stay in the post and go with it.
CREATE TABLE lesson(
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	-- Numbers of posts are never given twice; the post may be gone.
	post_id INTEGER NOT NULL UNIQUE,
	-- As staff named it.
	name TEXT NOT NULL,
	label INTEGER NOT NULL,
	was INTEGER NOT NULL,
	-- The verdict stands on the post itself (else a question was ended).
	pinned INTEGER NOT NULL,
	-- The verb written with it, 0: none.
	acted INTEGER NOT NULL,
	-- NULL: its network forbids learning from it.
	lesson BLOB
) STRICT;
