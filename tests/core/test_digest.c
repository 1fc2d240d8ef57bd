/* SPDX-License-Identifier: ISC */

/*
 * Digests and their sisters in simulated time: each once, on the right days,
 * over restarts, holidays, clock changes and outages; and what is in them.
 */

#include "alert/digest_when.h"
#include "core/alert_rig.h"
#include "store/digest.h"
#include "triage/hours.h"

#define ASK	"Wann habt ihr am Samstag geöffnet?"
#define ASK2	"Habt ihr das auch ohne Nüsse?"
#define ASK3	"Kann ich eine Torte bestellen?"

/* Monday 2026-05-18 06:00 CEST; NOW is the Friday of that week. */
#define MONDAY	INT64_C(1779076800000)

static struct hours *week;

static void
open_hours(const char *spans, const char *closed, const char *region)
{
	struct err e = { 0 };

	week = hours_new("Europe/Berlin", &e);
	assert_int_equal(hours_add_spans(week, spans, &e), 0);
	if (closed != NULL)
		assert_int_equal(hours_add_exception(week, closed, &e), 0);
	assert_int_equal(hours_set_holidays(week, region, &e), 0);
	hours_free(rig_client.hours);
	rig_client.hours = week;
	for (size_t i = 0; i < 2; i++) {
		rig_recipients[i].hours = week;
		rig_recipients[i].digest_at = -1;
		rig_recipients[i].digest_minutes = 10;
	}
	rig_recipients[0].digest = true;
}

/* Start anew on that Monday morning. */
static int
setup(void **state)
{
	if (rig_setup(state) == -1)
		return -1;
	rig_stop();
	fake_mail_forget();
	fake_clock(MONDAY);
	open_hours("mo-fr 8:00-18:00", NULL, "none");
	rig_client.collect_ms = 0;
	rig_client.remind_ms = 0;
	rig_open();
	rig_start(false);
	return 0;
}

static void
decoded(const char *mail, struct buf *out)
{
	const char *p = strstr(mail, "\r\n\r\n");

	buf_reset(out);
	p = strstr(p + 4, "\r\n\r\n");	/* of the first part */
	for (p += 4; *p != '\0' && strncmp(p, "\r\n--", 4) != 0; p++) {
		unsigned c;

		if (p[0] == '=' && p[1] == '\r') {
			p += 2;
		} else if (p[0] == '=' && sscanf(p + 1, "%2x", &c) == 1) {
			buf_addc(out, (char)c);
			p += 2;
		} else if (*p != '\r') {
			buf_addc(out, *p);
		}
	}
}

static struct buf words = BUF_INIT;

static const char *
text_of(const char *to)
{
	size_t n = 0;

	decoded(rig_last(to), &words);
	/* Its lines joined again: RFC 3676. */
	for (const char *p = words.data; *p != '\0'; p++) {
		if (*p == ' ' && p > words.data && p[-1] == '\n')
			continue;
		if (*p == '\n' && p > words.data && p[-1] == ' ' &&
		    strncmp(p - 3, "-- ", 3) != 0)
			continue;
		words.data[n++] = *p;
	}
	buf_cut(&words, n);
	return words.data;
}

static void
until(int64_t t)
{
	assert_true(t > loop_now());
	fake_advance(t - loop_now());
}

/* Local time that many days after the Monday. */
static int64_t
at(int day, int hour, int minute)
{
	return hours_at(week, MONDAY, day, hour * 60 + minute);
}

static size_t
mails(void)
{
	return rig_accepted("anna@example.org");
}

static void
test_every_opening_day(void **state)
{
	size_t before;

	(void)state;
	/* Begun at six: the first one comes today, half an hour after eight. */
	until(at(0, 8, 29));
	assert_int_equal(mails(), 0);
	until(at(0, 8, 31));
	assert_int_equal(mails(), 1);
	rig_has(rig_last("anna@example.org"), "Subject: Heute: niemand wartet");
	assert_int_equal(strncmp(text_of("anna@example.org"),
	    "Niemand wartet.", 15), 0);
	/* Three weeks: fifteen in all, whatever happens between. */
	for (int day = 1; day < 21; day++) {
		before = mails();
		until(at(day, 8, 29));
		assert_int_equal(mails(), before);
		if (day % 3 == 0)
			rig_restart();
		until(at(day, 8, 35));
		assert_int_equal(mails(), before + (day % 7 < 5));
		if (day % 4 == 0)
			rig_restart();
		until(at(day, 23, 0));
		assert_int_equal(mails(), before + (day % 7 < 5));
	}
	assert_int_equal(mails(), 15);
}

