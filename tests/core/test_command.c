/* SPDX-License-Identifier: ISC */

/*
 * The command mailbox: a store, alerts, and a mailbox server played by the
 * test, with a clock set by hand.
 */

#include "alert_rig.h"
#include "base/token.h"
#include "command/command.h"
#include "core/box.h"
#include "store/questions.h"

static struct command *command;
static char folder[] = "INBOX", box_url[] = "imap://127.0.0.1:143",
    box_user[] = "hark", box_at[] = "hark@example.org";

/* --- mails ---------------------------------------------------------------- */

static const char *
subject_at(enum token_verb verb, const char *id, int64_t issued)
{
	static char s[8][100];
	static int i;
	struct token t = { .verb = verb, .issued = issued };
	char word[TOKEN_LEN + 1];

	memcpy(t.id, id, sizeof(t.id));
	token_make(store_command_key(rig_store), &t, "anna",
	    "anna@example.org", word);
	i = (i + 1) % 8;
	snprintf(s[i], sizeof(s[i]), "Erledigt %s", word);
	return s[i];
}

static const char *
subject(enum token_verb verb, const char *id)
{
	return subject_at(verb, id, loop_now());
}

/* --- what is known -------------------------------------------------------- */

static struct { char id[40][QID_LEN + 1]; enum qstate state[40];
	int64_t quiet[40], thread[40]; size_t n; } got;

static void
on_list(void *arg, const struct err *e, const struct question *q, size_t n)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	got.n = n;
	for (size_t i = 0; i < n && i < 40; i++) {
		memcpy(got.id[i], q[i].id, sizeof(got.id[i]));
		got.state[i] = q[i].q.state;
		got.quiet[i] = q[i].q.quiet_until;
	}
}

static void
look(void)
{
	struct question_filter f = { .open = true, .perhaps = true,
		.ended = true };

	store_list(rig_store, &f, on_list, NULL);
	fake_settle();
}

static enum qstate
state_of(const char *id)
{
	look();
	for (size_t i = 0; i < got.n; i++)
		if (strcmp(got.id[i], id) == 0)
			return got.state[i];
	fail_msg("no %s", id);
	return 0;
}

static const char *
asked(const char *post, const char *who, const char *text)
{
	static char id[QID_LEN + 1];
	struct question_filter f = { .open = true, .max = 1,
		.newest_first = true };

	rig_ask(post, who, text);
	store_list(rig_store, &f, on_list, NULL);
	fake_settle();
	assert_int_equal(got.n, 1);
	memcpy(id, got.id[0], sizeof(id));
	return id;
}

static int64_t counts[16];

static void
on_status(void *arg, const struct err *e, const struct store_status *st)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	memcpy(counts, st->commands, sizeof(counts));
}

static void
counted(enum command_result r, int64_t n)
{
	store_status(rig_store, loop_now(), false, on_status, NULL);
	fake_settle();
	if (counts[r] != n)
		fail_msg("%s: %d, not %d", command_result_name(r),
		    (int)counts[r], (int)n);
}

static struct audit_row last_audit;
static char audit_text[4][100];
static size_t n_audit;

static void
on_audit(void *arg, const struct err *e, const struct audit_row *r, size_t n)
{
	(void)arg;
	assert_int_equal(e->code, ERR_OK);
	n_audit = n;
	if (n == 0)
		return;
	last_audit = r[0];
	snprintf(audit_text[0], 100, "%s", r[0].who);
	snprintf(audit_text[1], 100, "%s", r[0].verb);
	snprintf(audit_text[2], 100, "%s", r[0].target);
	snprintf(audit_text[3], 100, "%s", r[0].detail != NULL ? r[0].detail :
	    "-");
}

static void
audited(size_t n)
{
	store_audit_list(rig_store, 0, on_audit, NULL);
	fake_settle();
	assert_int_equal(n_audit, n);
}

/* --- set up --------------------------------------------------------------- */

static void
begin(void)
{
	command = command_new(&rig_config, rig_clients, 1, rig_alert);
	fake_advance(1000);
}

