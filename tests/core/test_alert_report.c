/* SPDX-License-Identifier: ISC */

/* Weekly and monthly mails: once, whatever happens; what they say. */

#include "core/alert_rig.h"

#define ASK	"Wann habt ihr am Samstag geöffnet?"

static const char *const questions[] = {
	"Wann habt ihr am Samstag geöffnet?",
	"Habt ihr an Pfingsten offen?",
	"Liefert ihr auch nach Potsdam?",
	"Seid ihr am Feiertag geöffnet?",
	"Was kostet die Lieferung nach Spandau?",
	"Habt ihr noch Sonnenblumen im Topf?",
	"Gibt es wieder Sonnenblumen bei euch?",
	"Wie lange sind die Öffnungszeiten morgen?",
};

/* n people ask; every second one gets an answer an hour later. */
static void
ask(int first, int n)
{
	for (int i = first; i < first + n; i++) {
		char id[16], who[16], reply[16];
		struct hark_post p;

		snprintf(id, sizeof(id), "%d", 1000 + 10 * i);
		snprintf(reply, sizeof(reply), "%d", 1001 + 10 * i);
		snprintf(who, sizeof(who), "w%d", i);
		rig_ask(id, who, questions[(size_t)i % ARRAY_LEN(questions)]);
		fake_advance(HOUR);
		if (i % 2)
			continue;
		p = rig_reply(reply, id, i % 4 ? "Ja, bis 14 Uhr." :
		    "Schreib uns gern, wir schauen nach!");
		rig_poll(&p, 1, false);
	}
}

/* Mails accepted whose subject begins so. */
static size_t
reports(const char *subject)
{
	AUTO(free_p) char *want = xasprintf("\r\nSubject: %s", subject);
	size_t n = 0;

	for (size_t i = 0; i < fake_mail_count(); i++)
		n += fake_mail(i)->outcome == SMTP_ACCEPTED &&
		    strstr(fake_mail(i)->text, want) != NULL;
	return n;
}

static const char *
report(const char *subject)
{
	AUTO(free_p) char *want = xasprintf("\r\nSubject: %s", subject);

	for (size_t i = fake_mail_count(); i > 0; i--)
		if (strstr(fake_mail(i - 1)->text, want) != NULL)
			return fake_mail(i - 1)->text;
	fail_msg("no mail %s", subject);
	return "";
}

static void
quiet(void)
{
	while (store_idle(rig_store, loop_now()))
		;
}

/* Until a moment of a day from now, an hour at a time. */
static void
pass(int64_t hours)
{
	for (; hours > 0; hours--) {
		fake_advance(HOUR);
		quiet();
	}
}

static void
test_weekly(void **state)
{
	const char *m;

	(void)state;
	rig_recipients[0].reports = REPORT_WEEKLY;
	ask(0, 6);
	quiet();
	/* Friday evening to Monday, 7 o'clock. */
	pass(58);
	assert_int_equal(reports("Woche"), 0);
	pass(2);
	assert_int_equal(reports("Woche 21: 6 Fragen, 3 warten"), 1);
	m = report("Woche 21");
	rig_has(m, "\r\n\r\n3 von 6 Fragen rechtzeitig beantwortet.\r\n");
	rig_has(m, "Montag bis Sonntag: 0 0 0 0 6 0 0");
	rig_has(m, "Auto-Submitted: auto-generated");
	rig_hasnt(m, "<img");
	rig_hasnt(m, "Samstag");
	/* Not again: not later, not after a restart. */
	pass(30);
	rig_restart();
	pass(30);
	assert_int_equal(reports("Woche"), 1);
	/* A week without anything is told, too. */
	pass(6 * 24);
	assert_int_equal(reports("Woche 22: keine Fragen, 3 warten"), 1);
	assert_int_equal(reports("Woche"), 2);
	m = report("Woche 22");
	rig_has(m, "KW 21");
}

/* What only has a like waits for nobody: it is told apart. */
static void
test_weekly_liked(void **state)
{
	struct hark_post p;
	const char *m;

	(void)state;
	rig_recipients[0].reports = REPORT_WEEKLY;
	p = rig_post("1000", "w0", questions[0]);
	rig_poll(&p, 1, false);
	fake_advance(HOUR);
	p.flags = HARK_POST_LIKED;
	rig_poll(&p, 1, false);
	pass(66);
	m = report("Woche 21: 1 Frage\r\n");
	rig_has(m, "1 Frage hat Ihr Like, aber keine Antwort.");
	rig_hasnt(m, "wartet gerade");
	/* Another one does wait, and since when. */
	ask(1, 1);
	pass(7 * 24);
	m = report("Woche 22: 1 Frage, 1 wartet\r\n");
	rig_has(m, "1 Mensch wartet gerade, seit 6 Tagen.");
	rig_has(m, "1 Frage hat Ihr Like, aber keine Antwort.");
}

static void
test_weekly_late(void **state)
{
	(void)state;
	rig_recipients[0].reports = REPORT_WEEKLY | REPORT_MONTHLY;
	ask(0, 2);
	rig_stop();
	fake_advance(5 * WHEN_DAY);	/* Wednesday */
	rig_open();
	quiet();
	rig_start(false);
	fake_advance(10 * MIN);
	quiet();
	assert_int_equal(reports("Woche 21: 2 Fragen"), 1);
	pass(4 * 24);
	assert_int_equal(reports("Woche"), 1);
}