static void
test_first_day_has_no_missed_one(void **state)
{
	AUTO(free_p) char *path = xasprintf("%s/acme.db", rig_dir);

	(void)state;
	rig_stop();
	assert_int_equal(remove(path), 0);
	fake_clock(at(0, 11, 0));
	rig_open();
	rig_start(false);
	until(at(0, 23, 0));
	assert_int_equal(mails(), 0);
	until(at(1, 9, 0));
	assert_int_equal(mails(), 1);
}

static void
test_late_but_never_yesterdays(void **state)
{
	(void)state;
	until(at(0, 9, 0));
	assert_int_equal(mails(), 1);
	/* Off from Monday evening to Tuesday afternoon. */
	rig_stop();
	fake_clock(at(1, 15, 0));
	rig_open();
	rig_start(false);
	fake_advance(5 * MIN);
	assert_int_equal(mails(), 2);
	/* Off over Wednesday altogether: only Thursday's comes. */
	rig_stop();
	fake_clock(at(3, 7, 0));
	rig_open();
	rig_start(false);
	fake_advance(10 * MIN);
	assert_int_equal(mails(), 2);
	until(at(3, 12, 0));
	assert_int_equal(mails(), 3);
	/* The clock jumps back by a day and forth again: nothing twice. */
	fake_clock_jump(-WHEN_DAY);
	fake_advance(HOUR);
	fake_clock_jump(WHEN_DAY);
	fake_advance(2 * HOUR);
	assert_int_equal(mails(), 4);		/* Wednesday's, never sent */
}

static bool server_down;

static void
maybe_down(void *arg, const char *to, const char *text,
    struct smtp_result *ret)
{
	(void)arg, (void)to, (void)text;
	if (server_down) {
		ret->outcome = SMTP_TEMPORARY;
		err_set(&ret->err, ERR_NET, "no answer");
	}
}

static void
test_server_down(void **state)
{
	(void)state;
	fake_smtp(maybe_down, NULL);
	server_down = true;
	until(at(0, 9, 0));
	assert_int_equal(mails(), 0);
	assert_true(fake_mail_count() > 0);
	rig_ask("100", "bert", ASK);
	server_down = false;
	until(at(0, 11, 0));
	/* The bell and the digest; it says what is so now. */
	assert_int_equal(mails(), 2);
	/* Down over midnight: yesterday's does not come any more. */
	server_down = true;
	until(at(2, 7, 0));
	server_down = false;
	until(at(2, 8, 0));
	rig_look();
	assert_int_equal(rig_box.pending, 0);
	assert_int_equal(mails(), 2);
	until(at(2, 9, 0));
	assert_int_equal(mails(), 3);
	fake_smtp(NULL, NULL);
}

static void
test_what_it_says(void **state)
{
	struct hark_post found[2];
	const char *m;

	(void)state;
	until(at(0, 9, 0));
	rig_ask("100", "bert", ASK);
	fake_advance(HOUR);
	rig_ask("101", "carla", ASK2);
	fake_advance(HOUR);
	rig_ask("102", "dora", ASK3);
	until(at(1, 8, 25));
	rig_rereads = 0;
	until(at(1, 8, 35));
	assert_int_equal(rig_rereads, 3);
	rig_has(rig_last("anna@example.org"), "Subject: Heute: 3 warten");
	m = text_of("anna@example.org");
	rig_has(m, "3 Menschen warten.\n");
	rig_has(m, "Wann habt ihr am Samstag geöffnet?\nbert, Montag 09:00");
	rig_has(m, "Habt ihr das auch ohne Nüsse?\n");
	rig_has(m, "Kann ich eine Torte bestellen?\n");
	rig_has(m, "Seit 2 Öffnungstagen hat niemand zu lange gewartet.");
	/* One was answered meanwhile: found by reading again. */
	until(at(2, 8, 0));
	found[0] = rig_post("101", "carla", ASK2);
	found[0].created = at(0, 10, 0);
	found[1] = rig_reply("110", "101", "Ja, alle.");
	rig_find(found, 2);
	until(at(2, 9, 0));
	rig_find(NULL, 0);
	m = text_of("anna@example.org");
	rig_has(m, "2 Menschen warten");
	rig_hasnt(m, "Nüsse");
	/* The streak is over: somebody waits since Monday. */
	rig_hasnt(m, "zu lange gewartet");
}

