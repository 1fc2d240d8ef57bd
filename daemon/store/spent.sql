-- What asking the networks has cost, in millionths of the budget's unit.
CREATE TABLE spent(
	begin INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	budget TEXT NOT NULL,
	what TEXT NOT NULL,
	unit TEXT NOT NULL,
	amount INTEGER NOT NULL,
	n INTEGER NOT NULL,
	PRIMARY KEY(begin, account_id, budget, what)
) STRICT, WITHOUT ROWID;