/* As the service ends: the store first. */
static void
again(void)
{
	rig_stop();
	command_free(command);
	command = NULL;
	box.idle = NULL;
	rig_open();
	rig_start(false);
	begin();
}

static int
setup(void **state)
{
	static const char words[] = "sesame";

	memset(&box, 0, sizeof(box));
	box.validity = 7;
	box.log = (struct buf)BUF_INIT;
	fake_stream(box_serve, NULL);
	if (rig_setup(state) != 0)
		return -1;
	rig_client.commands = (struct conf_commands){ .server = box_url,
		.user = box_user, .folder = folder, .address = box_at,
		.password = secret_new(words, strlen(words)) };
	/* Rings never, so that mails do not get in the way. */
	rig_recipients[0].delay_ms = 30 * WHEN_DAY;
	box_put("old@example.org", "Rechnung", "", "");
	begin();
	return 0;
}

static int
teardown(void **state)
{
	int rc;

	if (rig_store != NULL)
		rig_stop();
	command_free(command);
	command = NULL;
	secret_free(rig_client.commands.password);
	rc = rig_teardown(state);
	buf_free(&box.log);
	return rc;
}

/* --- what staff says ------------------------------------------------------ */

static void
test_done(void **state)
{
	const char *id = asked("1", "kim", "Habt ihr morgen offen?");
	const char *done = subject(TOKEN_DONE, id);

	(void)state;
	/* What lay there is passed over. */
	counted(COMMAND_UNKNOWN, 0);
	box_put("Anna <ANNA@example.org>", done, "", "");
	assert_int_equal(state_of(id), Q_CLOSED);
	counted(COMMAND_DONE, 1);
	audited(1);
	assert_int_equal(last_audit.uid, -1);
	assert_string_equal(audit_text[0], "mail anna@example.org");
	assert_string_equal(audit_text[1], "close");
	assert_string_equal(audit_text[2], id);
	assert_true(box.mail[1].seen);
	assert_false(box.mail[0].seen);
	/* Once; and another one comes too late. */
	box_put("anna@example.org", done, "", "");
	counted(COMMAND_USED, 1);
	box_put("anna@example.org", subject(TOKEN_PHONED, id), "", "");
	counted(COMMAND_OVER, 1);
	/* That somebody reopens it gives the used word no second life. */
	store_act(rig_store, &(struct store_act){ .id = id,
	    .verb = VERB_REOPEN, .now = loop_now() }, NULL, NULL);
	box_put("anna@example.org", done, "", "");
	counted(COMMAND_USED, 2);
	assert_int_equal(state_of(id), Q_WAITING);
	/* A newer mail's does. */
	box_put("anna@example.org", subject_at(TOKEN_PHONED, id, loop_now() +
	    1000), "", "");
	assert_int_equal(state_of(id), Q_CLOSED);
	audited(2);
	assert_string_equal(audit_text[3], "phone");
	assert_int_equal(fake_mail_count(), 0);
}

