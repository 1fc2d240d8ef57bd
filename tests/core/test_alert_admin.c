/* SPDX-License-Identifier: ISC */

/* What the administrator hears, and how often. */

#include "core/alert_rig.h"

#define ROOT	"root@example.org"

static void
health(enum account_state state, int64_t last)
{
	struct account_health *h = &rig_health[0];

	*h = (struct account_health){ .client = "acme", .account = "one",
		.network = "mastodon", .state = state, .last_success = last,
		.error = "401 The access token was revoked" };
	rig_n_health = rig_n_health > 0 ? rig_n_health : 1;
	alert_health(rig_alert, h);
	fake_advance(MIN);
}

static void
test_token_expired(void **state)
{
	(void)state;
	health(ACCOUNT_FAILING, NOW);
	assert_int_equal(rig_accepted(ROOT), 0);
	health(ACCOUNT_AUTH, NOW);
	assert_int_equal(rig_accepted(ROOT), 1);
	rig_has(rig_last(ROOT), "=?UTF-8?Q?hark_h=C3=B6rt_Mastodon_nicht");
	rig_has(rig_last(ROOT), "Mastodon lehnt die Zugangsdaten des Kontos "
	    "=E2=80=9Eone=E2=80=9C ab (acme).");
	rig_has(rig_last(ROOT), "401 The access token was revoked");
	/* To be copied: alone in its line. */
	rig_has(rig_last(ROOT), "Zu tun:\r\nsudo hark auth acme/one\r\n");
	rig_has(rig_last(ROOT), "<code ");
	/* Told once, also by the next harkd. */
	health(ACCOUNT_AUTH, NOW);
	rig_restart();
	health(ACCOUNT_AUTH, NOW);
	fake_advance(48 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 1);
	health(ACCOUNT_OK, loop_now());
	assert_int_equal(rig_accepted(ROOT), 2);
	rig_has(rig_last(ROOT), "ist wieder zu h");
	health(ACCOUNT_OK, loop_now());
	assert_int_equal(rig_accepted(ROOT), 2);
	/* Another time is another story. */
	health(ACCOUNT_AUTH, loop_now());
	assert_int_equal(rig_accepted(ROOT), 3);
}

/* 14, 7 and 1 days before, once each, whatever happens in between. */
static void
test_consent_ends(void **state)
{
	int64_t ends = NOW + 20 * 24 * HOUR;

	(void)state;
	rig_health[0] = (struct account_health){ .client = "acme",
		.account = "one", .network = "facebook", .state = ACCOUNT_OK,
		.consent.at = ends };
	rig_n_health = 1;
	rig_restart();
	fake_advance(5 * 24 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 0);
	fake_advance(25 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 1);
	rig_has(rig_last(ROOT),
	    "Subject: Facebook: Zustimmung endet in 14 Tagen (one)\r\n");
	rig_has(rig_last(ROOT), "Die Zustimmung, mit der hark Facebook lesen "
	    "darf, endet bald");
	rig_has(rig_last(ROOT), "sudo hark auth acme/one");
	rig_restart();
	fake_advance(5 * 24 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 1);
	fake_advance(3 * 24 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 2);
	rig_restart();
	fake_advance(5 * 24 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 3);
	rig_restart();
	/* It has ended; that the network refuses it is told by itself. */
	fake_advance(10 * 24 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 3);
	/* Given anew, for a few days: told what is true now, once. */
	rig_health[0].consent.at = loop_now() + 3 * 24 * HOUR;
	rig_restart();
	fake_advance(HOUR);
	assert_int_equal(rig_accepted(ROOT), 4);
	fake_advance(24 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 4);
	rig_health[0].consent.at = 0;
	fake_advance(24 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 4);
}

