/* SPDX-License-Identifier: ISC */

/* From a question in the store to a mail at the server, in simulated time. */

#include "core/alert_rig.h"

#define ASK	"Wann habt ihr am Samstag geöffnet?"
#define ASK2	"Habt ihr das auch ohne Nüsse?"
#define ASK3	"Kann ich eine Torte bestellen?"

/* --- the ordinary way --- */

static void
test_a_question_becomes_a_mail(void **state)
{
	const char *m;

	(void)state;
	rig_ask("100", "bert", ASK);
	fake_advance(100 * WHEN_SECOND);
	assert_int_equal(fake_mail_count(), 0);		/* still collecting */
	fake_advance(30 * WHEN_SECOND);
	assert_int_equal(fake_mail_count(), 1);
	assert_int_equal(rig_rereads, 1);
	m = rig_last("anna@example.org");
	rig_has(m, "Subject: Frage von bert auf Mastodon\r\n");
	rig_has(m, "\r\n\r\nWann habt ihr am Samstag ge=C3=B6ffnet?\r\n");
	rig_has(m, "Antworten: https://srv.example/post\r\n");
	rig_look();
	assert_int_equal(rig_box.sent, 1);
	assert_int_equal(rig_box.pending, 0);
	assert_int_equal(rig_box.attempts, 1);

	/* Nothing more for four hours, then a reminder in the same thread. */
	AUTO(free_p) char *root = xstrdup(strstr(m, "\r\nReferences: "));

	root[strcspn(root + 2, "\r") + 4] = '\0';
	fake_advance(4 * HOUR - 10 * MIN);
	assert_int_equal(fake_mail_count(), 1);
	fake_advance(20 * MIN);
	assert_int_equal(fake_mail_count(), 2);
	m = rig_last("anna@example.org");
	rig_has(m, "Noch offen: Wann habt");
	rig_has(m, "Subject: Frage von bert auf Mastodon\r\n");
	rig_has(m, root);
	assert_string_not_equal(fake_mail(0)->text, fake_mail(1)->text);
}

/*
 * A reload plans all bells anew; that neither holds a bell back nor lets it
 * leave before it has collected for its own time.
 */
static void
test_a_reload_collects_nothing(void **state)
{
	(void)state;
	rig_recipients[0].delay_ms = HOUR;
	rig_reconfigure();
	rig_ask("100", "bert", ASK);
	fake_advance(118 * WHEN_SECOND);
	rig_ask("101", "carl", ASK2);
	fake_advance(HOUR - 118 * WHEN_SECOND - 5 * WHEN_SECOND);
	assert_int_equal(fake_mail_count(), 0);
	/* Five seconds before the first bell; the second comes 118 s later. */
	rig_reconfigure();
	fake_advance(120 * WHEN_SECOND);
	assert_int_equal(fake_mail_count(), 0);
	fake_advance(10 * WHEN_SECOND);
	assert_int_equal(fake_mail_count(), 1);
	rig_has(rig_last("anna@example.org"), "Subject: 2 Fragen\r\n");

	/* Who is heard of just after a reload waits no longer than ever. */
	rig_recipients[0].delay_ms = 0;
	rig_reconfigure();
	fake_advance(WHEN_SECOND);
	rig_ask("102", "dora", ASK3);
	fake_advance(119 * WHEN_SECOND);
	assert_int_equal(fake_mail_count(), 1);
	fake_advance(4 * WHEN_SECOND);
	assert_int_equal(fake_mail_count(), 2);
	/* Nor does one that was being collected. */
	rig_ask("103", "emil", ASK3);
	fake_advance(100 * WHEN_SECOND);
	rig_reconfigure();
	fake_advance(25 * WHEN_SECOND);
	assert_int_equal(fake_mail_count(), 3);
}

/* The mail's References line, given. */
static char *
references(const char *mail)
{
	const char *p = strstr(mail, "\r\nReferences: ");

	assert_non_null(p);
	return xstrndup(p + 2, strcspn(p + 2, "\r"));
}

