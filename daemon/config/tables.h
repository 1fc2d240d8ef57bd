/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONFIG_TABLES_H
#define HARK_CONFIG_TABLES_H

/*
 * tables.h - every section the daemon itself knows, as option tables, and the
 * structs they fill.  Private to config/ and its tests: a test compares the
 * tables with harkd.conf(5).
 *
 * What these structs hold is still text where a table cannot check it
 * (addresses, hours, languages); the files named like the sections do.
 */

#include "hark.h"

struct raw_top {
	const char *plugin_dir, *state_dir, *socket, *socket_group;
	const char *credential_dir, *model, *ca_file, *user_agent;
	const char *heartbeat_url;
	const char *const *admin;
	int log;
};

struct raw_mail {
	const char *server, *hello, *user, *password, *from, *from_name;
	int tls;
};

struct raw_client {
	const char *language, *timezone, *holidays;
	const char *const *hours, *const *closed, *const *calendars;
	const char *const *automatic;
	const char *const *ring, *const *urgent_words;
	int64_t due, collect, bundle, remind, group, before_closing, wave;
	bool answered_note;
	int private_, warn_broadcast;
	const char *customers, *customer_lookup, *flood;
	bool dormant_lists;
};

struct raw_keep {
	int64_t other, baseline, question, person, audit;
};

struct raw_ear {
	const char *ring, *digest;
};

struct raw_commands {
	const char *server, *user, *password, *folder, *address, *authserv_id;
	const char *const *senders;
};

struct raw_recipient {
	const char *mail, *webhook, *exec, *token, *language;
	const char *const *hours, *const *accounts, *const *networks;
	const char *const *languages, *const *words, *const *absent;
	const char *const *outside;
	const char *const *report;
	const char *deputy;
	const char *digest;
	int64_t delay, max_hour, max_day, long_;
	int64_t digest_minutes;
	bool perhaps;
};

/* What every account has beside the options of its plugin. */
struct raw_account {
	const char *const *staff;
	int64_t interval, keep_other, keep_baseline, keep_question;
	bool allow_http, allow_private;
};

extern const struct hark_option conf_top_options[];
extern const struct hark_option conf_mail_options[];
extern const struct hark_option conf_client_options[];
extern const struct hark_option conf_keep_options[];
extern const struct hark_option conf_ear_options[];
extern const struct hark_option conf_commands_options[];
extern const struct hark_option conf_recipient_options[];
extern const struct hark_option conf_account_options[];

/* Entries before the one without a name. */
size_t	conf_count(const struct hark_option *);

#endif
