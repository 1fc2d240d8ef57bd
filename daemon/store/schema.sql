-- One client's conversations.  Times are ms since the epoch, UTC; 0 or NULL
-- means none.  Written once per database; changes go into migrate.c.

CREATE TABLE meta(
	key TEXT PRIMARY KEY,
	value ANY
) STRICT, WITHOUT ROWID;

-- Where native ids are unique: a plugin and its realm.
CREATE TABLE source(
	id INTEGER PRIMARY KEY,
	plugin TEXT NOT NULL,
	realm TEXT NOT NULL,
	UNIQUE(plugin, realm)
) STRICT;

CREATE TABLE account(
	id INTEGER PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	source_id INTEGER NOT NULL,
	active INTEGER NOT NULL,
	sees_answers INTEGER NOT NULL,
	terms INTEGER NOT NULL,
	text_ttl INTEGER NOT NULL,
	self_id TEXT,
	self_handle TEXT,
	self_url TEXT,
	-- Since the start; kept, never counted.
	posts INTEGER NOT NULL DEFAULT 0,
	own_posts INTEGER NOT NULL DEFAULT 0,
	questions INTEGER NOT NULL DEFAULT 0,
	answered INTEGER NOT NULL DEFAULT 0,
	-- The newest post: the head of the chain post.prev_id.
	last_post INTEGER NOT NULL DEFAULT 0,
	-- What others wrote on each of the last 32 days.
	others_day INTEGER NOT NULL DEFAULT 0,
	others BLOB
) STRICT;

