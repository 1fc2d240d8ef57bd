/* SPDX-License-Identifier: ISC */

/* Mail servers that refuse, are down or lose answers, full disks, crashes:
 * nothing is lost, nothing floods, and only what may have arrived repeats. */

#include <signal.h>
#include <sys/resource.h>

#include "core/alert_rig.h"

#define ASK	"Wann habt ihr am Samstag geöffnet?"
#define ASK2	"Habt ihr das auch ohne Nüsse?"
#define ASK3	"Kann ich eine Torte bestellen?"

/* --- servers that refuse --- */

static enum smtp_outcome says;
static const char *refused_address;

static void
server(void *arg, const char *to, const char *text, struct smtp_result *r)
{
	(void)arg, (void)text;
	if (refused_address != NULL && strcmp(to, refused_address) != 0)
		return;
	r->outcome = says;
	r->code = says == SMTP_ACCEPTED ? 250 : says == SMTP_PERMANENT ? 550 :
	    refused_address != NULL ? 451 : 0;
	if (says != SMTP_ACCEPTED)
		err_set(&r->err, ERR_NET, "no");
}

static void
test_server_down_for_two_days(void **state)
{
	size_t tries;

	(void)state;
	says = SMTP_TEMPORARY;
	refused_address = NULL;
	fake_smtp(server, NULL);
	rig_ask("100", "bert", ASK);
	fake_advance(5 * HOUR);
	rig_ask("101", "carla", ASK2);
	fake_advance(10 * HOUR);
	rig_ask("102", "dora", ASK3);
	fake_advance(33 * HOUR);
	tries = fake_mail_count();
	/* Asked again and again, but not impatiently. */
	assert_in_range(tries, 40, 70);
	assert_int_equal(rig_accepted(NULL), 0);

	/* Everything in one mail. */
	says = SMTP_ACCEPTED;
	fake_advance(65 * MIN);
	assert_int_equal(rig_accepted(NULL), 1);
	rig_has(rig_last("anna@example.org"), "Subject: 3 Fragen\r\n");
	rig_has(rig_last("anna@example.org"), "1. Wann");
	rig_has(rig_last("anna@example.org"), "3. Kann");
	rig_look();
	assert_int_equal(rig_box.pending, 0);
	fake_advance(HOUR);
	assert_int_equal(rig_accepted(NULL), 1);
	/* From then on as ever. */
	fake_advance(48 * HOUR);
	assert_in_range(rig_accepted(NULL), 2, 4);
}

static void
test_one_refused_recipient(void **state)
{
	(void)state;
	rig_client.n_recipients = 2;
	says = SMTP_TEMPORARY;
	refused_address = "anna@example.org";
	fake_smtp(server, NULL);
	rig_ask("100", "bert", ASK);
	fake_advance(5 * MIN);
	assert_int_equal(rig_accepted("ben@example.org"), 1);
	assert_int_equal(rig_accepted("anna@example.org"), 0);
	rig_look();
	assert_int_equal(rig_box.attempts, (int)fake_mail_count());
	says = SMTP_ACCEPTED;
	fake_advance(10 * MIN);
	assert_int_equal(rig_accepted("anna@example.org"), 1);
	assert_int_equal(rig_accepted("ben@example.org"), 1);
}

static void
test_refused_for_good(void **state)
{
	(void)state;
	says = SMTP_PERMANENT;
	refused_address = "anna@example.org";
	fake_smtp(server, NULL);
	rig_ask("100", "bert", ASK);
	fake_advance(10 * MIN);
	rig_look();
	assert_int_equal(rig_box.failed, 1);
	assert_int_equal(rig_accepted("root@example.org"), 1);
	rig_has(rig_last("root@example.org"),
	    "Subject: hark erreicht anna nicht\r\n");
	/* The next one too, but that is known. */
	rig_ask("101", "carla", ASK2);
	fake_advance(10 * MIN);
	rig_look();
	assert_int_equal(rig_box.failed, 2);
	assert_int_equal(rig_accepted("root@example.org"), 1);
	says = SMTP_ACCEPTED;
	rig_ask("102", "dora", ASK3);
	fake_advance(10 * MIN);
	assert_int_equal(rig_accepted("anna@example.org"), 1);
	assert_int_equal(rig_accepted("root@example.org"), 2);
	rig_has(rig_last("root@example.org"), "hark erreicht anna@example.org "
	    "wieder");
}

/* --- a disk that is full just after the server said yes --- */

static struct rlimit free_limit;

static void
fill_disk(void *arg, const char *to, const char *text, struct smtp_result *r)
{
	struct rlimit none = free_limit;

	(void)arg, (void)text, (void)r;
	none.rlim_cur = 0;
	if (strcmp(to, "anna@example.org") == 0)
		setrlimit(RLIMIT_FSIZE, &none);
}

static void
test_accepted_but_disk_full(void **state)
{
	size_t anna, root;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &free_limit);
	rig_ask("100", "bert", ASK);
	fake_advance(MIN);
	fake_smtp(fill_disk, NULL);
	fake_advance(3 * HOUR);
	setrlimit(RLIMIT_FSIZE, &free_limit);
	anna = rig_accepted("anna@example.org");
	root = rig_accepted("root@example.org");
	fake_smtp(NULL, NULL);
	fake_advance(30 * MIN);
	rig_look();
	/* Sent once, though it could not be written down for hours. */
	assert_int_equal(anna, 1);
	assert_int_equal(rig_accepted("anna@example.org"), 1);
	assert_int_equal(rig_box.sent, 1);
	assert_int_equal(rig_box.pending, 0);
	/* The administrator heard of it, once, and that it is over. */
	assert_int_equal(root, 1);
	assert_int_equal(rig_accepted("root@example.org"), 2);
	rig_has(rig_last("root@example.org"), "arbeitet wieder");
}

