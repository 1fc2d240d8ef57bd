/* SPDX-License-Identifier: ISC */

/*
 * How accounts talk: the figures that are kept are those that a fresh count
 * over all posts gives, whatever happened to the posts in between.
 */

#include "store_rig.h"

#include <sqlite3.h>

#include "triage/broadcast.h"
#include "triage/thread.h"

#define WINDOW	(30 * WHEN_DAY)
#define POSTS	2000

static const char *const names[] = { "one", "three", "two" };
static const char *const texts[] = {
	"Nur heute: 20 % Rabatt auf alle Brote! https://shop.example/a",
	"Wir haben am Samstag bis 14 Uhr geöffnet.",
	"Jetzt sichern: 3 für 2 auf alles! https://shop.example/b",
	"Guten Morgen zusammen, was esst ihr heute zum Frühstück?",
	"Unser neuer Ofen ist da.",
	"Danke für den schönen Abend mit euch!",
	"",
};

static uint64_t seed;

static uint64_t
any(uint64_t n)
{
	seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (seed >> 33) % n;
}

/* --- what the store says --- */

static struct talk said[3];
static int64_t waiting[3];
static size_t n_said;

static void
on_status(void *arg, const struct err *e, const struct store_status *s)
{
	(void)arg;
	rig_err = *e;
	n_said = 0;
	for (size_t i = 0; s != NULL && i < s->n_accounts; i++) {
		assert_string_equal(s->accounts[i].name, names[i]);
		said[i] = s->accounts[i].talk;
		waiting[i] = s->accounts[i].waiting;
		n_said++;
	}
}

