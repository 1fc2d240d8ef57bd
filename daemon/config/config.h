/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONFIG_CONFIG_H
#define HARK_CONFIG_CONFIG_H

/*
 * config.h - harkd.conf and conf.d/ as typed, checked structs (libconfuse
 * inside).
 *
 * Plugins are loaded first, so that each plugin's option table becomes a
 * section type of its own inside a client.  Every refusal names file:line,
 * what is wrong and what would be right.  Secrets are never in the file: an
 * option that wants one holds the name of a credential (base/secret.h).
 *
 * A struct config is immutable once read and owns all it points to.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/secret.h"
#include "base/tls.h"
#include "config/plugin.h"
#include "text/classify.h"
#include "triage/hours.h"

struct conf_mail {
	char *server;			/* smtp://host:port; NULL: no mail */
	char *hello;			/* EHLO name; default: host name */
	enum smtp_tls tls;
	char *user;			/* or NULL */
	struct secret *password;	/* or NULL */
	char *from;			/* address */
	char *from_name;		/* or NULL */
};

enum conf_channel { CHANNEL_MAIL, CHANNEL_WEBHOOK, CHANNEL_EXEC };

struct conf_recipient {
	char *name;			/* title of the section */
	enum conf_channel channel;
	char *address;			/* mail address, URL or program */
	struct secret *token;		/* webhook: Authorization: Bearer */
	char *credential;		/* the token's name, or NULL */
	char *lang;			/* or the client's */
	struct hours *hours;		/* or the client's; NULL: always */
	int64_t delay_ms;		/* first bell: after this; -1: as the
					 * question's kind wants */
	bool perhaps;			/* also what is unsure; default no */
	bool digest;			/* the daily digest and its sisters */
	int digest_at;			/* minute of the day; -1: half an hour
					 * after opening */
	int digest_minutes;		/* of work */
	/* Only of these; NULL: of all.  Each list that is there must hold. */
	char **accounts, **networks, **languages, **words;
	char **absent;			/* as written, for print.c */
	struct hours *present;		/* closed: absent; NULL: always there */
	const struct conf_recipient *deputy;	/* or NULL */
	int64_t max_hour, max_day;	/* mails; 0: as many as there are */
	unsigned outside;		/* OUTSIDE_: rings at any hour */
	int64_t long_ms;		/* OUTSIDE_LONG: waiting since */
	unsigned reports;		/* REPORT_; default none */
	const char *file; int line;
};

#define OUTSIDE_URGENT	(1u << 0)
#define OUTSIDE_PRIVATE	(1u << 1)
#define OUTSIDE_VIP	(1u << 2)
#define OUTSIDE_LONG	(1u << 3)

/* A step of `ring': who hears of a question after so much business time. */
struct conf_step {
	int64_t after_ms;
	const struct conf_recipient *to;
};

#define REPORT_WEEKLY	(1u << 0)
#define REPORT_MONTHLY	(1u << 1)

/* When it is told that an account advertises more than it talks. */
enum conf_warn { WARN_DIGEST, WARN_NOW, WARN_NO };

enum conf_private { PRIVATE_LINK, PRIVATE_NAME, PRIVATE_EXCERPT };

struct conf_account {
	char *name;			/* unique in the client */
	const struct hark_plugin *plugin;	/* NULL: plugin is missing;
					 * kept, silent, reported */
	char *plugin_name;
	void *options;			/* plugin->config_size bytes */
	char *realm;			/* of the HARK_REALM option, or "" */
	char **origins;			/* of HARK_URL options + plugin's;
					 * NULL-terminated */
	struct {			/* of HARK_SECRET options that are set */
		const char *option;	/* "token" */
		char *credential;	/* its name */
		struct secret *value;
	} *secrets;
	size_t n_secrets;
	/* Instead of the client's; 0: as the client. */
	int64_t keep_other_ms, keep_baseline_ms, keep_question_ms;
	char **staff;			/* author ids or handles; or NULL */
	int64_t interval_ms;		/* 0: the feed's default */
	bool allow_http, allow_private;	/* beyond loopback */
	const char *file; int line;
};