/* --- perhaps, likes, promises --- */

static void
test_the_rest(void **state)
{
	struct hark_post p[4];
	const char *m;

	(void)state;
	until(at(0, 9, 0));
	p[0] = rig_post("101", "carla", ASK);
	p[1] = rig_post("102", "dora", "Vielen Dank, das Brot war wunderbar!");
	p[2] = rig_post("103", "emil", ASK3);
	rig_poll(p, 3, false);
	fake_advance(HOUR);
	/* We like one question, promise an answer to another. */
	p[0].flags |= HARK_POST_LIKED;
	p[1] = rig_reply("120", "103",
	    "Da muss ich nachfragen. Ich melde mich bis Donnerstag.");
	rig_poll(p, 2, false);
	until(at(1, 9, 0));
	m = text_of("anna@example.org");
	rig_has(m, "Niemand wartet.");
	rig_has(m, "Mit Ihrem Like erledigt?\n- Wann habt ihr");
	rig_has(m, "Ein Dank, der ein Like verdient\n- Vielen Dank, das Brot");
	rig_hasnt(m, "Versprochen");
	/* Asked once. */
	until(at(2, 9, 0));
	m = text_of("anna@example.org");
	rig_hasnt(m, "Like");
	rig_hasnt(m, "Versprochen");
	until(at(3, 9, 0));
	m = text_of("anna@example.org");
	rig_has(m, "Versprochen\n- für heute: Da muss ich nachfragen. Ich "
	    "melde mich bis Donnerstag. – bei emil");
	until(at(4, 9, 0));
	rig_has(text_of("anna@example.org"), "- war für Donnerstag: ");
	until(at(7, 9, 0));
	rig_hasnt(text_of("anna@example.org"), "Versprochen");
}

static void
test_too_many(void **state)
{
	char id[16], who[24], text[80];
	struct buf first = BUF_INIT;
	int there = 0;

	(void)state;
	until(at(0, 9, 0));
	for (int i = 0; i < 12; i++) {
		snprintf(id, sizeof(id), "%d", 100 + i);
		snprintf(who, sizeof(who), "gast%d", i);
		snprintf(text, sizeof(text), "Habt ihr am %d. Juni offen?",
		    i + 1);
		rig_ask(id, who, text);
		fake_advance(10 * MIN);
	}
	until(at(1, 9, 0));
	buf_adds(&first, text_of("anna@example.org"));
	rig_has(first.data, "12 Menschen warten");
	rig_has(first.data, "haben bis zum nächsten Mal Zeit");
	until(at(2, 9, 0));
	text_of("anna@example.org");
	for (int i = 0; i < 12; i++) {
		snprintf(text, sizeof(text), "am %d. Juni", i + 1);
		if (strstr(first.data, text) != NULL)
			there++;
		else
			rig_has(words.data, text);
	}
	assert_in_range(there, 4, 8);
	rig_has(words.data, "Dafür war letztes Mal keine Zeit.");
	buf_free(&first);
}

/* --- before closing, closures, return --- */

static void
test_before_closing(void **state)
{
	size_t before;

	(void)state;
	rig_client.before_closing_ms = 45 * MIN;
	rig_recipients[0].delay_ms = 200 * HOUR;
	rig_restart();
	until(at(0, 14, 0));
	rig_ask("100", "bert", "Gibt es die Torte auch in klein?");
	rig_ask("101", "carla", "Habt ihr morgen auch geöffnet?");
	until(at(0, 17, 14));
	before = mails();
	until(at(0, 17, 20));
	assert_int_equal(mails(), before + 1);
	rig_has(rig_last("anna@example.org"), "Subject: Vor Ladenschluss: 1");
	text_of("anna@example.org");
	rig_has(words.data, "1. Habt ihr morgen auch geöffnet?");
	rig_hasnt(words.data, "Torte");
	rig_restart();
	until(at(0, 23, 0));
	assert_int_equal(mails(), before + 1);
	/* Both were due this afternoon: neither is forgotten overnight. */
	until(at(1, 17, 0));
	before = mails();
	until(at(1, 17, 20));
	assert_int_equal(mails(), before + 1);
	rig_has(text_of("anna@example.org"), "Gibt es die Torte");
	/* Long overdue is no news: it stands in the digest. */
	until(at(2, 17, 0));
	before = mails();
	until(at(2, 23, 0));
	assert_int_equal(mails(), before);
}