static void
test_before_there_was_anything(void **state)
{
	(void)state;
	rig_recipients[0].reports = REPORT_WEEKLY | REPORT_MONTHLY;
	pass(11 * 24);
	assert_int_equal(fake_mail_count(), 0);
}

static void
test_monthly(void **state)
{
	const char *m;

	(void)state;
	rig_recipients[0].reports = REPORT_MONTHLY;
	rig_recipients[0].lang = rig_de;
	ask(0, 8);
	quiet();
	pass(8 * 24);
	assert_int_equal(reports("Mai: wonach gefragt wurde"), 0);
	pass(2 * 24);
	assert_int_equal(reports("Mai: wonach gefragt wurde"), 1);
	m = report("Mai");
	rig_has(m, "8 Fragen, am h=C3=A4ufigsten: =C3=96ffnungszeiten (4).");
	rig_has(m, "Lieferung =E2=80=93 2 Fragen");
	rig_has(m, "=E2=80=9ESonnenblumen=E2=80=9C =E2=80=93 2 Fragen");
	rig_has(m, "Tipp f=C3=BCr die Seite: ");
	pass(20 * 24);
	rig_restart();
	pass(24);
	assert_int_equal(reports("Mai"), 1);
	/* June: nobody. */
	pass(10 * 24);
	assert_int_equal(reports("Juni: wonach gefragt wurde"), 1);
	rig_has(report("Juni"), "Im Juni hat niemand");
}

static void
test_private_words_stay_out(void **state)
{
	struct hark_post p;

	(void)state;
	rig_recipients[0].reports = REPORT_MONTHLY;
	ask(0, 6);
	p = rig_post("5", "zoe", "Habt ihr geöffnet, wenn ich die Geheimsache "
	    "am Samstag abhole?");
	p.kind = HARK_MESSAGE;
	p.visibility = HARK_PRIVATE;
	rig_poll(&p, 1, false);
	pass(10 * 24);
	rig_has(report("Mai"), "Private Nachrichten werden daf=C3=BCr nicht "
	    "gelesen: 1.");
	rig_hasnt(report("Mai"), "Geheim");
}

static void
test_two_recipients(void **state)
{
	static char en[] = "en";

	(void)state;
	rig_client.n_recipients = 2;
	rig_recipients[0].reports = REPORT_WEEKLY;
	rig_recipients[1].reports = REPORT_WEEKLY;
	rig_recipients[1].lang = en;
	ask(0, 4);
	pass(3 * 24);
	assert_int_equal(reports("Woche 21"), 1);
	assert_int_equal(reports("Week 21: 4 questions, 2 wait"), 1);
	rig_has(report("Week 21"), "2 of 4 questions answered in time.");
}

static void
test_warning_at_once(void **state)
{
	struct hark_post p;

	(void)state;
	rig_client.warn_broadcast = WARN_NOW;
	ask(0, 6);
	fake_advance(10 * MIN);
	for (int i = 0; i < 5; i++) {
		char id[16], text[128];

		snprintf(id, sizeof(id), "%d", 50 + i);
		snprintf(text, sizeof(text), "Nur heute %d %% auf alles! "
		    "https://srv.example/%d", 20 + i, i);
		p = rig_post(id, "us", text);
		p.kind = HARK_OWN;
		rig_poll(&p, 1, false);
		fake_advance(HOUR);
	}
	/* That three people wait meanwhile, and that it advertises. */
	assert_int_equal(reports("=?UTF-8?"), 1);	/* not plain ASCII */
	rig_has(report("=?UTF-8?"), "drei Menschen warten noch.");
	pass(24);
	assert_int_equal(reports("=?UTF-8?"), 1);
	rig_restart();
	pass(2);
	assert_int_equal(reports("=?UTF-8?"), 1);
	/* Another week: nothing to say until it advertises again. */
	pass(3 * 24);
	assert_int_equal(reports("=?UTF-8?"), 1);
	p = rig_post("60", "us", "Nur heute 70 % auf alles! "
	    "https://srv.example/60");
	p.kind = HARK_OWN;
	rig_poll(&p, 1, false);
	pass(1);
	assert_int_equal(reports("=?UTF-8?"), 2);
}

static void
test_dry_run(void **state)
{
	(void)state;
	rig_recipients[0].reports = REPORT_WEEKLY;
	ask(0, 2);
	rig_stop();
	rig_open();
	rig_start(true);
	pass(4 * 24);
	assert_int_equal(reports("Woche"), 0);
	rig_has(rig_log.data, "would send to anna: \"Woche 21");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_weekly, rig_setup,
		    rig_teardown),
		cmocka_unit_test_setup_teardown(test_weekly_liked, rig_setup,
		    rig_teardown),
		cmocka_unit_test_setup_teardown(test_weekly_late, rig_setup,
		    rig_teardown),
		cmocka_unit_test_setup_teardown(
		    test_before_there_was_anything, rig_setup, rig_teardown),
		cmocka_unit_test_setup_teardown(test_monthly, rig_setup,
		    rig_teardown),
		cmocka_unit_test_setup_teardown(test_private_words_stay_out,
		    rig_setup, rig_teardown),
		cmocka_unit_test_setup_teardown(test_two_recipients,
		    rig_setup, rig_teardown),
		cmocka_unit_test_setup_teardown(test_warning_at_once,
		    rig_setup, rig_teardown),
		cmocka_unit_test_setup_teardown(test_dry_run, rig_setup,
		    rig_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
