/* SPDX-License-Identifier: ISC */

/* People: who is known, VIP, the same, blocked; what is kept of them. */

#include <sqlite3.h>

#include "core/store_rig.h"
#include "store/people.h"

static bool known, vip;
static int64_t threads;

static void
on_person(void *arg, const struct err *e, const struct question *v, size_t n)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	assert_true(n > 0);
	known = v[n - 1].asker_known;
	vip = v[n - 1].asker_vip;
	threads = v[n - 1].asker_threads;
}

/* What the newest open question says of its asker. */
static void
look(void)
{
	struct question_filter f = { .open = true };

	store_list(rig, &f, on_person, NULL);
	fake_settle();
}

static void
ask(const char *id, const char *author, const char *handle)
{
	struct hark_post p = rig_mention(id, ASK);

	p.author = author;
	p.handle = handle;
	rig_ingest(&p, 1);
	fake_advance(60000);
}

static void
exec_sql(const char *path, const char *text)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, text, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", text, sqlite3_errmsg(db));
	sqlite3_close(db);
}

static void
test_third_conversation_makes_known(void **state)
{
	(void)state;
	ask("100", "a1", "@anna");
	look();
	assert_false(known);
	assert_int_equal(threads, 1);
	ask("101", "a1", "@anna");
	look();
	assert_false(known);
	ask("102", "a1", "@anna");
	look();
	assert_true(known);
	assert_false(vip);
	assert_int_equal(threads, 3);
	/* Somebody else is not. */
	ask("103", "a2", "@ben");
	look();
	assert_false(known);
}

/* --- lists, history --- */

static struct rig_person {
	char id[PID_LEN + 1], handle[64], name[64];
	int64_t threads, waiting;
	bool known, vip;
	int blocked;
} people[16];
static size_t n_people, n_same, n_perhaps, n_questions;

static void
take(struct rig_person *r, const struct person *p)
{
	RIG_COPY(r->id, p->id);
	RIG_COPY(r->handle, p->handle);
	RIG_COPY(r->name, p->name);
	r->threads = p->threads;
	r->waiting = p->waiting;
	r->known = p->known;
	r->vip = p->vip;
	r->blocked = (int)p->blocked;
}

static void
on_people(void *arg, const struct err *e, const struct person *v, size_t n)
{
	(void)arg;
	rig_err = *e;
	n_people = n;
	for (size_t i = 0; i < n && i < ARRAY_LEN(people); i++)
		take(&people[i], &v[i]);
}

static void
on_detail(void *arg, const struct err *e, const struct person_detail *d)
{
	(void)arg;
	rig_err = *e;
	n_people = 0;
	if (d == NULL)
		return;
	take(&people[0], &d->person);
	n_people = 1;
	n_same = d->n_same;
	n_perhaps = d->n_perhaps;
	if (n_perhaps > 0)
		take(&people[1], &d->perhaps[0]);
	n_questions = d->n_questions;
}

static void
person(const char *who)
{
	store_person(rig, who, on_detail, NULL);
	fake_settle();
}