/* Who gets it has left long before the shop closes. */
static void
test_leaves_early(void **state)
{
	struct err e = { 0 };
	struct hours *early = hours_new("Europe/Berlin", &e);
	size_t before;

	(void)state;
	assert_int_equal(hours_add_spans(early, "mo-fr 9-12,13-16", &e), 0);
	rig_client.before_closing_ms = 45 * MIN;
	rig_recipients[0].delay_ms = 200 * HOUR;
	rig_recipients[0].hours = early;
	rig_restart();
	until(at(0, 11, 30));
	rig_ask("100", "bert", "Habt ihr morgen auch geöffnet?");
	until(at(0, 15, 14));
	before = mails();
	until(at(0, 15, 20));
	assert_int_equal(mails(), before + 1);
	rig_has(rig_last("anna@example.org"), "Subject: Vor Ladenschluss: 1");
	until(at(0, 23, 0));
	assert_int_equal(mails(), before + 1);
	/* Somebody is there until the end: then he hears of it, at the end. */
	rig_client.n_recipients = 2;
	rig_recipients[1].digest = true;
	rig_recipients[1].delay_ms = 200 * HOUR;
	rig_restart();
	until(at(1, 11, 30));
	rig_ask("101", "carla", "Habt ihr morgen auch geöffnet?");
	before = mails();
	until(at(1, 17, 20));
	assert_int_equal(mails(), before);
	rig_has(rig_last("ben@example.org"), "Vor_Ladenschluss");
	rig_stop();
	hours_free(early);
}

static void
test_longer_closure(void **state)
{
	size_t before;

	(void)state;
	rig_stop();
	rig_client.before_closing_ms = 45 * MIN;
	rig_client.remind_ms = 4 * HOUR;
	open_hours("mo-fr 8:00-18:00", "2026-05-20..2026-05-26", "none");
	rig_open();
	rig_start(false);
	until(at(1, 12, 0));
	rig_ask("100", "bert", ASK);
	until(at(1, 17, 10));
	before = mails();
	until(at(1, 17, 30));
	assert_int_equal(mails(), before + 1);
	rig_has(rig_last("anna@example.org"),
	    "Subject: Wieder offen am 27. Mai: 1 wartet");
	rig_has(text_of("anna@example.org"), "1. Wann habt ihr");
	/* A week away: people write, nothing leaves. */
	until(at(2, 7, 0));
	before = mails();
	until(at(3, 10, 0));
	rig_ask("101", "carla", ASK2);
	until(at(6, 10, 0));
	rig_ask("102", "dora", ASK3);
	until(at(9, 7, 59));
	assert_int_equal(mails(), before);
	/* Back: one mail, no bells, no reminders made up for. */
	until(at(9, 8, 20));
	assert_int_equal(mails(), before + 1);
	rig_has(rig_last("anna@example.org"),
	    "Subject: Wieder da: 3 warten, etwa");
	text_of("anna@example.org");
	rig_has(words.data, "Willkommen zurück. 3 Menschen warten");
	rig_has(words.data, "was zwischendurch geklingelt");
	rig_has(words.data, "Wann habt ihr");
	rig_has(words.data, "Nüsse");
	rig_has(words.data, "Torte");
	/* Who asks now rings as always. */
	rig_ask("103", "emil", "Habt ihr auch Roggenbrot?");
	fake_advance(5 * MIN);
	assert_int_equal(mails(), before + 2);
	rig_has(text_of("anna@example.org"), "Roggenbrot");
	/* The next day is an ordinary one. */
	until(at(10, 9, 0));
	rig_has(rig_last("anna@example.org"), "Subject: Heute: 4 warten");
}