static void
test_who_asks_again_is_heard_in_the_same_thread(void **state)
{
	AUTO(free_p) char *first = NULL, *second = NULL, *other = NULL;
	struct hark_post p;

	(void)state;
	rig_ask("100", "bert", ASK);
	fake_advance(5 * MIN);
	assert_int_equal(fake_mail_count(), 1);
	first = references(fake_mail(0)->text);
	p = rig_reply("110", "100", "Bis 14 Uhr.");
	rig_poll(&p, 1, false);
	fake_advance(HOUR);
	assert_int_equal(fake_mail_count(), 1);
	p = rig_post("120", "bert", ASK2);
	p.parent = "110";
	rig_poll(&p, 1, false);
	fake_advance(5 * MIN);
	assert_int_equal(fake_mail_count(), 2);
	rig_has(fake_mail(1)->text, "Habt ihr das auch");
	rig_has(fake_mail(1)->text, "Subject: Frage von bert auf Mastodon\r\n");
	second = references(fake_mail(1)->text);
	assert_string_equal(first, second);
	/* Somebody else there is another matter, and has another subject. */
	p = rig_post("130", "carla", ASK3);
	p.parent = "110";
	rig_poll(&p, 1, false);
	fake_advance(5 * MIN);
	assert_int_equal(fake_mail_count(), 3);
	other = references(fake_mail(2)->text);
	assert_string_not_equal(first, other);
}

static void
test_several_are_collected(void **state)
{
	(void)state;
	rig_ask("100", "bert", ASK);
	fake_advance(MIN);
	rig_ask("101", "carla", ASK2);
	rig_ask("102", "dora", ASK3);
	fake_advance(3 * MIN);
	assert_int_equal(fake_mail_count(), 1);
	rig_has(fake_mail(0)->text, "Subject: 3 Fragen\r\n");
	rig_has(fake_mail(0)->text, "1. Wann");
	rig_has(fake_mail(0)->text, "2. Habt");
	rig_has(fake_mail(0)->text, "3. Kann");
	assert_int_equal(rig_rereads, 3);
	fake_advance(HOUR);
	assert_int_equal(fake_mail_count(), 1);
}

static void
test_answered_before_it_left(void **state)
{
	struct hark_post found[2];

	(void)state;
	rig_ask("100", "bert", ASK);
	fake_advance(MIN);
	found[0] = rig_post("100", "bert", ASK);
	found[1] = rig_reply("110", "100", "Bis 14 Uhr.");
	rig_find(found, 2);
	fake_advance(10 * MIN);
	assert_int_equal(rig_rereads, 1);
	assert_int_equal(fake_mail_count(), 0);
	rig_look();
	assert_int_equal(rig_box.dropped, 1);
	fake_advance(48 * HOUR);
	assert_int_equal(fake_mail_count(), 0);
}

static void
test_unreadable_thread(void **state)
{
	(void)state;
	rig_reads = READ_HANGS;
	rig_ask("100", "bert", ASK);
	fake_advance(5 * MIN);
	assert_int_equal(fake_mail_count(), 1);
	rig_has(fake_mail(0)->text, "war gerade nicht zu lesen");
	/* The first reminder leaves, too; then there is nothing new to say. */
	fake_advance(5 * HOUR);
	assert_int_equal(fake_mail_count(), 2);
	fake_advance(20 * HOUR);
	assert_int_equal(fake_mail_count(), 2);
	rig_look();
	assert_int_equal(rig_box.pending, 1);
	/* It can be read again. */
	rig_reads = READ_FINE;
	fake_advance(HOUR);
	assert_int_equal(fake_mail_count(), 3);
	rig_hasnt(fake_mail(2)->text, "war gerade nicht zu lesen");
}

