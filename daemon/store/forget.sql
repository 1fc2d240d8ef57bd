-- Blocked and forgotten people are few, and asked for at every start.
CREATE INDEX author_blocked ON author(blocked) WHERE blocked <> 0;