/* --- waves --- */

static void
complain(int n)
{
	char id[16], who[24];
	static int next = 500;

	for (int i = 0; i < n; i++, next++) {
		snprintf(id, sizeof(id), "%d", next);
		snprintf(who, sizeof(who), "kunde%d", next);
		rig_ask(id, who, "Die Lieferung ist schon wieder nicht "
		    "gekommen, bitte kümmert euch endlich!");
	}
}

static size_t
waves(void)
{
	size_t n = 0;

	for (size_t i = 0; i < fake_mail_count(); i++)
		n += strstr(fake_mail(i)->text,
		    "Subject: Viele Beschwerden auf Mastodon") != NULL;
	return n;
}

static void
test_a_wave(void **state)
{
	(void)state;
	rig_client.wave = 5;
	rig_recipients[0].delay_ms = 600 * HOUR;
	rig_restart();
	/* Now and then one: no wave. */
	until(at(0, 9, 0));
	for (int i = 0; i < 4; i++) {
		complain(1);
		fake_advance(2 * HOUR);
	}
	assert_int_equal(waves(), 0);
	/* Many at once: one mail, however long it lasts. */
	until(at(2, 10, 0));
	complain(6);
	fake_advance(5 * MIN);
	assert_int_equal(waves(), 1);
	rig_has(text_of("anna@example.org"), "6 Menschen beschweren sich "
	    "gerade auf Mastodon. Bitte sehen Sie selbst nach.\n");
	for (int i = 0; i < 6; i++) {
		complain(4);
		fake_advance(HOUR);
		if (i % 2)
			rig_restart();
	}
	assert_int_equal(waves(), 1);
	/* Days later there is another. */
	until(at(7, 10, 0));
	complain(20);
	fake_advance(5 * MIN);
	assert_int_equal(waves(), 2);
}

/* --- networks that never show own answers --- */

static enum qstate first_state;

static void
on_list(void *arg, const struct err *e, const struct question *q, size_t n)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	assert_int_equal(n, 1);
	first_state = q[0].q.state;
}

static enum qstate
state_of_first(void)
{
	static const struct question_filter all = { .open = true,
		.perhaps = true, .ended = true };

	store_list(rig_store, &all, on_list, NULL);
	fake_settle();
	return first_state;
}

static void
test_lapse(void **state)
{
	const struct store_account blind = { .name = "one",
		.plugin = "mastodon", .realm = "srv", .sees_answers = false };
	size_t before;

	(void)state;
	store_sync_accounts(rig_store, &blind, 1, rig_synced, NULL);
	fake_settle();
	until(at(0, 10, 0));
	rig_ask("100", "bert", ASK);
	fake_advance(10 * MIN);
	assert_int_equal(state_of_first(), Q_WAITING);
	/* It rang, stands once in the digest, then nobody knows. */
	until(at(1, 8, 20));
	before = mails();
	assert_true(before > 0);
	until(at(1, 8, 50));
	assert_int_equal(mails(), before + 1);
	rig_has(text_of("anna@example.org"), "1. Wann habt ihr");
	assert_int_equal(state_of_first(), Q_UNKNOWN);
	until(at(2, 9, 0));
	rig_has(rig_last("anna@example.org"), "Subject: Heute: niemand");
}

/* --- two recipients, reload, dry run --- */

static void
test_two_recipients(void **state)
{
	(void)state;
	rig_client.n_recipients = 2;
	rig_recipients[1].digest = true;
	rig_recipients[1].digest_at = 16 * 60;
	rig_restart();
	until(at(0, 9, 0));
	assert_int_equal(rig_accepted("anna@example.org"), 1);
	assert_int_equal(rig_accepted("ben@example.org"), 0);
	until(at(0, 16, 5));
	assert_int_equal(rig_accepted("ben@example.org"), 1);
	/* A reload moves it to an hour that is over: it is there already. */
	rig_recipients[1].digest_at = 15 * 60;
	alert_reconfigure(rig_alert, &rig_config, rig_clients, 1);
	fake_advance(HOUR);
	assert_int_equal(rig_accepted("ben@example.org"), 1);
	/* Switched off. */
	rig_recipients[0].digest = false;
	alert_reconfigure(rig_alert, &rig_config, rig_clients, 1);
	until(at(1, 15, 30));
	assert_int_equal(rig_accepted("anna@example.org"), 1);
	assert_int_equal(rig_accepted("ben@example.org"), 2);
}