static void
test_refused(void **state)
{
	const char *id = asked("1", "kim", "Habt ihr morgen offen?");
	const char *done = subject(TOKEN_DONE, id);
	char *text;

	(void)state;
	box_put("eve@evil.example", done, "", "");
	box_put("anna@example.org, eve@evil.example", done, "", "");
	box_put("anna@example.org\r\nFrom: eve@evil.example", done, "", "");
	box_put("\"anna@example.org\" <eve@evil.example>", done, "", "");
	box_put("", done, "", "");
	counted(COMMAND_SENDER, 5);
	/* Somebody tried: that can be looked up. */
	audited(5);
	assert_string_equal(audit_text[1], "close");
	assert_string_equal(audit_text[3], "sender");
	box_put("anna@example.org", done, "Auto-Submitted: auto-replied\r\n", "");
	box_put("anna@example.org", done, "Precedence: bulk\r\n", "");
	box_put("anna@example.org", done, "List-Id: <x.example>\r\n", "");
	box_put("anna@example.org", done, "Return-Path: <>\r\n", "");
	counted(COMMAND_AUTOMATIC, 4);
	/* The word of another recipient, in Anna's hand. */
	text = xstrdup(done);
	text[strlen(text) - 1] = text[strlen(text) - 1] == '0' ? '1' : '0';
	box_put("anna@example.org", text, "", "");
	free(text);
	counted(COMMAND_FORGED, 1);
	box_put("anna@example.org", "Frage von Kim", "", "Was heisst das?");
	/* An answer to our mail: four words, nobody knows which. */
	text = xasprintf("Danke!\r\n> %s\r\n> %s\r\n", done,
	    subject(TOKEN_NOT, id));
	box_put("anna@example.org", "Re: Frage von Kim", "", text);
	free(text);
	counted(COMMAND_UNKNOWN, 2);
	assert_false(box.mail[box.n - 1].seen);
	box_put("anna@example.org", subject_at(TOKEN_DONE, id, loop_now() -
	    31 * WHEN_DAY), "", "");
	box_put("anna@example.org", subject_at(TOKEN_DONE, id, loop_now() +
	    WHEN_DAY), "", "");
	counted(COMMAND_EXPIRED, 2);
	box_put("anna@example.org", subject(TOKEN_DONE, "zzzzzz"), "", "");
	counted(COMMAND_GONE, 1);
	assert_int_equal(state_of(id), Q_WAITING);
	/* The subject was lost on the way, the text was not. */
	box_put("anna@example.org", "", "", done);
	assert_int_equal(state_of(id), Q_CLOSED);
	assert_int_equal(fake_mail_count(), 0);
}

static void
test_more(void **state)
{
	const char *id = asked("1", "kim", "Habt ihr morgen offen?");
	const char *old = subject(TOKEN_DONE, id);
	struct hark_post p = rig_post("2", "kim", "Und habt ihr glutenfreies "
	    "Brot?"), nudge;

	(void)state;
	fake_advance(MIN);
	p.parent = "1";
	p.created = loop_now();
	rig_poll(&p, 1, false);
	/* Nobody has seen that yet: an old mail does not end it. */
	box_put("anna@example.org", old, "", "");
	counted(COMMAND_CHANGED, 1);
	assert_int_equal(state_of(id), Q_WAITING);
	/* That she only rings again is no news. */
	fake_advance(MIN);
	old = subject(TOKEN_DONE, id);
	fake_advance(MIN);
	nudge = rig_post("3", "kim", "???");
	nudge.parent = "1";
	rig_poll(&nudge, 1, false);
	box_put("anna@example.org", old, "", "");
	counted(COMMAND_DONE, 1);
	assert_int_equal(state_of(id), Q_CLOSED);
}

static void
test_tomorrow(void **state)
{
	const char *id = asked("1", "kim", "Habt ihr morgen offen?");
	const char *later = subject(TOKEN_TOMORROW, id);
	struct err e = { 0 };
	int64_t until;

	(void)state;
	assert_int_equal(hours_add_spans(rig_client.hours, "mo-fr 8-12, 13-18",
	    &e), 0);
	box_put("anna@example.org", later, "", "");
	look();
	/* Friday afternoon: Monday at eight. */
	until = hours_at(rig_client.hours, NOW, 3, 8 * 60);
	assert_true(got.quiet[0] == until);
	audited(1);
	assert_string_equal(audit_text[1], "snooze");
	/* The same mail on Monday: one day more. */
	fake_advance(3 * WHEN_DAY);
	box_put("anna@example.org", later, "", "");
	look();
	assert_true(got.quiet[0] == hours_at(rig_client.hours, NOW, 4,
	    8 * 60));
	counted(COMMAND_DONE, 2);
	box_put("anna@example.org", subject(TOKEN_NOT, id), "", "");
	assert_int_equal(state_of(id), Q_NOT_QUESTION);
	audited(3);
	assert_string_equal(audit_text[3], "not-a-question");
}