/* The key stays good, but people's words go missing: that is said as it is. */
static void
test_shows_less(void **state)
{
	(void)state;
	rig_health[0] = (struct account_health){ .client = "acme",
		.account = "one", .network = "facebook", .state = ACCOUNT_OK,
		.consent = { .at = NOW + 6 * 24 * HOUR, .less = true } };
	rig_n_health = 1;
	rig_restart();
	fake_advance(HOUR);
	assert_int_equal(rig_accepted(ROOT), 1);
	rig_has(rig_last(ROOT),
	    "Subject: Facebook: neu anmelden, noch 6 Tage (one)\r\n");
	rig_has(rig_last(ROOT), "Facebook zeigt bald vielleicht weniger");
	rig_has(rig_last(ROOT), "bleibt g");
	rig_has(rig_last(ROOT), "sudo hark auth acme/one");
	rig_hasnt(rig_last(ROOT), "Zustimmung");
	rig_restart();
	fake_advance(4 * 24 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 1);
	fake_advance(25 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 2);
	/* Logged in again: three months of peace. */
	rig_health[0].consent.at = loop_now() + 90 * 24 * HOUR;
	rig_restart();
	fake_advance(30 * 24 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 2);
}

/* A rehearsal says what would be told, and only that. */
static void
test_dry_run(void **state)
{
	(void)state;
	rig_stop();
	rig_open();
	rig_start(true);
	health(ACCOUNT_OK, NOW);
	assert_null(strstr(rig_log.data, "would tell"));
	health(ACCOUNT_AUTH, NOW);
	rig_has(rig_log.data, "dry run: would tell the administrator: hark h");
	assert_int_equal(fake_mail_count(), 0);
	rig_look();
	assert_int_equal(rig_box.pending + rig_box.sent, 0);
}

static void
test_stale_then_refused(void **state)
{
	(void)state;
	health(ACCOUNT_STALE, NOW - HOUR);
	assert_int_equal(rig_accepted(ROOT), 1);
	rig_has(rig_last(ROOT), "Zuletzt gelesen: ");
	/* Now a person has to act: that is news. */
	health(ACCOUNT_AUTH, NOW - HOUR);
	assert_int_equal(rig_accepted(ROOT), 2);
	health(ACCOUNT_OK, loop_now());
	assert_int_equal(rig_accepted(ROOT), 3);
}

static void
test_no_news_if_over_before_it_left(void **state)
{
	(void)state;
	rig_config.mail.server = NULL;
	health(ACCOUNT_STALE, NOW - HOUR);
	health(ACCOUNT_OK, loop_now());
	rig_config.mail.server = rig_server;
	fake_advance(3 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 0);
	rig_look();
	assert_int_equal(rig_box.dropped, 1);
	assert_int_equal(rig_box.pending, 0);
}

static void
test_plugin_missing_from_the_start(void **state)
{
	(void)state;
	rig_stop();
	rig_open();
	rig_health[0] = (struct account_health){ .client = "acme",
		.account = "one", .network = "bluesky",
		.state = ACCOUNT_NO_PLUGIN };
	rig_n_health = 1;
	rig_start(false);
	fake_advance(MIN);
	assert_int_equal(rig_accepted(ROOT), 1);
	rig_has(rig_last(ROOT), "Das Modul f=C3=BCr Bluesky fehlt");
	rig_restart();
	fake_advance(MIN);
	assert_int_equal(rig_accepted(ROOT), 1);
}

static void
test_all_networks_down(void **state)
{
	(void)state;
	rig_n_health = 2;
	rig_health[1] = (struct account_health){ .client = "acme",
		.account = "two", .network = "bluesky",
		.state = ACCOUNT_STALE, .last_success = NOW };
	/* A hiccup is nobody's business. */
	alert_network_down(rig_alert, true);
	fake_advance(3 * MIN);
	alert_network_down(rig_alert, false);
	fake_advance(HOUR);
	alert_health(rig_alert, &rig_health[1]);
	fake_advance(MIN);
	/* That was the account left silent, told once. */
	assert_int_equal(rig_accepted(ROOT), 1);
	fake_mail_forget();

	/* Down for long: one mail, none per account. */
	alert_network_down(rig_alert, true);
	fake_advance(MIN);
	health(ACCOUNT_STALE, NOW);
	fake_advance(5 * HOUR);
	assert_int_equal(rig_accepted(ROOT), 1);
	rig_has(rig_last(ROOT), "Subject: =?UTF-8?Q?hark_h=C3=B6rt_gar_nichts");
	rig_health[0].state = ACCOUNT_OK;
	alert_network_down(rig_alert, false);
	fake_advance(HOUR);
	assert_int_equal(rig_accepted(ROOT), 2);
	rig_has(rig_last(ROOT), "wieder zu erreichen, nach 5 h");
}

