/* SPDX-License-Identifier: ISC */

/* Many comments at once, and one person who asks everywhere. */

#include "core/alert_rig.h"

#include "store/people.h"

#define ASK	"Wann habt ihr am Samstag geöffnet?"
#define ASK2	"Habt ihr das auch ohne Nüsse?"
#define ASK3	"Kann ich eine Torte bestellen?"

#define LEAD	"Unter Ihrem Beitrag vom "
#define NEWS	"Zu gewinnen: ein Korb Brot! Kommentiert und wir losen aus."

static char names[600][16], ids[600][16];
static int next_id;

static int
setup(void **state)
{
	struct hark_post own;

	rig_setup(state);
	next_id = 1000;
	rig_client.flood_n = 30;
	rig_client.flood_ms = 5 * MIN;
	rig_reconfigure();
	own = rig_reply("1", NULL, NEWS);
	rig_poll(&own, 1, false);
	fake_advance(MIN);
	return 0;
}

/* A comment below the post, of one of so many people. */
static struct hark_post
comment(int people, const char *text)
{
	int i = next_id++ % (int)ARRAY_LEN(ids);
	struct hark_post p;

	snprintf(ids[i], sizeof(ids[i]), "%d", next_id);
	snprintf(names[i], sizeof(names[i]), "gast%d", next_id % people);
	p = rig_post(ids[i], names[i], text);
	p.parent = "1";
	p.kind = HARK_COMMENT;
	return p;
}

static void
comments(int n, int people, const char *text, int64_t apart)
{
	for (int i = 0; i < n; i++) {
		struct hark_post p = comment(people, text);

		rig_poll(&p, 1, false);
		if (apart > 300)
			fake_advance(apart - 300);
	}
}

static size_t
floods(void)
{
	size_t n = 0;

	for (size_t i = 0; i < fake_mail_count(); i++)
		n += strstr(fake_mail(i)->text, "Subject: Viele Kommentare auf "
		    "einmal auf Mastodon\r\n") != NULL;
	return n;
}

static void
test_thirty_in_five_minutes(void **state)
{
	const char *m;

	(void)state;
	comments(29, 3, "Ich bin dabei.", 8 * WHEN_SECOND);
	fake_advance(WHEN_SECOND);
	assert_int_equal(fake_mail_count(), 0);
	comments(1, 3, "Ich auch.", 0);
	fake_advance(5 * WHEN_SECOND);
	assert_int_equal(fake_mail_count(), 1);
	assert_int_equal(floods(), 1);
	m = rig_last("anna@example.org");
	rig_has(m, "\r\n\r\n" LEAD);
	rig_has(m, ": 30 Kommentare in 4 min von 3 Personen.\r\n");
	rig_has(m, "Ansehen: https://srv.example/post\r\n");
	rig_has(m, "<a href=3D\"https://srv.example/post\"");
	rig_has(m, "Bitte sehen Sie nach, ob dort alles in Ordnung ist.\r\n");
	rig_has(m, "Korb Brot");
	rig_has(m, "- gast1: 10 (p");
	rig_has(m, "Falls das Spam ist: hark people spam KENNUNG");

	/* More of the same is no news, until it was quiet for an hour. */
	comments(60, 3, "Ich bin dabei.", 8 * WHEN_SECOND);
	fake_advance(30 * MIN);
	rig_restart();
	comments(40, 3, "Ich bin dabei.", 2 * WHEN_SECOND);
	fake_advance(10 * MIN);
	assert_int_equal(fake_mail_count(), 1);
	fake_advance(70 * MIN);
	comments(30, 30, "Ich bin dabei.", WHEN_SECOND);
	fake_advance(MIN);
	assert_int_equal(floods(), 2);
	/* Nobody wrote much: nobody is named. */
	m = rig_last("anna@example.org");
	rig_hasnt(m, "gast");
	rig_has(m, "von 30");
}

/* A competition: 500 comments, half of them ask something. */
static void
test_five_hundred(void **state)
{
	size_t rings;

	(void)state;
	for (int i = 0; i < 250; i++) {
		comments(1, 500, "Ich bin dabei.", 0);
		comments(1, 500, ASK, 12 * WHEN_SECOND);
	}
	/* About fifty minutes. */
	assert_int_equal(floods(), 1);
	rings = fake_mail_count() - 1;
	assert_in_range(rings, 0, 1);
	fake_advance(2 * HOUR);
	assert_int_equal(floods(), 1);
	assert_in_range(fake_mail_count() - 1, rings + 1, rings + 3);
}

