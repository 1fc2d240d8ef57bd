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
		T(test_first_schema_is_brought_forward),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
