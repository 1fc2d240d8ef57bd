-- Figures that outlive the conversations they are of.  A question's or an own
-- post's part in them stands in its own row, so that it can be taken back.

-- What a question adds, packed; see figures.c.
ALTER TABLE question ADD COLUMN figures INTEGER NOT NULL DEFAULT 0;
-- When it falls due, as long as that is to come.
ALTER TABLE question ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0;
CREATE INDEX question_due ON question(due_at) WHERE due_at > 0;

-- scope: 0 everything, an account, or minus the first source of a plugin.
-- period: a local day since 1970, or 1000000 + months since the year 0.
CREATE TABLE figure(
	scope INTEGER NOT NULL,
	period INTEGER NOT NULL,
	-- Pairs of which figure and how many, as varints.
	data BLOB NOT NULL,
	PRIMARY KEY(scope, period)
) STRICT, WITHOUT ROWID;

-- How many waited when an own post was published that only advertises.
CREATE TABLE shout(
	post_id INTEGER PRIMARY KEY,
	waiting INTEGER NOT NULL
) STRICT;