static void
list_people(enum people_which which)
{
	store_people(rig, which, loop_now(), 0, on_people, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
mark(const char *who, enum person_mark m, bool undo)
{
	store_mark(rig, who, m, undo, loop_now(), on_people, NULL);
	fake_settle();
}

static void
test_lists(void **state)
{
	(void)state;
	ask("100", "a1", "@anna");
	ask("101", "a1", "@anna");
	ask("102", "a1", "@anna");
	ask("103", "a2", "@ben");
	list_people(PEOPLE_ALL);
	assert_int_equal(n_people, 2);
	list_people(PEOPLE_REGULARS);
	assert_int_equal(n_people, 1);
	assert_string_equal(people[0].handle, "@anna");
	list_people(PEOPLE_NEW);
	assert_int_equal(n_people, 2);
	list_people(PEOPLE_DORMANT);
	assert_int_equal(n_people, 0);
	list_people(PEOPLE_BLOCKED);
	assert_int_equal(n_people, 0);
	fake_advance(100 * WHEN_DAY);
	list_people(PEOPLE_NEW);
	assert_int_equal(n_people, 0);
	list_people(PEOPLE_DORMANT);
	assert_int_equal(n_people, 1);
	mark("@ben", MARK_VIP, false);
	list_people(PEOPLE_KNOWN);
	assert_int_equal(n_people, 2);
}

static void
test_naming_somebody(void **state)
{
	char id[PID_LEN + 1];

	(void)state;
	ask("100", "a1", "@anna");
	ask("101", "a2", "@annabel");
	ask("102", "a3", "@ben");
	person("@ben");
	assert_int_equal(n_people, 1);
	RIG_COPY(id, people[0].id);
	assert_int_equal(strlen(id), PID_LEN);
	assert_int_equal(id[0], 'p');
	person(id);
	assert_string_equal(people[0].handle, "@ben");
	/* A beginning will do, if it is one person's. */
	person("be");
	assert_string_equal(people[0].handle, "@ben");
	person("ann");
	assert_int_equal(rig_err.code, ERR_CONFLICT);
	assert_non_null(strstr(rig_err.text, "@annabel"));
	/* A whole handle wins over a longer one that begins with it. */
	person("anna");
	assert_int_equal(rig_err.code, ERR_OK);
	assert_string_equal(people[0].handle, "@anna");
	person("zoe");
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	/* The id of their question. */
	rig_list(true, false, false);
	person(rig_qs[2].id);
	assert_string_equal(people[0].handle, "@ben");
	assert_int_equal(people[0].waiting, 1);
	assert_int_equal(n_questions, 1);
	/* The same after a restart. */
	rig_reopen();
	person(id);
	assert_string_equal(people[0].handle, "@ben");
}

static void
test_vip(void **state)
{
	(void)state;
	ask("100", "a1", "@anna");
	mark("@anna", MARK_VIP, false);
	assert_int_equal(n_people, 1);
	assert_true(people[0].vip);
	look();
	assert_true(vip);
	assert_false(known);
	mark("@anna", MARK_VIP, true);
	assert_false(people[0].vip);
	look();
	assert_false(vip);
}

static void
test_block_and_lift(void **state)
{
	(void)state;
	ask("100", "a1", "@anna");
	ask("101", "a2", "@ben");
	mark("@anna", MARK_BLOCK, false);
	assert_int_equal(people[0].blocked, PERSON_BLOCKED);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].native, "101");
	ask("102", "a1", "@anna");
	rig_list(true, true, false);
	assert_int_equal(rig_n, 1);
	list_people(PEOPLE_BLOCKED);
	assert_int_equal(n_people, 1);
	mark("@anna", MARK_BLOCK, true);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_int_equal(people[0].blocked, PERSON_FREE);
	/* What was asked before and meanwhile waits again. */
	rig_list(true, true, false);
	assert_int_equal(rig_n, 3);
	ask("103", "a1", "@anna");
	rig_list(true, true, false);
	assert_int_equal(rig_n, 4);
	mark("@anna", MARK_SPAM, false);
	assert_int_equal(people[0].blocked, PERSON_SPAM);
	rig_list(true, true, false);
	assert_int_equal(rig_n, 1);
}

static void
merge(const char *first, const char *second, bool undo)
{
	store_merge(rig, first, second, undo, on_people, NULL);
	fake_settle();
}

static void
test_merge_is_reversible(void **state)
{
	char anna[PID_LEN + 1], ben[PID_LEN + 1];

	(void)state;
	ask("100", "a1", "@anna");
	ask("101", "a1", "@anna");
	ask("102", "a2", "@ben");
	person("@anna");
	RIG_COPY(anna, people[0].id);
	person("@ben");
	RIG_COPY(ben, people[0].id);
	merge(anna, ben, false);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_string_equal(people[0].id, anna);
	assert_int_equal(people[0].threads, 3);
	assert_true(people[0].known);
	/* Each of their questions knows the whole person. */
	look();
	assert_true(known);
	assert_int_equal(threads, 3);
	mark(anna, MARK_VIP, false);
	look();
	assert_true(vip);
	list_people(PEOPLE_ALL);
	assert_int_equal(n_people, 1);
	/* The other name leads to the same person. */
	person("@ben");
	assert_string_equal(people[0].id, anna);
	assert_int_equal(n_same, 1);
	assert_int_equal(n_questions, 3);
	merge(anna, "@ben", false);
	assert_int_equal(rig_err.code, ERR_CONFLICT);
	merge(NULL, ben, true);
	assert_int_equal(rig_err.code, ERR_OK);
	assert_string_equal(people[0].id, ben);
	look();
	assert_false(known);
	assert_false(vip);
	person("@ben");
	assert_string_equal(people[0].id, ben);
	assert_int_equal(n_questions, 1);
	merge(NULL, ben, true);
	assert_int_equal(rig_err.code, ERR_CONFLICT);
}

