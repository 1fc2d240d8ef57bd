-- Regulars by when they were seen last: who fell silent.
CREATE INDEX author_regular ON author(last_at) WHERE threads >= 3;