static void
test_first_run(void **state)
{
	struct hark_post p[3];

	(void)state;
	p[0] = rig_post("90", "zacharias", ASK);
	p[0].created = NOW - 3 * WHEN_DAY;
	p[1] = rig_post("91", "bert", ASK2);
	p[1].created = NOW - 5 * HOUR;
	p[2] = rig_post("92", "carla", ASK3);
	p[2].created = NOW - 2 * HOUR;
	rig_poll(p, 3, true);
	fake_advance(10 * MIN);
	assert_int_equal(fake_mail_count(), 1);
	rig_has(fake_mail(0)->text, "Subject: Es warten schon: 2 Fragen\r\n");
	rig_hasnt(fake_mail(0)->text, "zacharias");
}

static void
on_acted(void *arg, const struct err *e, const struct question *q, size_t n)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	assert_int_equal(n, 1);
	assert_int_equal(q->q.quiet_until, loop_now() + 6 * HOUR);
}

static void
on_due(void *arg, const struct err *e, const struct question *q, size_t n,
    int64_t next)
{
	char *id = arg;

	(void)next;
	assert_int_equal(e->code, ERR_OK);
	assert_int_equal(n, 1);
	memcpy(id, q->id, QID_LEN + 1);
}

static void
test_acked_before_it_left(void **state)
{
	char id[QID_LEN + 1];
	struct store_act act = { .id = id, .verb = VERB_ACK, .who = "test" };

	(void)state;
	rig_ask("100", "bert", ASK);
	store_ring_due(rig_store, loop_now(), 0, on_due, id);
	fake_settle();
	act.now = loop_now();
	act.until = loop_now() + 6 * HOUR;
	store_act(rig_store, &act, on_acted, NULL);
	fake_advance(5 * HOUR);
	assert_int_equal(fake_mail_count(), 0);
	/* The silence ends, and nobody has answered. */
	fake_advance(2 * HOUR);
	assert_int_equal(fake_mail_count(), 1);
}

static void
test_note_when_answered(void **state)
{
	struct hark_post own;

	(void)state;
	rig_client.answered_note = true;
	rig_ask("100", "bert", ASK);
	fake_advance(5 * MIN);
	assert_int_equal(fake_mail_count(), 1);
	fake_advance(30 * MIN);
	own = rig_reply("110", "100", "Bis 14 Uhr.");
	rig_poll(&own, 1, false);
	fake_advance(5 * MIN);
	assert_int_equal(fake_mail_count(), 2);
	rig_has(fake_mail(1)->text, "Beantwortet: Wann");
	rig_has(fake_mail(1)->text, "Subject: Frage von bert auf Mastodon\r\n");
	fake_advance(24 * HOUR);
	assert_int_equal(fake_mail_count(), 2);
}

static void
test_private(void **state)
{
	struct hark_post p = rig_post("100", "bert", ASK);

	(void)state;
	p.kind = HARK_MESSAGE;
	p.visibility = HARK_PRIVATE;
	rig_poll(&p, 1, false);
	fake_advance(5 * MIN);
	assert_int_equal(fake_mail_count(), 1);
	rig_has(fake_mail(0)->text,
	    "Subject: Private Nachricht auf Mastodon\r\n");
	rig_has(fake_mail(0)->text, "Private Nachricht von bert");
	rig_hasnt(fake_mail(0)->text, "Samstag");
}

static void
test_unsure_only_for_those_who_want_it(void **state)
{
	const struct classify_limits careful = { .lang = "de", .ring = 0.999f,
		.digest = 0.2f };

	(void)state;
	classify_set_limits(rig_classifier, &careful);
	rig_client.n_recipients = 2;
	rig_recipients[1].perhaps = true;
	rig_ask("100", "bert", ASK);
	fake_advance(10 * MIN);
	assert_int_equal(rig_accepted("anna@example.org"), 0);
	assert_int_equal(rig_accepted("ben@example.org"), 1);
}

/* --- other ways --- */

static struct buf posted = BUF_INIT;
static int hook_status;