static void
test_same_handle_elsewhere_is_suggested_only(void **state)
{
	const struct store_account a[] = {
		{ .name = "one", .plugin = "mastodon", .realm = "srv",
		  .sees_answers = true },
		{ .name = "far", .plugin = "mastodon", .realm = "far",
		  .sees_answers = true },
	};
	struct hark_post p = rig_mention("500", ASK);
	struct store_batch b;

	(void)state;
	store_sync_accounts(rig, a, 2, rig_synced, NULL);
	fake_settle();
	ask("100", "a1", "@anna@srv.example");
	ask("101", "a2", "@ben");
	p.author = "9";
	p.handle = "@anna@srv.example";
	b = rig_batch(&p, 1);
	b.account = "far";
	rig_run(&b);
	person("a1");
	assert_int_equal(rig_err.code, ERR_OK);
	assert_int_equal(n_same, 0);
	assert_int_equal(n_perhaps, 1);
	assert_string_equal(people[1].handle, "@anna@srv.example");
	/* A bare handle is another person's on another server. */
	person("@ben");
	assert_int_equal(n_perhaps, 0);
	list_people(PEOPLE_ALL);
	assert_int_equal(n_people, 3);
}

static char *
slurp(const char *path)
{
	FILE *f = fopen(path, "r");
	char *text = xcalloc(1, 1 << 20);

	if (f == NULL)
		fail_msg("%s: not there; run from the top of the tree", path);
	assert_true(fread(text, 1, (1 << 20) - 1, f) > 0);
	fclose(f);
	return text;
}

static void
test_first_schema_is_brought_forward(void **state)
{
	AUTO(free_p) char *path = xasprintf("%s/old.db", rig_dir);
	AUTO(free_p) char *copy = xasprintf("%s.v1", path);
	AUTO(free_p) char *schema = slurp("daemon/store/schema.sql");
	struct store_opts o = { .client = "old", .path = path,
		.classifier = rig_classifier };
	struct err e = { 0 };
	struct store *s;

	(void)state;
	exec_sql(path, schema);
	exec_sql(path, "PRAGMA user_version = 1; "
	    "PRAGMA application_id = 1751216747; "
	    "INSERT INTO source VALUES(1, 'mastodon', 'srv'); "
	    "INSERT INTO author(source_id, native, own, first_at, last_at, "
	    "threads, first_post) VALUES(1, 'a1', 0, 0, 0, 5, 1)");
	s = store_open(&o, &e);
	if (s == NULL)
		fail_msg("%s", e.text);
	store_close(s);
	assert_int_equal(access(copy, F_OK), 0);
	exec_sql(path, "UPDATE author SET vip = 1 WHERE threads = 5");
}

/* --- forgetting --- */

static struct {
	struct err err;
	int64_t posts, questions, named;
	size_t sent, copies;
	char address[64], path[128];
	bool clean;
	int calls;
} gone;

static void
on_forgotten(void *arg, const struct err *e, const struct forgotten *f)
{
	(void)arg;
	memset(&gone, 0, sizeof(gone));
	gone.err = *e;
	gone.calls = 1;
	if (f == NULL)
		return;
	gone.posts = f->posts;
	gone.questions = f->questions;
	gone.named = f->named;
	gone.sent = f->n_sent;
	gone.copies = f->n_copies;
	gone.clean = f->clean;
	if (f->n_sent > 0)
		RIG_COPY(gone.address, f->sent[0].address);
	if (f->n_copies > 0)
		RIG_COPY(gone.path, f->copies[0].path);
}

static void
forget(const char *who, bool dry)
{
	gone.calls = 0;
	store_forget_person(rig, who, dry, loop_now(), on_forgotten, NULL);
	fake_settle();
	assert_int_equal(gone.calls, 1);
}