/* What comes at once because nobody listened was not written at once. */
static void
test_late_is_no_flood(void **state)
{
	struct hark_post p[200];

	(void)state;
	fake_advance(8 * HOUR);
	for (size_t i = 0; i < ARRAY_LEN(p); i++) {
		p[i] = comment(50, "Ich bin dabei.");
		p[i].created = loop_now() - (int64_t)i * 2 * MIN;
	}
	rig_poll(p, ARRAY_LEN(p), false);
	fake_advance(MIN);
	assert_int_equal(floods(), 0);
	/* In any order. */
	for (size_t i = 0; i < 30; i++) {
		p[i] = comment(50, "Ich bin dabei.");
		p[i].created = loop_now() - 3 * HOUR - (int64_t)(i * 7 % 30) *
		    9 * WHEN_SECOND;
	}
	rig_poll(p, 30, false);
	fake_advance(MIN);
	assert_int_equal(floods(), 0);	/* older than what is remembered */
	for (size_t i = 0; i < 30; i++) {
		p[i] = comment(50, "Ich bin dabei.");
		p[i].created = loop_now() - (int64_t)(i * 7 % 30) * 9 *
		    WHEN_SECOND;
	}
	rig_poll(p, 30, false);
	fake_advance(MIN);
	assert_int_equal(floods(), 1);
	rig_has(rig_last("anna@example.org"), " Kommentare in 5 min von 30");
}

/* As many networks list them. */
static void
test_newest_first(void **state)
{
	struct hark_post p[40];

	(void)state;
	fake_advance(HOUR);
	for (size_t i = 0; i < ARRAY_LEN(p); i++) {
		p[i] = comment(2, "Ich bin dabei.");
		p[i].created = loop_now() - (int64_t)i * WHEN_SECOND;
	}
	rig_poll(p, ARRAY_LEN(p), false);
	fake_advance(MIN);
	assert_int_equal(floods(), 1);
	rig_has(rig_last("anna@example.org"), ": 40 Kommentare in 1 min von 2");
}

static void
ignore_people(void *arg, const struct err *e, const struct person *p, size_t n)
{
	(void)arg, (void)p, (void)n;
	assert_int_equal(e->code, ERR_OK);
}

static void
test_who_does_not_count(void **state)
{
	struct hark_post p[40];

	(void)state;
	/* Ours. */
	for (size_t i = 0; i < ARRAY_LEN(p); i++) {
		p[i] = comment(1, "Viel Glück!");
		p[i].author = "us";
		p[i].kind = HARK_OWN;
	}
	rig_poll(p, ARRAY_LEN(p), false);
	/* What was there before. */
	for (size_t i = 0; i < ARRAY_LEN(p); i++)
		p[i] = comment(5, "Ich bin dabei.");
	rig_poll(p, ARRAY_LEN(p), true);
	/* Said in private. */
	for (size_t i = 0; i < ARRAY_LEN(p); i++) {
		p[i] = comment(5, "Ich bin dabei.");
		p[i].visibility = HARK_PRIVATE;
	}
	rig_poll(p, ARRAY_LEN(p), false);
	/* Not below anything. */
	for (size_t i = 0; i < ARRAY_LEN(p); i++) {
		p[i] = comment(5, "Ich bin dabei.");
		p[i].parent = NULL;
		p[i].kind = HARK_MENTION;
	}
	rig_poll(p, ARRAY_LEN(p), false);
	/* Of somebody whom staff called spam. */
	comments(1, 1, "Folgt mir!", 0);
	store_mark(rig_store, "gast0", MARK_SPAM, false, loop_now(),
	    ignore_people, NULL);
	fake_settle();
	for (size_t i = 0; i < ARRAY_LEN(p); i++)
		p[i] = comment(1, "Folgt mir!");
	rig_poll(p, ARRAY_LEN(p), false);
	fake_advance(MIN);
	assert_int_equal(floods(), 0);
	/* Nor if nobody wants to know. */
	rig_client.flood_n = 0;
	rig_reconfigure();
	for (size_t i = 0; i < ARRAY_LEN(p); i++)
		p[i] = comment(5, "Ich bin dabei.");
	rig_poll(p, ARRAY_LEN(p), false);
	fake_advance(MIN);
	assert_int_equal(floods(), 0);
}

static void
test_administrator(void **state)
{
	(void)state;
	rig_client.n_recipients = 0;
	rig_reconfigure();
	comments(30, 4, "Ich bin dabei.", 0);
	fake_advance(MIN);
	assert_int_equal(floods(), 1);
	assert_int_equal(rig_accepted("anna@example.org"), 0);
}

/* One person, eight questions, each by itself: not eight mails. */
static void
test_one_person_everywhere(void **state)
{
	(void)state;
	for (int i = 0; i < 20; i++) {
		struct hark_post p;

		snprintf(ids[i], sizeof(ids[i]), "%d", 5000 + i);
		p = rig_post(ids[i], "nervig", i % 2 ? ASK : ASK2);
		rig_poll(&p, 1, false);
		fake_advance(3 * MIN);
	}
	/* An hour: those before it was clear, then one mail for the rest. */
	assert_in_range(fake_mail_count(), 2, 7);
	/* Somebody else is not held up by that. */
	rig_ask("6000", "bert", ASK3);
	fake_advance(3 * MIN);
	rig_has(rig_last("anna@example.org"), "bert");
}

#define T(fn)	cmocka_unit_test_setup_teardown(fn, setup, rig_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_thirty_in_five_minutes), T(test_five_hundred),
		T(test_late_is_no_flood), T(test_newest_first),
		T(test_who_does_not_count),
		T(test_administrator), T(test_one_person_everywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