/* As it comes from the programs of this world. */
static void
test_mangled(void **state)
{
	static const char *const shapes[] = {
		/* Answered, coded whole, and in the middle of the word. */
		"AW: =?iso-8859-1?Q?Erledigt_%.20s?=\r\n =?UTF-8?Q?%s?=",
		"=?utf-8?Q?WG=3A_Erledigt=C2=A0%.20s%s?=",
		"[EXTERN] Erledigt\r\n %.20s%s",
		"Fwd: Erledigt \t%.20s%s (gesendet von unterwegs)",
	};
	char post[8], subj[300];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(shapes); i++) {
		const char *id, *word;
		struct buf b = BUF_INIT;

		snprintf(post, sizeof(post), "m%zu", i);
		id = asked(post, post, "Habt ihr morgen offen?");
		word = strchr(subject(TOKEN_DONE, id), ' ') + 1;
		for (const char *p = shapes[i]; *p != '\0'; p++)
			if (strncmp(p, "%.20s", 5) == 0) {
				buf_addf(&b, "%.20s", word);
				p += 4;
			} else if (strncmp(p, "%s", 2) == 0) {
				buf_adds(&b, word + 20);
				p++;
			} else {
				buf_addc(&b, *p);
			}
		snprintf(subj, sizeof(subj), "%s", b.data);
		buf_free(&b);
		box_put("=?utf-8?Q?M=C3=BCller=2C_Anna?= <anna@example.org>",
		    subj, "", "");
		if (state_of(id) != Q_CLOSED)
			fail_msg("%s", subj);
	}
}

/* One action settles all that stood in the mail, and no other. */
static void
test_all(void **state)
{
	struct hark_post p[9];
	char name[9][16], id[QID_LEN + 1];
	const char *all;
	size_t closed = 0;

	(void)state;
	memcpy(id, asked("1", "kim", "Wann macht ihr wieder auf?"),
	    sizeof(id));
	for (int i = 0; i < 9; i++) {
		snprintf(name[i], sizeof(name[i]), "p%d", i);
		p[i] = rig_post(name[i], name[i], "Das frage ich mich auch, "
		    "wann macht ihr auf?");
		p[i].parent = "1";
	}
	rig_poll(p, 7, false);
	look();
	assert_int_equal(got.n, 8);
	fake_advance(MIN);
	all = subject(TOKEN_ALL_DONE, id);
	fake_advance(MIN);
	p[7].created = p[8].created = loop_now();
	rig_poll(p + 7, 2, false);
	box_put("anna@example.org", all, "", "");
	look();
	assert_int_equal(got.n, 10);
	for (size_t i = 0; i < got.n; i++)
		closed += got.state[i] == Q_CLOSED;
	assert_int_equal(closed, 8);
	audited(8);
	box_put("anna@example.org", all, "", "");
	counted(COMMAND_USED, 1);
}

/* Others of the house, if they are named; vouched for, if that is wanted. */
static void
test_senders(void **state)
{
	static char domain[] = "@shop.example", mx[] = "mx.shop.example";
	char *senders[] = { domain, NULL };
	const char *id = asked("1", "kim", "Habt ihr morgen offen?");
	const char *done = subject(TOKEN_DONE, id);

	(void)state;
	box_put("ben@shop.example", done, "", "");
	counted(COMMAND_SENDER, 1);
	rig_client.commands.senders = senders;
	rig_client.commands.authserv_id = mx;
	box_put("ben@notshop.example", done, "", "");
	box_put("ben@sub.shop.example", done, "", "");
	counted(COMMAND_SENDER, 3);
	box_put("ben@shop.example", done, "", "");
	box_put("ben@shop.example", done, "Authentication-Results: "
	    "mx.shop.example; dmarc=fail header.from=shop.example\r\n", "");
	counted(COMMAND_UNVERIFIED, 2);
	box_put("ben@shop.example", done, "Authentication-Results: "
	    "mx.shop.example; spf=pass smtp.mailfrom=ben@shop.example\r\n",
	    "");
	assert_int_equal(state_of(id), Q_CLOSED);
}