/* The mailbox to which links in mails lead, so that staff needs no terminal. */
struct conf_commands {
	char *server;			/* imaps://host; NULL: there is none */
	char *user;
	struct secret *password;
	char *credential;		/* the password's name */
	char *folder;			/* default INBOX */
	char *address;			/* where the links lead */
	char *authserv_id;		/* who vouches for senders; or NULL */
	char **senders;			/* who may use links besides those whom
					 * they were mailed to: addresses,
					 * "@domain"; or NULL */
	const char *file; int line;
};

struct conf_client {
	char *name;			/* [a-z0-9-]+, names the database */
	char *lang;			/* "de" or "en" */
	char *zone;			/* IANA name */
	struct hours *hours;		/* zone always set */
	char **calendars;		/* files and what was found in them, for
					 * print.c; or NULL */
	int64_t due_ms;			/* 0: one business day */
	int64_t collect_ms;		/* default 2 min */
	int64_t bundle_ms;		/* mails after the first go together
					 * within this; 0: not. 30 min */
	int64_t remind_ms;		/* first reminder; 0: none. default 4 h */
	int64_t group_ms;		/* more than 5 waiting in one thread: at
					 * most one mail in this; 1 h */
	int64_t before_closing_ms;	/* the mail before closing; 0: none */
	int wave;			/* complaints in two hours; 0: never */
	int64_t flood_n, flood_ms;	/* comments in a time; 0: never */
	bool answered_note;		/* mail "answered" in the same thread */
	enum conf_private private_;	/* default link */
	enum conf_warn warn_broadcast;	/* default digest */
	char **automatic;		/* own texts that are machine-made */
	char **urgent_words;		/* in a question: it is urgent; or NULL */
	struct conf_step *steps;	/* by time; none: each recipient after
					 * its own delay */
	size_t n_steps;
	struct classify_limits *limits;	/* per language; n_limits */
	size_t n_limits;
	char *customers;		/* file: list of customers; or NULL */
	char *customer_lookup;		/* program that knows them; or NULL */
	bool dormant_lists;		/* of who fell silent; default no */
	int64_t keep_other_ms, keep_baseline_ms, keep_question_ms,
	    keep_person_ms, keep_audit_ms;
	struct conf_commands commands;
	struct conf_recipient *recipients;
	size_t n_recipients;
	struct conf_account *accounts;
	size_t n_accounts;
	const char *file; int line;
};

struct config {
	char *file;
	char *state_dir;		/* default $STATE_DIRECTORY, /var/lib/hark */
	char *socket;			/* default /run/hark/harkd.sock */
	char *socket_group;		/* default "hark"; "" : unchanged */
	char *plugin_dir;
	char *credential_dir;		/* besides $CREDENTIALS_DIRECTORY; or NULL */
	char *model;			/* classifier; NULL: built-in rules */
	char *ca_file;			/* or NULL: the system's store */
	char *user_agent;
	char *heartbeat_url;		/* or NULL */
	char **admin;			/* addresses of the administrator */
	enum log_level_conf { CONF_QUIET, CONF_INFO, CONF_DEBUG } log;
	struct conf_mail mail;
	struct conf_client *clients;
	size_t n_clients;
	struct plugin_set *plugins;
};

struct config_opts {
	const char *file;
	const char *plugin_dir;		/* -P, or NULL: from the file */
	bool no_secrets;		/* -t by somebody who may not read them */
	/* Does a database in this folder have posts of this network?  Or NULL:
	 * not known. */
	bool (*knew)(const char *state_dir, const char *network);
	/* Linked in: these instead of a directory; ends with NULL.  For tests. */
	const struct hark_plugin *const *linked;
};

/* NULL and e; e->text is "file:line: what is wrong; what would be right". */
struct config *config_read(const struct config_opts *, struct err *);
void	config_free(struct config *);
/* What is in force, secrets masked, plugins with ABI, the next 7 days' hours;
 * as text for people.  Result is given. */
char	*config_print(const struct config *, int64_t now);
bool	config_commands_same(const struct conf_commands *,
	    const struct conf_commands *);
/* Is anything but live options different?  Accounts are matched by name. */
bool	config_account_same(const struct conf_account *,
	    const struct conf_account *);

#endif