/* Does the database, its log or anything beside it hold these bytes? */
static bool
holds(const char *word)
{
	AUTO(free_p) char *cmd = xasprintf("cat %s/shop.db* | "
	    "LC_ALL=C grep -aiqF -- '%s'", rig_dir, word);

	return system(cmd) == 0;
}

/* A mail about the first open question was sent. */
static void
mail(const char *key, const char *id, enum outbox_state state)
{
	const char *ids[] = { id, NULL };
	struct outbox_row row = { .kind = OUTBOX_QUESTION, .state = state,
		.channel = "mail", .recipient = "team",
		.address = "team@shop.example", .questions = ids, .key = key,
		.subject = "Frage von Annegret Kwzy auf Mastodon",
		.message_id = "<x@shop>", .body = "Qrstlmp von Annegret Kwzy",
		.sent_at = state == OUTBOX_SENT ? loop_now() : 0 };

	store_ring_commit(rig, &row, 1, NULL, 0, loop_now(), rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

/* Her words without her name; what is in it beside them stays. */
static void
monthly(const char *key, enum outbox_state state)
{
	struct outbox_row row = { .kind = OUTBOX_MONTHLY, .state = state,
		.channel = "mail", .recipient = "team",
		.address = "team@shop.example", .key = key,
		.subject = "Oktober", .message_id = "<m@shop>",
		.body = "{\"month\":10,\"topics\":[{\"name\":\"kuchen\","
		    "\"is_word\":true,\"n\":3,\"examples\":"
		    "[\"Die Torte nussfrei-geheim?\",\"Brot?\"]},"
		    "{\"name\":\"brot\",\"n\":2,\"examples\":[]}]}",
		.sent_at = state == OUTBOX_SENT ? loop_now() : 0 };

	store_ring_commit(rig, &row, 1, NULL, 0, loop_now(), rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static char month[1000];

static void
on_monthly(void *arg, const struct err *e, const struct outbox_row *rows,
    size_t n, int64_t next)
{
	(void)arg, (void)next;
	assert_int_equal(e->code, ERR_OK);
	for (size_t i = 0; i < n; i++)
		if (rows[i].kind == OUTBOX_MONTHLY &&
		    rows[i].state == OUTBOX_PENDING)
			snprintf(month, sizeof(month), "%s", rows[i].body);
}

static void
annegret(const char *id, const char *parent, const char *text)
{
	struct hark_post p = { .id = id, .author = "8812345678901",
		.handle = "@annegretk@srv.example", .name = "Annegret Kwzy",
		.text = text, .parent = parent, .created = loop_now(),
		.url = "https://srv.example/@annegretk/7",
		.opaque = "opq-8812345678901", .lang = "de",
		.kind = HARK_MENTION, .visibility = HARK_PUBLIC };

	rig_ingest(&p, 1);
	fake_advance(60000);
}

static const char *const traces[] = { "annegret", "kwzy", "8812345678901",
	"qrstlmp", "nussfrei-geheim", "vertraulich-notiz", NULL };

/* Annegret asked, was answered, mailed about, noted, and others named her. */
static void
story(void)
{
	struct hark_post p;
	struct question_filter f = { .open = true };
	struct store_act note = { .verb = VERB_NOTE, .now = loop_now(),
		.who = "uid 0 (test)", .arg = "vertraulich-notiz" };
	const char *const to[] = { "8812345678901", NULL };

	annegret("200", NULL, "Qrstlmp: Habt ihr die Torte nussfrei-geheim?");
	ask("201", "a2", "@ben");
	store_list(rig, &f, rig_questions, NULL);
	fake_settle();
	assert_int_equal(rig_n, 2);
	note.id = rig_qs[0].id;
	store_act(rig, &note, rig_questions, NULL);
	fake_settle();
	store_audit(rig, &(struct audit_row){ .at = loop_now(), .verb = "note",
	    .target = rig_qs[0].id, .detail = "vertraulich-notiz" });
	store_audit(rig, &(struct audit_row){ .at = loop_now(), .verb = "find",
	    .detail = "annegretk@srv.example" });
	mail("sent", rig_qs[0].id, OUTBOX_SENT);
	mail("wait", rig_qs[0].id, OUTBOX_PENDING);
	monthly("month sent", OUTBOX_SENT);
	monthly("month", OUTBOX_PENDING);
	p = rig_own("202", "200", "@annegretk Ja, Annegret Kwzy, wie gehabt.");
	p.addressed = to;
	rig_ingest(&p, 1);
	fake_advance(60000);
	/* Ben in her thread, and Carla elsewhere. */
	p = rig_mention("203", "@annegretk hat recht, Annegret Kwzy.");
	p.author = "a2";
	p.handle = "@ben";
	p.parent = "200";
	rig_ingest(&p, 1);
	p = rig_mention("204", "Was meint @annegretk@srv.example dazu?");
	p.author = "a3";
	p.handle = "@carla";
	rig_ingest(&p, 1);
	annegret("205", NULL, "Noch offen? Qrstlmp!");
	while (store_idle(rig, loop_now()))
		;
	for (const char *const *t = traces; *t != NULL; t++)
		if (!holds(*t))
			fail_msg("%s was never there", *t);
}

static void
test_nothing_of_a_person_stays(void **state)
{
	(void)state;
	story();
	forget("annegretk", true);
	assert_int_equal(gone.err.code, ERR_OK);
	assert_int_equal(gone.posts, 2);
	assert_int_equal(gone.questions, 2);
	assert_int_equal(gone.sent, 1);
	assert_string_equal(gone.address, "team@shop.example");
	person("annegretk");
	assert_int_equal(n_people, 1);
	forget("annegretk", false);
	if (gone.err.code != ERR_OK)
		fail_msg("%s", gone.err.text);
	assert_int_equal(gone.posts, 2);
	assert_true(gone.clean);
	for (const char *const *t = traces; *t != NULL; t++)
		if (holds(*t))
			fail_msg("%s is still there", *t);
	store_outbox_list(rig, true, 0, on_monthly, NULL);
	fake_settle();
	assert_string_equal(month, "{\"month\":10,\"topics\":["
	    "{\"name\":\"kuchen\",\"is_word\":true,\"n\":3,\"examples\":[]},"
	    "{\"name\":\"brot\",\"n\":2,\"examples\":[]}]}");
	person("annegretk");
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	/* Nobody else lost anything but her name. */
	rig_list(true, true, false);
	assert_int_equal(rig_n, 3);
	assert_string_equal(rig_qs[0].native, "201");
	assert_string_equal(rig_qs[1].text, "… hat recht, ….");
	assert_string_equal(rig_qs[2].text, "Was meint @… dazu?");
	/* The same after a restart. */
	rig_reopen();
	for (const char *const *t = traces; *t != NULL; t++)
		if (holds(*t))
			fail_msg("%s came back", *t);
	rig_list(true, true, true);
	for (size_t i = 0; i < rig_n; i++)
		assert_string_not_equal(rig_qs[i].asker, "Annegret Kwzy");
}

static void
test_copies_are_named(void **state)
{
	AUTO(free_p) char *path = xasprintf("%s/copy.db", rig_dir);

	(void)state;
	ask("100", "a1", "@anna");
	store_backup(rig, path, rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
	forget("@anna", true);
	assert_int_equal(gone.copies, 1);
	assert_string_equal(gone.path, path);
	/* Who came later is not in it. */
	fake_advance(2 * WHEN_DAY);
	ask("101", "a2", "@ben");
	forget("@ben", true);
	assert_int_equal(gone.copies, 0);
}

static void
test_the_past_does_not_come_back(void **state)
{
	struct hark_post p = { .id = "200", .author = "8812345678901",
		.handle = "@annegretk@srv.example", .name = "Annegret Kwzy",
		.text = "Qrstlmp: Habt ihr die Torte nussfrei-geheim?",
		.created = loop_now(), .kind = HARK_MENTION,
		.visibility = HARK_PUBLIC };
	struct hark_post far = p;
	const struct store_account a[] = {
		{ .name = "one", .plugin = "mastodon", .realm = "srv",
		  .sees_answers = true },
		{ .name = "far", .plugin = "mastodon", .realm = "far",
		  .sees_answers = true },
	};
	struct store_batch b;

	(void)state;
	story();
	forget("annegretk", false);
	rig_reopen();
	rig_ingest(&p, 1);
	assert_int_equal(rig_sum.fresh, 0);
	person("annegretk");
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
	/* Nor by way of another server. */
	store_sync_accounts(rig, a, 2, rig_synced, NULL);
	fake_settle();
	far.id = "9";
	far.author = "77";
	b = rig_batch(&far, 1);
	b.account = "far";
	rig_run(&b);
	assert_int_equal(rig_sum.fresh, 0);
	assert_false(holds("kwzy"));
	/* Who writes anew is heard, as somebody new. */
	fake_advance(WHEN_DAY);
	annegret("300", NULL, ASK);
	assert_int_equal(rig_sum.fresh, 1);
	person("annegretk");
	assert_int_equal(people[0].threads, 1);
	assert_int_equal(people[0].waiting, 1);
	/* And can go again. */
	forget("annegretk", false);
	assert_int_equal(gone.err.code, ERR_OK);
	assert_false(holds("kwzy"));
	fake_advance(1000);
	annegret("300", NULL, ASK);
	assert_int_equal(rig_sum.fresh, 1);
}

static void
on_swept(void *arg, const struct err *e, const struct store_reread *v,
    size_t n, int64_t next)
{
	(void)arg, (void)v, (void)next;
	assert_int_equal(e->code, ERR_OK);
	n_people = n;
}

static void
test_sweep_goes_on_past_a_gap(void **state)
{
	(void)state;
	ask("100", "a2", "@ben");
	ask("101", "a1", "@anna");
	ask("102", "a2", "@ben");
	ask("103", "a1", "@anna");
	forget("@anna", false);
	store_sweep(rig, "one", 0, 0, on_swept, NULL);
	fake_settle();
	assert_int_equal(n_people, 2);
	ask("104", "a3", "@carla");
	store_sweep(rig, "one", 0, 0, on_swept, NULL);
	fake_settle();
	assert_int_equal(n_people, 3);
}

/* --- customers --- */

static void
customers(const char *const *keys, size_t n)
{
	store_customers(rig, keys, n, rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
test_customers_are_known(void **state)
{
	static const char *const keys[] = { "mastodon", "anna", "",
		"ben@srv.example", "bluesky", "carla" };

	(void)state;
	ask("100", "a1", "@anna");
	look();
	assert_false(known);
	customers(keys, 3);
	look();
	assert_true(known);
	/* Newcomers, too; what is said of another network is not of here. */
	ask("101", "a2", "@Ben@srv.example");
	look();
	assert_true(known);
	ask("102", "a3", "@carla");
	look();
	assert_false(known);
	/* A display name says nothing. */
	ask("103", "a4", "@dora");
	look();
	assert_false(known);
	/* Taken off the list. */
	customers(keys, 1);
	list_people(PEOPLE_KNOWN);
	assert_int_equal(n_people, 1);
	customers(NULL, 0);
	list_people(PEOPLE_KNOWN);
	assert_int_equal(n_people, 0);
}

static void
sync_terms(unsigned terms, int64_t ttl, bool silent)
{
	const struct store_account a = { .name = "one", .plugin = "mastodon",
		.realm = "srv", .sees_answers = true, .terms = terms,
		.text_ttl_ms = ttl, .silent = silent };

	store_sync_accounts(rig, &a, 1, rig_synced, NULL);
	fake_settle();
}

static void
test_terms_may_forbid_matching(void **state)
{
	static const char *const keys[] = { "mastodon", "anna" };

	(void)state;
	sync_terms(HARK_NO_MATCH, 0, false);
	ask("100", "a1", "@anna");
	customers(keys, 1);
	look();
	assert_false(known);
	store_lookup_due(rig, loop_now(), 0, on_people, NULL);
	fake_settle();
	assert_int_equal(n_people, 0);
	/* A plugin that is missing does not change the terms. */
	sync_terms(0, 0, true);
	customers(keys, 1);
	look();
	assert_false(known);
	sync_terms(0, 0, false);
	customers(keys, 1);
	look();
	assert_true(known);
}

static void
test_lookup_asks_once_a_week(void **state)
{
	(void)state;
	ask("100", "a1", "@anna");
	store_lookup_due(rig, loop_now(), 0, on_people, NULL);
	fake_settle();
	assert_int_equal(n_people, 1);
	store_lookup_done(rig, people[0].id, true, loop_now(), rig_done, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
	look();
	assert_true(known);
	store_lookup_due(rig, loop_now(), 0, on_people, NULL);
	fake_settle();
	assert_int_equal(n_people, 0);
	fake_advance(8 * WHEN_DAY);
	store_lookup_due(rig, loop_now(), 0, on_people, NULL);
	fake_settle();
	assert_int_equal(n_people, 1);
	store_lookup_done(rig, people[0].id, false, loop_now(), rig_done, NULL);
	fake_settle();
	look();
	assert_false(known);
}

/* --- how long --- */

static int64_t retained;

static void
on_retained(void *arg, const struct err *e, int64_t n)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	retained = n;
}

static void
retain(void)
{
	const struct store_retention keep = { .other_ms = 30 * WHEN_DAY,
		.baseline_ms = 90 * WHEN_DAY, .question_ms = 180 * WHEN_DAY,
		.person_ms = 365 * WHEN_DAY, .audit_ms = 90 * WHEN_DAY };

	do {
		retained = -1;
		store_retain(rig, &keep, loop_now(), 0, on_retained, NULL);
		fake_settle();
	} while (retained > 0);
	assert_int_equal(retained, 0);
	while (store_idle(rig, loop_now()))
		;
}

static void
test_texts_go_in_time(void **state)
{
	struct hark_post p = rig_mention("100", "Zwiebelkuchen? " ASK);

	(void)state;
	sync_terms(0, 48 * WHEN_HOUR, false);
	rig_ingest(&p, 1);
	while (store_idle(rig, loop_now()))
		;
	fake_advance(40 * WHEN_HOUR);
	retain();
	rig_list(true, false, false);
	assert_non_null(strstr(rig_qs[0].text, "Zwiebelkuchen"));
	/* An hourly round comes before the hour is over. */
	fake_advance(7 * WHEN_HOUR);
	retain();
	rig_list(true, false, false);
	assert_int_equal(rig_n, 1);
	assert_string_equal(rig_qs[0].text, "");
	/* The verdict stays; the words do not come back with an edit. */
	assert_true(rig_qs[0].q.rings);
	p.text = "Zwiebelkuchen mit Speck? " ASK;
	p.edited = loop_now();
	rig_ingest(&p, 1);
	rig_list(true, false, false);
	assert_string_equal(rig_qs[0].text, "");
	while (store_idle(rig, loop_now()))
		;
	assert_false(holds("zwiebelkuchen"));
}

static void
test_leaving_takes_the_texts(void **state)
{
	struct hark_post p = rig_mention("100", "Zwiebelkuchen? " ASK);
	const struct store_account two = { .name = "two", .plugin = "mastodon",
		.realm = "srv", .sees_answers = true };

	(void)state;
	sync_terms(HARK_DELETE_ON_LEAVE, 0, false);
	rig_ingest(&p, 1);
	store_sync_accounts(rig, &two, 1, rig_synced, NULL);
	fake_settle();
	fake_advance(20 * WHEN_HOUR);
	retain();
	assert_true(holds("zwiebelkuchen"));
	/* Back in time: nothing happened. */
	sync_terms(HARK_DELETE_ON_LEAVE, 0, false);
	fake_advance(20 * WHEN_HOUR);
	retain();
	assert_true(holds("zwiebelkuchen"));
	store_sync_accounts(rig, &two, 1, rig_synced, NULL);
	fake_settle();
	fake_advance(25 * WHEN_HOUR);
	retain();
	while (store_idle(rig, loop_now()))
		;
	assert_false(holds("zwiebelkuchen"));
}

static void
test_accounts_have_times_of_their_own(void **state)
{
	struct store_account a[] = {
		{ .name = "one", .plugin = "mastodon", .realm = "srv",
		  .sees_answers = true, .keep_other_ms = 2 * WHEN_DAY,
		  .keep_question_ms = 10 * WHEN_DAY },
		{ .name = "two", .plugin = "mastodon", .realm = "srv",
		  .sees_answers = true },
	};
	struct hark_post p[] = {
		{ .id = "100", .author = "a1", .handle = "@anna",
		  .text = "Zwiebelkuchen war schön.", .created = loop_now(),
		  .kind = HARK_FOUND, .visibility = HARK_PUBLIC },
		{ .id = "101", .author = "a1", .handle = "@anna",
		  .text = "Pflaumenkuchen auch.", .created = loop_now(),
		  .kind = HARK_FOUND, .visibility = HARK_PUBLIC },
	};
	struct store_batch b;

	(void)state;
	store_sync_accounts(rig, a, 2, rig_synced, NULL);
	fake_settle();
	rig_ingest(&p[0], 1);
	b = rig_batch(&p[1], 1);
	b.account = "two";
	rig_run(&b);
	ask("102", "a1", "@anna");
	rig_list(true, false, false);
	rig_act(rig_qs[0].id, VERB_CLOSE, 0);
	fake_advance(3 * WHEN_DAY);
	retain();
	assert_false(holds("zwiebelkuchen"));
	assert_true(holds("pflaumenkuchen"));
	rig_list(true, true, true);
	assert_int_equal(rig_n, 1);
	fake_advance(8 * WHEN_DAY);
	retain();
	rig_list(true, true, true);
	assert_int_equal(rig_n, 0);
	/* A shorter time that is set later reaches what was passed over. */
	a[1].keep_other_ms = 5 * WHEN_DAY;
	store_sync_accounts(rig, a, 2, rig_synced, NULL);
	fake_settle();
	retain();
	assert_false(holds("pflaumenkuchen"));
}

static char exported[65536];
static int n_exported[8];

static void
on_row(void *arg, const char *kind, json_t *row)
{
	static const char *const kinds[] = { "person", "post", "question",
		"action", "reply", "mail", "audit", "omitted" };
	char *text = json_dumps(row, 0);

	(void)arg;
	strncat(exported, text, sizeof(exported) - strlen(exported) - 1);
	free(text);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++)
		n_exported[i] += strcmp(kind, kinds[i]) == 0;
}

static void
export(const char *who)
{
	exported[0] = '\0';
	memset(n_exported, 0, sizeof(n_exported));
	store_export_person(rig, who, on_row, rig_done, NULL);
	fake_settle();
}

static void
test_export_holds_everything(void **state)
{
	(void)state;
	story();
	export("annegretk");
	assert_int_equal(rig_err.code, ERR_OK);
	assert_int_equal(n_exported[0], 1);
	assert_int_equal(n_exported[1], 2);
	assert_int_equal(n_exported[2], 2);
	assert_int_equal(n_exported[3], 1);
	assert_int_equal(n_exported[5], 2);
	assert_int_equal(n_exported[6], 1);
	for (const char *const *t = traces; *t != NULL; t++)
		if (strcasestr(exported, *t) == NULL)
			fail_msg("%s is missing", *t);
	/* Nothing of others, nobody of the staff. */
	assert_null(strstr(exported, "@ben"));
	assert_null(strstr(exported, "uid 0"));
	export("nobody");
	assert_int_equal(rig_err.code, ERR_NOT_FOUND);
}

static void
test_terms_may_forbid_export(void **state)
{
	const struct store_account a = { .name = "one", .plugin = "mastodon",
		.realm = "srv", .sees_answers = true, .terms = HARK_NO_EXPORT };

	(void)state;
	story();
	store_sync_accounts(rig, &a, 1, rig_synced, NULL);
	fake_settle();
	export("annegretk");
	assert_int_equal(n_exported[0], 1);
	assert_int_equal(n_exported[1], 0);
	assert_int_equal(n_exported[7], 1);
	assert_null(strstr(exported, "nussfrei"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define T(f) cmocka_unit_test_setup_teardown(f, rig_setup, rig_teardown)
		T(test_third_conversation_makes_known),
		T(test_lists),
		T(test_naming_somebody),
		T(test_vip),
		T(test_block_and_lift),
		T(test_merge_is_reversible),
		T(test_same_handle_elsewhere_is_suggested_only),
		T(test_nothing_of_a_person_stays),
		T(test_copies_are_named),
		T(test_the_past_does_not_come_back),
		T(test_sweep_goes_on_past_a_gap),
		T(test_export_holds_everything),
		T(test_terms_may_forbid_export),
		T(test_customers_are_known),
		T(test_terms_may_forbid_matching),
		T(test_lookup_asks_once_a_week),
		T(test_texts_go_in_time),
		T(test_leaving_takes_the_texts),
		T(test_accounts_have_times_of_their_own),
		T(test_first_schema_is_brought_forward),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