static bool
hook(void *arg, const struct http_request *req, struct http_response *r)
{
	(void)arg;
	buf_reset(&posted);
	buf_addf(&posted, "%s %s\n", req->method, req->url);
	for (const char *const *h = req->headers; *h != NULL; h++)
		buf_addf(&posted, "%s\n", *h);
	buf_add(&posted, req->body, req->len);
	r->status = hook_status;
	return true;
}

static void
test_webhook(void **state)
{
	static char url[] = "https://hooks.example/x";
	struct hark_post p = rig_post("100", "bert", ASK);

	(void)state;
	rig_recipients[0].channel = CHANNEL_WEBHOOK;
	rig_recipients[0].address = url;
	rig_recipients[0].token = secret_new("t0ken", 5);
	fake_http(hook, NULL);
	hook_status = 503;
	p.kind = HARK_MESSAGE;
	p.visibility = HARK_PRIVATE;
	rig_poll(&p, 1, false);
	fake_advance(150 * WHEN_SECOND);
	assert_int_equal(fake_http_count(), 1);
	hook_status = 204;
	fake_advance(5 * MIN);
	assert_int_equal(fake_http_count(), 2);
	rig_has(posted.data, "POST https://hooks.example/x\n");
	rig_has(posted.data, "Authorization: Bearer t0ken\n");
	rig_has(posted.data, "Idempotency-Key: <");
	rig_has(posted.data, "{\"version\":1,\"kind\":\"question\",\"id\":\"<");
	rig_has(posted.data, "\"private\":true");
	rig_has(posted.data, "\"asker\":null");
	rig_has(posted.data, "\"text\":null");
	rig_hasnt(posted.data, "Samstag");
	rig_hasnt(posted.data, "bert");
	rig_look();
	assert_int_equal(rig_box.sent, 1);
	assert_null(strstr(rig_log.data, "t0ken"));
	/* Public ones say what they are. */
	rig_ask("101", "carla", ASK2);
	fake_advance(5 * MIN);
	rig_has(posted.data, "\"asker\":\"carla\"");
	rig_has(posted.data, "\"text\":\"Habt ihr das auch ohne N");
	secret_free(rig_recipients[0].token);
	buf_free(&posted);
}

static void
test_dry_run(void **state)
{
	size_t said = 0;

	(void)state;
	rig_stop();
	rig_open();
	rig_start(true);
	rig_ask("100", "bert", ASK);
	fake_advance(3 * HOUR);
	assert_int_equal(fake_mail_count(), 0);
	for (const char *p = rig_log.data; (p = strstr(p, "would ring")) !=
	    NULL; p++)
		said++;
	assert_int_equal(said, 1);
	rig_look();
	assert_int_equal(rig_box.pending, 0);
	/* Nothing was changed by it. */
	rig_restart();
	fake_advance(5 * MIN);
	assert_int_equal(fake_mail_count(), 1);
}

static void
test_hurry(void **state)
{
	(void)state;
	alert_hurry(rig_alert);
	fake_advance(1000);
	assert_false(alert_busy(rig_alert));
	rig_ask("100", "bert", ASK);
	fake_advance(2 * WHEN_SECOND);
	assert_int_equal(fake_mail_count(), 1);
	assert_false(alert_busy(rig_alert));
}

int
main(void)
{
#define T(fn)	cmocka_unit_test_setup_teardown(fn, rig_setup, rig_teardown)
	const struct CMUnitTest tests[] = {
		T(test_a_question_becomes_a_mail),
		T(test_a_reload_collects_nothing),
		T(test_who_asks_again_is_heard_in_the_same_thread),
		T(test_several_are_collected),
		T(test_answered_before_it_left),
		T(test_unreadable_thread),
		T(test_first_run),
		T(test_acked_before_it_left),
		T(test_note_when_answered),
		T(test_private),
		T(test_unsure_only_for_those_who_want_it),
		T(test_webhook),
		T(test_dry_run),
		T(test_hurry),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