CREATE TABLE feed(
	account_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	cursor TEXT,
	etag TEXT,
	last_modified TEXT,
	next_at INTEGER NOT NULL DEFAULT 0,
	tried_at INTEGER NOT NULL DEFAULT 0,
	ok_at INTEGER NOT NULL DEFAULT 0,
	baseline_at INTEGER NOT NULL DEFAULT 0,
	failures INTEGER NOT NULL DEFAULT 0,
	error TEXT,
	PRIMARY KEY(account_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE kept(
	account_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	value TEXT,
	PRIMARY KEY(account_id, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE author(
	id INTEGER PRIMARY KEY,
	source_id INTEGER NOT NULL,
	native TEXT NOT NULL,
	handle TEXT,
	name TEXT,
	own INTEGER NOT NULL,
	blocked INTEGER NOT NULL DEFAULT 0,
	-- First and last day seen (a day is exact enough for people).
	first_at INTEGER NOT NULL,
	last_at INTEGER NOT NULL,
	threads INTEGER NOT NULL,
	-- No post of theirs has a smaller id.
	first_post INTEGER NOT NULL,
	-- The same person known through another source.
	same_as INTEGER,
	UNIQUE(source_id, native)
) STRICT;

CREATE TABLE post(
	id INTEGER PRIMARY KEY,
	-- The plugin's order of the id, or a hash of it; +1 on collisions.
	key64 INTEGER NOT NULL,
	source_id INTEGER NOT NULL,
	-- Who saw it first; further accounts stand in sighting.
	account_id INTEGER NOT NULL,
	-- The account's post before this one.
	prev_id INTEGER NOT NULL,
	-- The id of the oldest post known in the conversation's trunk.
	thread_id INTEGER NOT NULL,
	parent_id INTEGER,
	author_id INTEGER,
	-- Clamped for the clock; created only where it differs.
	at INTEGER NOT NULL,
	created INTEGER,
	seen INTEGER NOT NULL,
	edited INTEGER,
	gone_at INTEGER,
	flags INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	visibility INTEGER NOT NULL,
	label INTEGER NOT NULL,
	-- p(needs an answer) in thousandths.
	answer INTEGER NOT NULL,
	rating INTEGER,
	-- Of what the network sent, to see changes without reading them.
	raw_hash INTEGER NOT NULL,
	-- While the parent or the root is not known: its id, hashed, and in full.
	parent_key INTEGER,
	root_key INTEGER,
	-- The global id, where several sources may show the same post.
	uri_key INTEGER,
	-- Private posts: the set of participants.
	conv_key INTEGER,
	native TEXT NOT NULL,
	parent TEXT,
	root TEXT,
	lang TEXT,
	url TEXT,
	-- Whom it speaks to besides us, one native id a line.
	addressed TEXT,
	opaque TEXT,
	text TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX post_key ON post(key64, source_id);
CREATE INDEX post_thread ON post(thread_id) WHERE thread_id <> id;
CREATE INDEX post_parent ON post(parent_key) WHERE parent_key IS NOT NULL;
CREATE INDEX post_root ON post(root_key) WHERE root_key IS NOT NULL;
CREATE INDEX post_uri ON post(uri_key) WHERE uri_key IS NOT NULL;
CREATE INDEX post_conv ON post(conv_key) WHERE conv_key IS NOT NULL;
CREATE INDEX post_own ON post(account_id, at) WHERE flags & 1;

-- The same post seen by a further account.
CREATE TABLE sighting(
	post_id INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	PRIMARY KEY(post_id, account_id)
) STRICT, WITHOUT ROWID;

-- The network said once that it is gone.
CREATE TABLE missing(
	post_id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL
) STRICT;

CREATE TABLE question(
	id INTEGER PRIMARY KEY,
	pub INTEGER NOT NULL UNIQUE,
	-- Where two questions became one: the one that goes on.
	alias_of INTEGER,
	thread_id INTEGER NOT NULL,
	opener_id INTEGER NOT NULL,
	last_id INTEGER NOT NULL,
	answer_id INTEGER,
	asker INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	-- The account is configured.
	active INTEGER NOT NULL,
	state INTEGER NOT NULL,
	-- enum question_bit of judge.c
	bits INTEGER NOT NULL,
	asked_at INTEGER NOT NULL,
	last_at INTEGER NOT NULL,
	ended_at INTEGER NOT NULL,
	ended_by INTEGER NOT NULL,
	first_response_at INTEGER NOT NULL,
	quiet_until INTEGER NOT NULL,
	promise_at INTEGER NOT NULL,
	last_verb INTEGER NOT NULL,
	parts INTEGER NOT NULL,
	nudges INTEGER NOT NULL,
	community INTEGER NOT NULL,
	label INTEGER NOT NULL,
	p INTEGER NOT NULL,
	assignee TEXT,
	-- Of what the judge said, to see that nothing changed.
	hash INTEGER NOT NULL,
	seen_at INTEGER NOT NULL,
	read_at INTEGER NOT NULL,
	reread_at INTEGER NOT NULL,
	reread_n INTEGER NOT NULL DEFAULT 0,
	ring_at INTEGER NOT NULL,
	ring_step INTEGER NOT NULL DEFAULT 0,
	rung_at INTEGER NOT NULL DEFAULT 0,
	-- The "answered" note of the last bell was queued.
	noted INTEGER NOT NULL DEFAULT 0,
	mail_root TEXT
) STRICT;

-- WAITING and PERHAPS are 1 and 2.
CREATE INDEX question_open ON question(asked_at) WHERE state <= 2;
CREATE INDEX question_open_account ON question(account_id, asked_at)
	WHERE state <= 2;
CREATE INDEX question_open_pub ON question(pub) WHERE state <= 2;
CREATE INDEX question_reread ON question(reread_at)
	WHERE state <= 2 AND active = 1;
-- Bit 3: liked, so that the bell stops.
CREATE INDEX question_ring ON question(max(ring_at, quiet_until))
	WHERE state <= 2 AND active = 1 AND ring_at > 0 AND bits & 8 = 0;
CREATE INDEX question_quiet ON question(quiet_until)
	WHERE state <= 2 AND quiet_until > 0;
CREATE INDEX question_asked ON question(asked_at);
CREATE INDEX question_thread ON question(thread_id);
CREATE INDEX question_ended ON question(ended_at) WHERE state > 2;
CREATE INDEX question_note ON question(id)
	WHERE state > 2 AND rung_at > 0 AND noted = 0;

CREATE TABLE action(
	id INTEGER PRIMARY KEY,
	question_id INTEGER NOT NULL,
	at INTEGER NOT NULL,
	until INTEGER NOT NULL,
	verb INTEGER NOT NULL,
	who TEXT,
	arg TEXT
) STRICT;
CREATE INDEX action_question ON action(question_id);

CREATE TABLE outbox(
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,
	kind INTEGER NOT NULL,
	state INTEGER NOT NULL,
	channel TEXT NOT NULL,
	recipient TEXT,
	address TEXT,
	message_id TEXT,
	in_reply_to TEXT,
	subject TEXT,
	body TEXT,
	step INTEGER NOT NULL,
	created_at INTEGER NOT NULL,
	next_at INTEGER NOT NULL,
	attempts INTEGER NOT NULL,
	sent_at INTEGER NOT NULL,
	error TEXT,
	in_doubt INTEGER NOT NULL DEFAULT 0
) STRICT;
-- PENDING is 1.
CREATE INDEX outbox_due ON outbox(next_at, id) WHERE state = 1;

CREATE TABLE outbox_question(
	outbox_id INTEGER NOT NULL,
	question_id INTEGER NOT NULL,
	PRIMARY KEY(outbox_id, question_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_of ON outbox_question(question_id);

CREATE TABLE reply(
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,
	question_id INTEGER NOT NULL,
	text TEXT NOT NULL,
	who TEXT,
	visibility INTEGER NOT NULL,
	state INTEGER NOT NULL,
	created_at INTEGER NOT NULL,
	error TEXT,
	native TEXT
) STRICT;
-- STORED, SENDING; UNCERTAIN is 4.
CREATE INDEX reply_open ON reply(id) WHERE state IN (1, 2, 4);
CREATE INDEX reply_question ON reply(question_id);

CREATE TABLE audit(
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	uid INTEGER NOT NULL,
	who TEXT,
	verb TEXT,
	target TEXT,
	detail TEXT
) STRICT;

-- Filled in quiet moments, up to meta 'fts_next'.
CREATE VIRTUAL TABLE post_fts USING fts5(
	text,
	content = 'post', content_rowid = 'id', columnsize = 0,
	tokenize = "unicode61 remove_diacritics 2"
);
