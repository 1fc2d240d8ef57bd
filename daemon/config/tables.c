/* SPDX-License-Identifier: ISC */

/* The daemon's own options: names, types, defaults, limits.  See tables.h. */

#include "base/when.h"
#include "config/tables.h"

#define YEARS(n) ((n) * 365 * WHEN_DAY)

static const char *const levels[] = { "quiet", "info", "debug", NULL };
static const char *const tls[] = { "required", "if-offered", "never", NULL };
static const char *const warn[] = { "digest", "now", "no", NULL };
static const char *const private_[] = { "link", "name", "excerpt", NULL };

const struct hark_option conf_top_options[] = {
	HARK_OPT_STRING("plugin-dir", struct raw_top, plugin_dir,
	    .help = "where the plugins are"),
	HARK_OPT_STRING("state-dir", struct raw_top, state_dir,
	    .help = "where the databases are"),
	HARK_OPT_STRING("socket", struct raw_top, socket,
	    .def = "/run/hark/harkd.sock",
	    .help = "where hark(1) finds the daemon"),
	HARK_OPT_STRING("socket-group", struct raw_top, socket_group,
	    .def = "hark", .help = "who may look; \"\" leaves the group alone"),
	HARK_OPT_STRING("credential-dir", struct raw_top, credential_dir,
	    .help = "where credentials are, besides systemd's"),
	HARK_OPT_STRING("model", struct raw_top, model,
	    .help = "the classifier; \"rules\" for the built-in rules"),
	HARK_OPT_STRING("ca-file", struct raw_top, ca_file,
	    .help = "certificates to trust instead of the system's"),
	HARK_OPT_STRING("user-agent", struct raw_top, user_agent,
	    .def = "hark/" VERSION, .help = "what servers are told"),
	HARK_OPT_URL("heartbeat-url", struct raw_top, heartbeat_url,
	    .help = "address to ask regularly as a proof of life"),
	HARK_OPT_LIST("admin", struct raw_top, admin,
	    .help = "mail addresses told when something is broken"),
	HARK_OPT_ENUM("log", struct raw_top, log, .def = "info",
	    .choices = levels, .help = "how much to log"),
	{ .name = NULL }
};

const struct hark_option conf_mail_options[] = {
	HARK_OPT_STRING("server", struct raw_mail, server,
	    .flags = HARK_REQUIRED, .help = "\"smtp://mail.example.org:587\" "
	    "or \"smtps://mail.example.org\""),
	HARK_OPT_STRING("hello", struct raw_mail, hello,
	    .help = "the name to introduce ourselves with"),
	HARK_OPT_ENUM("tls", struct raw_mail, tls, .def = "required",
	    .choices = tls, .help = "how much to insist on encryption"),
	HARK_OPT_STRING("user", struct raw_mail, user,
	    .help = "name to log in with"),
	HARK_OPT_STRING("password", struct raw_mail, password,
	    .flags = HARK_SECRET,
	    .help = "name of the credential that holds the password"),
	HARK_OPT_STRING("from", struct raw_mail, from,
	    .flags = HARK_REQUIRED, .help = "\"hark@example.org\""),
	HARK_OPT_STRING("from-name", struct raw_mail, from_name,
	    .help = "the name shown as the sender"),
	{ .name = NULL }
};