/* --- the mailbox ---------------------------------------------------------- */

static void
test_restart(void **state)
{
	char id[QID_LEN + 1];
	const char *later;

	(void)state;
	memcpy(id, asked("1", "kim", "Habt ihr morgen offen?"), sizeof(id));
	later = subject(TOKEN_TOMORROW, id);
	box_put("anna@example.org", later, "", "");
	counted(COMMAND_DONE, 1);
	again();
	counted(COMMAND_DONE, 1);
	/* Sent while we were away. */
	box.idle = NULL;
	box_put("anna@example.org", subject(TOKEN_DONE, id), "", "");
	again();
	assert_int_equal(state_of(id), Q_CLOSED);
	counted(COMMAND_DONE, 2);
	/* Dead in the middle: fetched, and neither done nor marked. */
	box.hangup = true;
	box_put("anna@example.org", subject(TOKEN_NOT, id), "", "");
	fake_advance(MIN);
	counted(COMMAND_OVER, 1);
	/* The server counts anew: all again, and nothing happens. */
	box.validity = 8;
	again();
	counted(COMMAND_DONE, 2);
	counted(COMMAND_USED, 2);
	counted(COMMAND_OVER, 2);
	box_put("anna@example.org", "Hallo", "", "");
	counted(COMMAND_UNKNOWN, 2);
}

/* Another mailbox' cursor says nothing about this one. */
static void
test_another(void **state)
{
	static char other[] = "Befehle";
	const char *id = asked("1", "kim", "Habt ihr morgen offen?");

	(void)state;
	box_put("anna@example.org", "Hallo", "", "");
	counted(COMMAND_UNKNOWN, 1);
	rig_client.commands.folder = other;
	command_reconfigure(command, &rig_config, rig_clients, 1);
	fake_advance(1000);
	rig_has(box.log.data, "SELECT \"Befehle\"");
	counted(COMMAND_UNKNOWN, 1);
	box_put("anna@example.org", subject(TOKEN_DONE, id), "", "");
	assert_int_equal(state_of(id), Q_CLOSED);
	/* And none any more. */
	rig_client.commands.server = NULL;
	command_reconfigure(command, &rig_config, rig_clients, 1);
	fake_advance(1000);
	assert_int_equal(fake_stream_count(), 0);
}

static void
test_no_idle(void **state)
{
	const char *id = asked("1", "kim", "Habt ihr morgen offen?");

	(void)state;
	box.refuse_idle = true;
	again();
	box_put("anna@example.org", subject(TOKEN_DONE, id), "", "");
	fake_advance(2 * MIN);
	assert_int_equal(state_of(id), Q_CLOSED);
	assert_int_equal(fake_stream_count(), 1);
	fake_advance(HOUR);
	assert_int_equal(fake_stream_count(), 1);
}

/* What cannot be kept is not taken, and comes again. */
static void
test_no_store(void **state)
{
	const char *id = asked("1", "kim", "Habt ihr morgen offen?");

	(void)state;
	rig_clients[0].store = NULL;
	box_put("anna@example.org", subject(TOKEN_DONE, id), "", "");
	fake_advance(5 * MIN);
	rig_clients[0].store = rig_store;
	assert_int_equal(state_of(id), Q_WAITING);
	assert_false(box.mail[1].seen);
	fake_advance(HOUR);
	assert_int_equal(state_of(id), Q_CLOSED);
	assert_true(box.mail[1].seen);
	counted(COMMAND_DONE, 1);
}

/* Many at once, a deleted one among them, and some that come meanwhile. */
static void
test_many(void **state)
{
	const char *id = asked("1", "kim", "Habt ihr morgen offen?");
	struct stream *idle = box.idle;

	(void)state;
	box.idle = NULL;
	for (int i = 0; i < 30; i++)
		box_put("anna@example.org", "Hallo", "", "");
	box_put("anna@example.org", subject(TOKEN_DONE, id), "", "");
	box.mail[7].text[0] = '\0';
	box.idle = idle;
	box_put("anna@example.org", "Hallo", "", "");
	fake_advance(1000);
	assert_int_equal(state_of(id), Q_CLOSED);
	counted(COMMAND_UNKNOWN, 31);
	counted(COMMAND_DONE, 1);
	assert_true(box.mail[31].seen);
	assert_non_null(strstr(box.log.data, "UID STORE 32 "));
}