/* Only where it is switched on; each once, in a Monday's. */
static void
test_silent_regulars(void **state)
{
	int named = 0;

	(void)state;
	rig_client.dormant_lists = true;
	until(at(0, 9, 0));
	rig_ask("100", "bert", ASK);
	rig_ask("101", "bert", ASK2);
	rig_ask("102", "bert", ASK3);
	rig_ask("103", "carla", ASK);
	for (int day = 84; day < 110; day++) {
		until(at(day, 9, 0));
		if (strstr(text_of("anna@example.org"),
		    "Länger nichts gehört") == NULL)
			continue;
		named += day % 7 < 5;
		assert_int_equal(day, 91);
		rig_has(words.data, "Länger nichts gehört\n- bert (Mastodon, "
		    "zuletzt am 18. Mai; die letzte Frage blieb offen)\n");
		rig_hasnt(words.data, "carla (");
		rig_client.dormant_lists = day != 91;
	}
	assert_int_equal(named, 1);
}

/* Who is absent has a deputy; nobody gets two. */
static void
test_absent(void **state)
{
	struct err e = { 0 };
	struct hours *present = hours_new("Europe/Berlin", &e);

	(void)state;
	assert_int_equal(hours_add_exception(present, "2026-05-19", &e), 0);
	rig_client.n_recipients = 2;
	rig_recipients[0].present = present;
	rig_recipients[0].deputy = &rig_recipients[1];
	rig_restart();
	until(at(0, 9, 0));
	until(at(1, 9, 0));
	assert_int_equal(rig_accepted("anna@example.org"), 1);
	assert_int_equal(rig_accepted("ben@example.org"), 1);
	rig_recipients[1].digest = true;
	until(at(2, 9, 0));
	assert_int_equal(rig_accepted("anna@example.org"), 2);
	assert_int_equal(rig_accepted("ben@example.org"), 2);
	rig_stop();
	hours_free(present);
}

/* The deputy comes at ten: then it is there, not when the shop closes. */
static void
test_deputy_comes_later(void **state)
{
	struct err e = { 0 };
	struct hours *present = hours_new("Europe/Berlin", &e);
	struct hours *late = hours_new("Europe/Berlin", &e);

	(void)state;
	assert_int_equal(hours_add_exception(present, "2026-05-19", &e), 0);
	assert_int_equal(hours_add_spans(late, "mo-fr 10-18", &e), 0);
	rig_client.n_recipients = 2;
	rig_recipients[0].present = present;
	rig_recipients[0].deputy = &rig_recipients[1];
	rig_recipients[1].hours = late;
	until(at(1, 10, 29));
	assert_int_equal(rig_accepted("ben@example.org"), 0);
	until(at(1, 10, 31));
	assert_int_equal(rig_accepted("ben@example.org"), 1);
	rig_stop();
	hours_free(present);
	hours_free(late);
}

static void
test_dry_run(void **state)
{
	(void)state;
	until(at(0, 8, 0));
	rig_stop();
	rig_open();
	rig_start(true);
	until(at(0, 12, 0));
	assert_int_equal(fake_mail_count(), 0);
	rig_has(rig_log.data, "dry run: would send, mail to anna");
	rig_look();
	assert_int_equal(rig_box.pending + rig_box.sent, 0);
}

int
main(void)
{
#define T(f)	cmocka_unit_test_setup_teardown(f, setup, rig_teardown)
	const struct CMUnitTest tests[] = {
		T(test_every_opening_day), T(test_first_day_has_no_missed_one),
		T(test_late_but_never_yesterdays), T(test_server_down),
		T(test_what_it_says), T(test_the_rest), T(test_too_many),
		T(test_before_closing), T(test_leaves_early),
		T(test_longer_closure), T(test_a_wave),
		T(test_lapse), T(test_two_recipients), T(test_absent),
		T(test_deputy_comes_later), T(test_silent_regulars),
		T(test_dry_run),
	};
#undef T
	int rc = cmocka_run_group_tests(tests, NULL, NULL);

	buf_free(&words);
	return rc;
}