const struct hark_option conf_client_options[] = {
	HARK_OPT_STRING("language", struct raw_client, language, .def = "de",
	    .help = "of its mails, de or en"),
	HARK_OPT_STRING("timezone", struct raw_client, timezone,
	    .def = "Europe/Berlin", .help = "IANA name"),
	HARK_OPT_LIST("hours", struct raw_client, hours,
	    .help = "when time counts; none: always"),
	HARK_OPT_LIST("closed", struct raw_client, closed,
	    .help = "days that differ from the hours"),
	HARK_OPT_STRING("holidays", struct raw_client, holidays,
	    .def = "none", .help = "public holidays of a country or region"),
	HARK_OPT_LIST("calendars", struct raw_client, calendars,
	    .help = "iCalendar files of days that are closed"),
	HARK_OPT_MSEC("due", struct raw_client, due, .min = 0,
	    .max = 30 * WHEN_DAY,
	    .help = "when a question should be answered; 0: one business day"),
	HARK_OPT_MSEC("collect", struct raw_client, collect, .def = "2m",
	    .min = 0, .max = WHEN_HOUR,
	    .help = "wait for more before a mail leaves"),
	HARK_OPT_MSEC("bundle", struct raw_client, bundle, .def = "30m",
	    .min = 0, .max = 4 * WHEN_HOUR,
	    .help = "mails after the first go together; 0: not"),
	HARK_OPT_MSEC("remind", struct raw_client, remind, .def = "4h",
	    .min = 0, .max = 30 * WHEN_DAY,
	    .help = "time to the first reminder; 0: none"),
	HARK_OPT_MSEC("group", struct raw_client, group, .def = "1h",
	    .min = WHEN_MINUTE, .max = WHEN_DAY,
	    .help = "one mail in this time for a crowded thread"),
	HARK_OPT_MSEC("before-closing", struct raw_client, before_closing,
	    .def = "45m", .min = 0, .max = 8 * WHEN_HOUR,
	    .help = "mail before closing what cannot wait; 0: none"),
	HARK_OPT_INT("wave", struct raw_client, wave, .def = "5", .min = 0,
	    .max = 10000, .help = "complaints in two hours that are a wave; "
	    "0: never"),
	HARK_OPT_STRING("flood", struct raw_client, flood, .def = "30 in 5m",
	    .help = "comments in a time under one post that are a flood; "
	    "no: never"),
	HARK_OPT_BOOL("answered-note", struct raw_client, answered_note,
	    .def = "no", .help = "mail that a question was answered"),
	HARK_OPT_ENUM("private", struct raw_client, private_, .def = "link",
	    .choices = private_,
	    .help = "what mails say of private messages"),
	HARK_OPT_STRING("customers", struct raw_client, customers,
	    .help = "file of customers, CSV or vCard"),
	HARK_OPT_STRING("customer-lookup", struct raw_client, customer_lookup,
	    .help = "program that is asked who is a customer"),
	HARK_OPT_BOOL("dormant-lists", struct raw_client, dormant_lists,
	    .def = "no", .help = "may people who fell silent be listed"),
	HARK_OPT_ENUM("warn-broadcast", struct raw_client, warn_broadcast,
	    .def = "digest", .choices = warn,
	    .help = "when to say that an account only advertises"),
	HARK_OPT_LIST("automatic", struct raw_client, automatic,
	    .help = "own texts sent by a machine, never an answer"),
	HARK_OPT_LIST("ring", struct raw_client, ring,
	    .help = "who hears of a question after which time, e.g. "
	    "{\"30m team\", \"2h chef\"}"),
	HARK_OPT_LIST("urgent-words", struct raw_client, urgent_words,
	    .help = "words that make a question urgent"),
	{ .name = NULL }
};

#define KEEP(text, field, d)						\
	HARK_OPT_MSEC(text, struct raw_keep, field, .def = d,		\
	    .min = WHEN_DAY, .max = YEARS(10),				\
	    .help = "how long it is kept")

const struct hark_option conf_keep_options[] = {
	KEEP("other", other, "30d"),
	KEEP("baseline", baseline, "90d"),
	KEEP("question", question, "180d"),
	KEEP("person", person, "365d"),
	KEEP("audit", audit, "90d"),
	{ .name = NULL }
};

const struct hark_option conf_ear_options[] = {
	HARK_OPT_STRING("ring", struct raw_ear, ring, .flags = HARK_REQUIRED,
	    .help = "how sure a question must be to ring, e.g. 0.7"),
	HARK_OPT_STRING("digest", struct raw_ear, digest,
	    .flags = HARK_REQUIRED,
	    .help = "how sure to be a perhaps in the digest, e.g. 0.3"),
	{ .name = NULL }
};

const struct hark_option conf_commands_options[] = {
	HARK_OPT_URL("server", struct raw_commands, server,
	    .flags = HARK_REQUIRED,
	    .help = "mail server, as imaps://imap.example.org"),
	HARK_OPT_STRING("user", struct raw_commands, user,
	    .flags = HARK_REQUIRED,
	    .help = "user name there, mostly the mail address"),
	HARK_OPT_STRING("password", struct raw_commands, password,
	    .flags = HARK_REQUIRED | HARK_SECRET,
	    .help = "name of the credential with the (app) password"),
	HARK_OPT_STRING("folder", struct raw_commands, folder,
	    .def = "INBOX", .help = "mailbox where the mails arrive"),
	HARK_OPT_STRING("address", struct raw_commands, address,
	    .help = "where the links lead; else user"),
	HARK_OPT_STRING("authserv-id", struct raw_commands, authserv_id,
	    .help = "your mail server's name in Authentication-Results"),
	HARK_OPT_LIST("senders", struct raw_commands, senders,
	    .help = "who may use the links besides the recipients, "
	    "addresses or @ and a domain"),
	{ .name = NULL }
};