static void
test_one_account_alone_is_stale_not_down(void **state)
{
	(void)state;
	rig_n_health = 1;
	alert_network_down(rig_alert, true);
	fake_advance(HOUR);
	assert_int_equal(rig_accepted(ROOT), 0);
	health(ACCOUNT_STALE, NOW);
	assert_int_equal(rig_accepted(ROOT), 1);
	alert_network_down(rig_alert, false);
	health(ACCOUNT_OK, loop_now());
	fake_advance(HOUR);
	assert_int_equal(rig_accepted(ROOT), 2);
}

static void
test_nobody_to_tell(void **state)
{
	(void)state;
	rig_config.admin = NULL;
	health(ACCOUNT_AUTH, NOW);
	assert_int_equal(fake_mail_count(), 0);
	assert_false(alert_busy(rig_alert));
}

static void
test_database_cannot_be_opened(void **state)
{
	(void)state;
	rig_stop();
	err_set(&rig_clients[0].broken, ERR_STORE, "acme.db is damaged");
	rig_alert = alert_new(&rig_config, rig_clients, 1, NULL, false);
	fake_advance(HOUR);
	assert_int_equal(rig_accepted(ROOT), 1);
	rig_has(rig_last(ROOT), "Subject: hark: Die Datenbank von acme versagt");
	rig_has(rig_last(ROOT), "acme.db is damaged");
	alert_free(rig_alert);
	rig_alert = NULL;
}

/* --- `hark testmail' --- */

static struct buf tested = BUF_INIT;

static void
on_tested(void *arg, const char *recipient, const struct err *e, bool last)
{
	(void)arg;
	buf_addf(&tested, "%s:%d%s ", recipient != NULL ? recipient : "-",
	    (int)e->code, last ? " end" : "");
}

static void
half(void *arg, const char *to, const char *text, struct smtp_result *r)
{
	(void)arg, (void)text;
	if (strcmp(to, "ben@example.org") != 0)
		return;
	r->outcome = SMTP_PERMANENT;
	err_set(&r->err, ERR_REFUSED, "550 no such user");
}

static void
test_testmail(void **state)
{
	(void)state;
	rig_client.n_recipients = 2;
	fake_smtp(half, NULL);
	alert_test(rig_alert, NULL, NULL, on_tested, NULL);
	assert_int_equal(tested.len, 0);
	assert_true(alert_busy(rig_alert));
	fake_settle();
	assert_string_equal(tested.data, "anna:0 ben:10 end ");
	rig_has(rig_last("anna@example.org"), "Subject: Eine Probe von hark");
	buf_reset(&tested);
	alert_test(rig_alert, "acme", "anna@example.org", on_tested, NULL);
	fake_settle();
	assert_string_equal(tested.data, "anna:0 end ");
	buf_reset(&tested);
	alert_test(rig_alert, NULL, "root@example.org", on_tested, NULL);
	fake_settle();
	assert_string_equal(tested.data, "root@example.org:0 end ");
	buf_reset(&tested);
	alert_test(rig_alert, NULL, "stranger@example.com", on_tested, NULL);
	alert_test(rig_alert, "other", NULL, on_tested, NULL);
	fake_settle();
	assert_string_equal(tested.data, "-:3 end -:3 end ");
	buf_free(&tested);
	assert_int_equal(rig_accepted(NULL), 3);
	/* One that is under way when everything ends. */
	alert_test(rig_alert, NULL, NULL, on_tested, NULL);
	alert_test(rig_alert, "other", NULL, on_tested, NULL);
}

int
main(void)
{
#define T(fn)	cmocka_unit_test_setup_teardown(fn, rig_setup, rig_teardown)
	const struct CMUnitTest tests[] = {
		T(test_token_expired),
		T(test_dry_run), T(test_consent_ends),
		T(test_shows_less),
		T(test_stale_then_refused),
		T(test_no_news_if_over_before_it_left),
		T(test_plugin_missing_from_the_start),
		T(test_all_networks_down),
		T(test_one_account_alone_is_stale_not_down),
		T(test_nobody_to_tell),
		T(test_database_cannot_be_opened),
		T(test_testmail),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