static void
ask(void)
{
	store_status(rig, loop_now(), true, on_status, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
	assert_int_equal(n_said, 3);
}

/* --- a fresh count, by other means --- */

struct own_row {
	int64_t id, account, at;
	enum label label;
	bool reply;
	char text[256];
};
static struct own_row rows[POSTS];
static size_t n_rows;

static int64_t
account_id(sqlite3 *db, const char *name)
{
	sqlite3_stmt *st;
	int64_t id;

	assert_int_equal(sqlite3_prepare_v2(db, "SELECT id FROM account "
	    "WHERE name = ?", -1, &st, NULL), SQLITE_OK);
	sqlite3_bind_text(st, 1, name, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	id = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return id;
}

static void
read_rows(sqlite3 *db)
{
	sqlite3_stmt *st;

	n_rows = 0;
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT id, account_id, at, "
	    "label, flags, text FROM post ORDER BY at DESC, id DESC", -1, &st,
	    NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		unsigned flags = (unsigned)sqlite3_column_int64(st, 4);
		struct own_row *r = &rows[n_rows];

		if (!(flags & TPOST_OWN) || (flags & (TPOST_GONE |
		    TPOST_REMOVED | TPOST_REPOST)))
			continue;
		assert_true(++n_rows < POSTS);
		r->id = sqlite3_column_int64(st, 0);
		r->account = sqlite3_column_int64(st, 1);
		r->at = sqlite3_column_int64(st, 2);
		r->label = (enum label)sqlite3_column_int(st, 3);
		r->reply = flags & 1u << 28;
		RIG_COPY(r->text, (const char *)sqlite3_column_text(st, 5));
	}
	sqlite3_finalize(st);
}

/* Newest first: does a newer one of another account say the same? */
static bool
repeats(size_t i)
{
	if (rows[i].reply || rows[i].text[0] == '\0')
		return false;
	for (size_t k = 0; k < n_rows; k++)
		if (!rows[k].reply && strcmp(rows[k].text, rows[i].text) == 0)
			return rows[k].account != rows[i].account;
	return false;
}

static void
fresh(int64_t account, int64_t others, int64_t wait, struct talk *ret)
{
	static struct own_post v[POSTS];
	size_t n = 0, counted = 0;

	for (size_t i = 0; i < n_rows; i++) {
		if (rows[i].account != account)
			continue;
		if (rows[i].at <= loop_now() - WINDOW && counted >= 20)
			break;
		v[n] = (struct own_post){ .at = rows[i].at,
		    .label = rows[i].label, .reply = rows[i].reply,
		    .account = account, .repeat = repeats(i) };
		counted += !v[n++].repeat;
	}
	talk_judge(v, n, loop_now(), others, wait, ret);
}

static void
compare(void)
{
	sqlite3 *db;

	ask();
	assert_int_equal(sqlite3_open_v2(rig_path, &db, SQLITE_OPEN_READONLY,
	    NULL), SQLITE_OK);
	read_rows(db);
	for (size_t i = 0; i < 3; i++) {
		struct talk t;

		fresh(account_id(db, names[i]), said[i].others, waiting[i], &t);
		assert_int_equal(said[i].originals, t.originals);
		assert_int_equal(said[i].replies, t.replies);
		assert_int_equal(said[i].broadcasts, t.broadcasts);
		assert_int_equal(said[i].run, t.run);
		assert_int_equal(said[i].last20, t.last20);
		assert_int_equal(said[i].why, t.why);
		assert_int_equal(said[i].level, t.level);
	}
	sqlite3_close(db);
}

/* --- a life --- */

static const char *const staff_1[] = { "petra", NULL };
static const char *const staff_2[] = { "petra", "jonas", NULL };

static void
sync_three(const char *const *staff)
{
	const struct store_account a[] = {
		{ .name = "one", .plugin = "mastodon", .realm = "srv",
		  .sees_answers = true, .staff = staff },
		{ .name = "two", .plugin = "mastodon", .realm = "srv",
		  .sees_answers = true },
		{ .name = "three", .plugin = "mastodon", .realm = "other",
		  .sees_answers = true, .text_ttl_ms = 20 * WHEN_DAY },
	};

	store_sync_accounts(rig, a, 3, rig_synced, NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
put(const char *account, const struct hark_post *p, const char *missing)
{
	const char *const gone[] = { missing, NULL };
	struct store_batch b = rig_batch(p, p != NULL ? 1 : 0);

	b.account = account;
	b.missing = missing != NULL ? gone : NULL;
	b.baseline = any(5) == 0;
	b.self_id = strcmp(account, "one") == 0 ? "us" : "them";
	rig_run(&b);
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
someone_writes(int step)
{
	static const char *const authors[] = { "us", "us", "us", "petra",
		"jonas", "a1", "a2", "a3" };
	char id[16], parent[16];
	const char *account = names[any(3)], *author = authors[any(8)];
	bool guest = author[0] == 'a';
	struct hark_post p;

	/* Now and then a known one: an edit, or seen by another account. */
	snprintf(id, sizeof(id), "%llu", (unsigned long long)
	    (1000 + (any(4) == 0 ? any((uint64_t)step + 1) : (uint64_t)step)));
	snprintf(parent, sizeof(parent), "%llu",
	    (unsigned long long)(1000 + any((uint64_t)step + 5)));
	if (strcmp(author, "us") == 0 && strcmp(account, "one") != 0)
		author = "them";
	p = rig_own(id, any(2) ? parent : NULL, texts[any(ARRAY_LEN(texts))]);
	p.author = author;
	p.handle = p.name = NULL;
	p.kind = guest ? HARK_MENTION : HARK_OWN;
	if (guest)
		p.text = any(2) ? ASK : "Schön war es bei euch.";
	p.created = loop_now() - (int64_t)any(4) * (int64_t)any(12 * WHEN_DAY);
	if (any(12) == 0)
		p.flags |= HARK_POST_REPOST;
	if (any(15) == 0)
		p.flags |= HARK_POST_STAFF;
	put(account, &p, NULL);
}

static void
something_goes(int step)
{
	char id[16];
	struct hark_post p;

	snprintf(id, sizeof(id), "%llu", (unsigned long long)
	    (1000 + any((uint64_t)step + 1)));
	if (any(2)) {
		p = (struct hark_post){ .id = id, .flags = HARK_POST_DELETED };
		put(names[any(3)], &p, NULL);
		return;
	}
	put(names[any(3)], NULL, id);
	fake_advance(2 * WHEN_HOUR);
	put(names[any(3)], NULL, id);
}

static void
on_count(void *arg, const struct err *e, int64_t n)
{
	(void)arg, (void)n;
	rig_err = *e;
}

static void
forget_old(void)
{
	struct store_retention keep = {
		.other_ms = (int64_t)(20 + any(40)) * WHEN_DAY,
		.baseline_ms = (int64_t)(20 + any(40)) * WHEN_DAY,
		.question_ms = (int64_t)(20 + any(40)) * WHEN_DAY,
		.text_ttl_ms = any(2) ? 25 * WHEN_DAY : 0,
	};

	store_retain(rig, &keep, loop_now(), 1 + (int64_t)any(50), on_count,
	    NULL);
	fake_settle();
	assert_int_equal(rig_err.code, ERR_OK);
}

static void
live(uint64_t from, int steps)
{
	bool more = false;

	seed = from;
	sync_three(staff_1);
	for (int i = 0; i < steps; i++) {
		switch (any(16)) {
		case 0:
			something_goes(i);
			break;
		case 1:
			forget_old();
			break;
		case 2:
			fake_advance((int64_t)any(2 * WHEN_DAY));
			break;
		case 3:
			if (any(3) == 0) {
				store_close(rig);
				rig_open(rig_path);
				sync_three(more ? staff_2 : staff_1);
			}
			break;
		case 4:
			/* Jonas joins, or leaves: his posts change sides. */
			if (any(4) == 0) {
				more = !more;
				sync_three(more ? staff_2 : staff_1);
			}
			break;
		default:
			someone_writes(i);
			break;
		}
		if (any(3) == 0)
			compare();
	}
	compare();
}

static void
test_random_lives(void **state)
{
	(void)state;
	live(20261125, 500);
}

static void
test_another_random_life(void **state)
{
	(void)state;
	live(4711, 500);
}

/* --- the rules, one by one --- */

static void
own_on(const char *account, const char *id, const char *text)
{
	struct hark_post p = rig_own(id, NULL, text);

	p.author = strcmp(account, "one") == 0 ? "us" : "them";
	fake_advance(WHEN_MINUTE);
	p.created = loop_now();
	seed = 1;
	put(account, &p, NULL);
}

static void
originals_are(int64_t one, int64_t three, int64_t two)
{
	compare();
	assert_int_equal(said[0].originals, one);
	assert_int_equal(said[1].originals, three);
	assert_int_equal(said[2].originals, two);
}

static void
test_the_same_on_several_accounts_counts_once(void **state)
{
	struct hark_post edit, del = { .id = "3",
	    .flags = HARK_POST_DELETED };

	(void)state;
	sync_three(staff_1);
	own_on("one", "1", texts[0]);
	originals_are(1, 0, 0);
	own_on("two", "2", texts[0]);
	originals_are(0, 0, 1);
	own_on("three", "3", texts[0]);
	originals_are(0, 1, 0);
	/* The newest goes, the one before it counts again. */
	put("three", &del, NULL);
	originals_are(0, 0, 1);
	/* It says something else now. */
	edit = rig_own("2", NULL, texts[2]);
	edit.author = "them";
	put("two", &edit, NULL);
	originals_are(1, 0, 1);
	store_close(rig);
	rig_open(rig_path);
	sync_three(staff_1);
	originals_are(1, 0, 1);
}

static void
test_a_post_leaves_the_window_by_itself(void **state)
{
	(void)state;
	sync_three(staff_1);
	for (int i = 0; i < 25; i++) {
		char id[16];

		snprintf(id, sizeof(id), "%d", 10 + i);
		own_on("one", id, i % 2 ? texts[0] : texts[4]);
	}
	originals_are(25, 0, 0);
	fake_advance(WINDOW - WHEN_MINUTE);
	ask();
	assert_int_equal(said[0].run, 20);
	compare();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_random_lives, rig_setup,
		    rig_teardown),
		cmocka_unit_test_setup_teardown(test_another_random_life,
		    rig_setup, rig_teardown),
		cmocka_unit_test_setup_teardown(
		    test_the_same_on_several_accounts_counts_once, rig_setup,
		    rig_teardown),
		cmocka_unit_test_setup_teardown(
		    test_a_post_leaves_the_window_by_itself, rig_setup,
		    rig_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