/* A server that cannot read its mails now loses none of them. */
static void
test_unreadable(void **state)
{
	const char *id = asked("1", "kim", "Habt ihr morgen offen?");
	struct stream *idle;

	(void)state;
	box.away = true;
	box_put("anna@example.org", subject(TOKEN_DONE, id), "", "");
	fake_advance(20 * MIN);
	assert_int_equal(state_of(id), Q_WAITING);
	box.away = false;
	fake_advance(30 * MIN);
	assert_int_equal(state_of(id), Q_CLOSED);
	/* One that never can holds up those behind it for an hour. */
	id = asked("2", "lea", "Was kostet die Torte?");
	idle = box.idle;
	box.idle = NULL;
	box.broken = box.n + 2;
	box_put("anna@example.org", "Hallo", "", "");
	box_put("anna@example.org", "Kaputt", "", "");
	box.idle = idle;
	box_put("anna@example.org", subject(TOKEN_DONE, id), "", "");
	fake_advance(10 * MIN);
	counted(COMMAND_UNKNOWN, 1);
	assert_int_equal(state_of(id), Q_WAITING);
	fake_advance(2 * HOUR);
	assert_int_equal(state_of(id), Q_CLOSED);
	assert_int_equal(fake_stream_count(), 1);
}

/* Idling is renewed before routers forget it. */
static void
test_long(void **state)
{
	(void)state;
	buf_reset(&box.log);
	fake_advance(HOUR);
	rig_has(box.log.data, "DONE\n");
	rig_hasnt(box.log.data, "SELECT");
	assert_non_null(box.idle);
}

static void
test_deaf(void **state)
{
	const char *id = asked("1", "kim", "Habt ihr morgen offen?");
	struct command_health h;

	(void)state;
	box.down = true;
	fake_stream_end(box.idle, ERR_NET, "gone");
	box.idle = NULL;
	/* A server that is restarted is no news. */
	fake_advance(20 * MIN);
	assert_true(command_health(command, &rig_clients[0], &h));
	assert_false(h.heard);
	assert_int_equal(rig_accepted("root@example.org"), 0);
	fake_advance(40 * MIN);
	assert_int_equal(rig_accepted("root@example.org"), 1);
	rig_has(rig_last("root@example.org"), "Kommando-Postfach");
	fake_advance(2 * WHEN_DAY);
	assert_int_equal(rig_accepted("root@example.org"), 1);
	/* Not by the clock of the pauses: a reload asks at once. */
	box.down = false;
	box_put("anna@example.org", subject(TOKEN_DONE, id), "", "");
	command_reconfigure(command, &rig_config, rig_clients, 1);
	fake_advance(10 * MIN);
	assert_int_equal(state_of(id), Q_CLOSED);
	assert_int_equal(rig_accepted("root@example.org"), 2);
	rig_has(rig_last("root@example.org"), "wieder");
	/* A password that is refused: at once, and tried rarely. */
	box.deny = true;
	fake_stream_end(box.idle, ERR_NET, "gone");
	box.idle = NULL;
	fake_advance(5 * MIN);
	assert_int_equal(rig_accepted("root@example.org"), 3);
	assert_true(command_health(command, &rig_clients[0], &h));
	assert_int_equal(h.err.code, ERR_PERMISSION);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_done), T(test_refused), T(test_more), T(test_tomorrow),
		T(test_all), T(test_mangled), T(test_senders),
		T(test_restart), T(test_another),
		T(test_no_idle), T(test_no_store), T(test_many),
		T(test_unreadable), T(test_long), T(test_deaf),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