static void
test_removed_recipient(void **state)
{
	(void)state;
	says = SMTP_TEMPORARY;
	refused_address = NULL;
	fake_smtp(server, NULL);
	rig_ask("100", "bert", ASK);
	fake_advance(5 * MIN);
	rig_client.recipients = &rig_recipients[1];
	alert_reconfigure(rig_alert, &rig_config, rig_clients, 1);
	says = SMTP_ACCEPTED;
	fake_advance(3 * HOUR);
	assert_int_equal(rig_accepted(NULL), 0);
	rig_look();
	assert_int_equal(rig_box.dropped, 1);
	/* The reminder goes to who is there now. */
	fake_advance(3 * HOUR);
	assert_int_equal(rig_accepted("ben@example.org"), 1);
}

/* --- a crash --- */

/* The file as it is while the server says yes. */
static void
crash(void *arg, const char *to, const char *text, struct smtp_result *r)
{
	AUTO(free_p) char *copy = xasprintf("mkdir %s/copy && "
	    "cp %s/acme.db* %s/copy/", rig_dir, rig_dir, rig_dir);

	(void)arg, (void)to, (void)text, (void)r;
	assert_int_equal(system(copy), 0);
	fake_smtp(NULL, NULL);
}

static void
message_id(size_t i, char id[200])
{
	assert_true(i < fake_mail_count());
	assert_int_equal(sscanf(strstr(fake_mail(i)->text, "Message-ID: "),
	    "Message-ID: %199s", id), 1);
}

static void
test_crash_after_accepting(void **state)
{
	AUTO(free_p) char *back = xasprintf("rm %s/acme.db* && "
	    "cp %s/copy/acme.db* %s/", rig_dir, rig_dir, rig_dir);
	char first[200], id[200];

	(void)state;
	rig_ask("100", "bert", ASK);
	fake_smtp(crash, NULL);
	fake_advance(3 * MIN);
	assert_int_equal(fake_mail_count(), 1);
	rig_stop();
	assert_int_equal(system(back), 0);
	rig_open();
	rig_ask("101", "carla", ASK2);
	fake_advance(5 * MIN);
	rig_start(false);
	fake_advance(10 * MIN);
	/* It may come twice, then as the same mail and not within another. */
	assert_int_equal(fake_mail_count(), 3);
	message_id(0, first);
	for (size_t i = 1; i < 3; i++) {
		message_id(i, id);
		if (strcmp(first, id) == 0)
			rig_hasnt(fake_mail(i)->text, "N=C3=BCsse");
		else
			rig_hasnt(fake_mail(i)->text, "Samstag");
	}
}

static char *
header(size_t i, const char *name)
{
	AUTO(free_p) char *start = xasprintf("%s: ", name);
	const char *p = strstr(fake_mail(i)->text, start);

	assert_non_null(p);
	p += strlen(start);
	return xstrndup(p, strcspn(p, "\r"));
}

/* The server takes the mail, and the connection ends before it says so. */
static void
lose(void *arg, const char *to, const char *text, struct smtp_result *r)
{
	(void)arg, (void)to, (void)text;
	r->outcome = SMTP_IN_DOUBT;
	err_set(&r->err, ERR_NET, "hung up");
}

static void
test_perhaps_accepted_is_never_merged(void **state)
{
	AUTO(free_p) char *date = NULL;
	char first[200], id[200];
	size_t lost, again = 0;

	(void)state;
	fake_smtp(lose, NULL);
	rig_ask("100", "bert", ASK);
	fake_advance(HOUR);
	lost = fake_mail_count();
	assert_in_range(lost, 4, 8);
	message_id(0, first);
	date = header(0, "Date");
	/* These have surely not arrived, and leave as one. */
	says = SMTP_TEMPORARY;
	refused_address = NULL;
	rig_ask("101", "carla", ASK2);
	fake_advance(10 * MIN);
	fake_smtp(server, NULL);
	rig_ask("102", "dora", ASK3);
	fake_advance(HOUR);
	says = SMTP_ACCEPTED;
	fake_advance(90 * MIN);
	rig_look();
	assert_int_equal(rig_box.pending, 0);
	for (size_t i = 0; i < fake_mail_count(); i++) {
		message_id(i, id);
		if (strcmp(id, first) == 0) {
			AUTO(free_p) char *same = header(i, "Date");

			rig_hasnt(fake_mail(i)->text, "Torte");
			assert_string_equal(same, date);
			again++;
		} else {
			rig_hasnt(fake_mail(i)->text, "Samstag");
		}
	}
	assert_true(again > lost / 2);
}

int
main(void)
{
#define T(fn)	cmocka_unit_test_setup_teardown(fn, rig_setup, rig_teardown)
	const struct CMUnitTest tests[] = {
		T(test_server_down_for_two_days),
		T(test_one_refused_recipient),
		T(test_refused_for_good),
		T(test_accepted_but_disk_full),
		T(test_removed_recipient),
		T(test_crash_after_accepting),
		T(test_perhaps_accepted_is_never_merged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