const struct hark_option conf_recipient_options[] = {
	HARK_OPT_STRING("mail", struct raw_recipient, mail,
	    .help = "a mail address"),
	HARK_OPT_URL("webhook", struct raw_recipient, webhook,
	    .help = "an address that takes JSON"),
	HARK_OPT_STRING("exec", struct raw_recipient, exec,
	    .help = "a program that reads JSON"),
	HARK_OPT_STRING("token", struct raw_recipient, token,
	    .flags = HARK_SECRET,
	    .help = "name of the credential that the webhook wants"),
	HARK_OPT_STRING("language", struct raw_recipient, language,
	    .help = "de or en; else the client's"),
	HARK_OPT_LIST("hours", struct raw_recipient, hours,
	    .help = "when to disturb; else the client's"),
	HARK_OPT_MSEC("delay", struct raw_recipient, delay,
	    .min = 0, .max = 30 * WHEN_DAY,
	    .help = "business time before the first bell; else 30m or 2h"),
	HARK_OPT_BOOL("perhaps", struct raw_recipient, perhaps, .def = "no",
	    .help = "also what is only perhaps a question"),
	HARK_OPT_LIST("report", struct raw_recipient, report,
	    .help = "mails with figures: weekly, monthly"),
	HARK_OPT_LIST("accounts", struct raw_recipient, accounts,
	    .help = "only these accounts; none: all"),
	HARK_OPT_LIST("networks", struct raw_recipient, networks,
	    .help = "only these networks; none: all"),
	HARK_OPT_LIST("languages", struct raw_recipient, languages,
	    .help = "only questions in these languages; none: all"),
	HARK_OPT_LIST("words", struct raw_recipient, words,
	    .help = "only questions with one of these words; none: all"),
	HARK_OPT_LIST("absent", struct raw_recipient, absent,
	    .help = "days away, e.g. \"2026-12-20..2027-01-06\""),
	HARK_OPT_STRING("deputy", struct raw_recipient, deputy,
	    .help = "the recipient who is told meanwhile"),
	HARK_OPT_INT("max-per-hour", struct raw_recipient, max_hour,
	    .min = 0, .max = 1000, .def = "0",
	    .help = "mails in an hour at most; 0: no limit"),
	HARK_OPT_INT("max-per-day", struct raw_recipient, max_day,
	    .min = 0, .max = 10000, .def = "0",
	    .help = "mails in a day at most; 0: no limit"),
	HARK_OPT_LIST("outside-hours", struct raw_recipient, outside,
	    .help = "what rings at any hour: urgent, private, vip, long"),
	HARK_OPT_MSEC("long", struct raw_recipient, long_, .def = "2d",
	    .min = WHEN_HOUR, .max = 30 * WHEN_DAY,
	    .help = "waiting since then is long, for outside-hours"),
	HARK_OPT_STRING("digest", struct raw_recipient, digest,
	    .help = "\"08:30\", yes: half an hour after opening, or no"),
	HARK_OPT_INT("digest-minutes", struct raw_recipient, digest_minutes,
	    .def = "10", .min = 1, .max = 120,
	    .help = "how much work a digest may be"),
	{ .name = NULL }
};

const struct hark_option conf_account_options[] = {
	HARK_OPT_LIST("staff", struct raw_account, staff,
	    .help = "people whose posts are our own"),
	HARK_OPT_MSEC("keep-other", struct raw_account, keep_other,
	    .min = WHEN_DAY, .max = YEARS(10),
	    .help = "instead of the client's keep: other"),
	HARK_OPT_MSEC("keep-baseline", struct raw_account, keep_baseline,
	    .min = WHEN_DAY, .max = YEARS(10),
	    .help = "instead of the client's keep: baseline"),
	HARK_OPT_MSEC("keep-question", struct raw_account, keep_question,
	    .min = WHEN_DAY, .max = YEARS(10),
	    .help = "instead of the client's keep: question"),
	HARK_OPT_MSEC("interval", struct raw_account, interval,
	    .min = WHEN_SECOND, .max = 7 * WHEN_DAY,
	    .help = "time between polls, instead of the plugin's"),
	HARK_OPT_BOOL("allow-http", struct raw_account, allow_http,
	    .def = "no", .help = "plain http beyond this host"),
	HARK_OPT_BOOL("allow-private", struct raw_account, allow_private,
	    .def = "no", .help = "names that lead to private addresses"),
	{ .name = NULL }
};

size_t
conf_count(const struct hark_option *o)
{
	size_t n = 0;

	while (o != NULL && o[n].name != NULL)
		n++;
	return n;
}
