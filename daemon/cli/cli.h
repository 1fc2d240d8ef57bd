/* SPDX-License-Identifier: ISC */
#ifndef HARK_CLI_CLI_H
#define HARK_CLI_CLI_H

/*
 * cli.h - private to cli/: hark, the command line to harkd's socket.
 *
 *	main.c	options, the table of verbs
 *	talk.c	the socket: a request, its rows, its end
 *	out.c	tables, times, colours, strangers' text made harmless
 *	look.c	verbs that show
 *	one.c	show and why: one conversation
 *	teach.c	train, audit, verdicts in words
 *	work.c	verbs that change
 *	people.c	who writes: lists, history, marks
 *	digest.c	the next digest, or today's now
 *	forget.c	what a person may ask for by law
 *	reply.c	a person's words, asked for, shown, sent once
 *	cost.c	what asking the networks costs
 *	child.c	harkd run for what needs plugins and no daemon
 *	setup.c	questions to a first account; see setup.h
 *	scan.c	a public profile; classify
 *	auth.c	a person lets hark in
 *	plugin.c	what plugins can do; is one of them right?
 *	report.c	figures, broadcasts
 *	metrics.c	for Prometheus
 *	check.c	the Nagios plugin
 */

#include <stdbool.h>
#include <stdint.h>

#include <jansson.h>

#include "control/protocol.h"

#define EXIT_CHECK_UNKNOWN	3	/* of `check', a Nagios plugin */

struct opts {
	const char *socket;
	const char *client, *account, *until, *as, *plugin_dir, *config;
	const char *from, *to, *by, *textfile;
	int64_t port;			/* auth: -1: the usual one */
	bool read_only;
	const char *lang;		/* "de" or "en": of words on the terminal */
	int64_t max, days;
	int64_t warn, crit;		/* check: seconds */
	bool preview;			/* digest: do not send */
	bool json, quiet, all, ended, newest, force, yes, explain, tty, color;
	bool not_a_question, me;
	bool undo, csv;
	const char *people;		/* which list: "regulars", ... */
	bool list, own;
	const char *file;		/* --config, or NULL */
	const char *dir;		/* setup */
	bool silent;			/* talk() does not complain */
	bool update, quick;		/* plugin-test */
	int argc;			/* what follows the verb */
	char **argv;
};

struct verb {
	const char *name;
	int (*run)(const struct opts *);
	const char *options;		/* letters of the options it takes */
	int min, max;			/* arguments */
	const char *usage, *help;
};
extern const struct verb verbs[];

/* --- talk.c --- */

/* Each row of the answer; return false to stop listening. */
typedef bool row_fn(void *arg, json_t *row);
/*
 * Send {"verb":verb, ...args} (args is taken; NULL: none), call fn per row.
 * Returns an exit code of protocol.h; what went wrong is on stderr.  end: the
 * last line, given, or NULL.
 */
int	talk(const struct opts *, const char *verb, json_t *args, row_fn *,
	    void *arg, json_t **end);
/* All rows in one array, given; NULL on failure. */
json_t	*talk_rows(const struct opts *, const char *verb, json_t *args, int *rc);
/* A fresh array for --client, --account, -n; given. */
json_t	*talk_args(const struct opts *);

/* --- out.c --- */

void	say(const char *, ...) __attribute__((format(printf, 1, 2)));
/* On stderr, with "hark: ". */
void	complain(const char *, ...) __attribute__((format(printf, 1, 2)));
/* One line of a stranger's text, at most `max' characters; static buffers. */
const char *safe(const char *, size_t max);
/* Are these rows of more than one? */
bool	several_clients(const json_t *rows);
/* A name of the row, made safe, with its client before it where there are
 * several: "baeckerei/laden". */
const char *of_client(const json_t *row, const char *key, bool several);
/* The rest of a line after `used' columns; on a terminal it goes on behind
 * `indent' rather than in the middle of a word.  s: safe. */
void	print_folded(const char *s, size_t used, const char *indent);
/* Several lines, each behind `indent'. */
void	print_text(const char *text, const char *indent);
/* "14:05", "Mo 14:05" or "12.05. 14:05" in local time; static buffers. */
const char *short_time(const struct opts *, const char *rfc3339);
const char *span(const struct opts *, int64_t seconds);
void	print_json(const json_t *);
/* An array, one object a line. */
void	print_json_rows(const json_t *);

struct column {
	const char *title;		/* untranslated */
	double width;			/* share of the line, or 0 */
	bool right, trunc;
};
struct table;
struct table *table_new(const struct opts *, const struct column *, size_t n);
/* Values are copied; color NULL or an ANSI name such as "red". */
void	table_row(struct table *, const char *const *values, const char *color);
/* Print and free. */
void	table_end(struct table *);
/* Now, in seconds since the epoch. */
int64_t	now_seconds(void);
/* tr() in the language of the terminal. */
const char *t(const struct opts *, const char *msgid)
	    __attribute__((format_arg(2)));

/* --- child.c --- */

/* harkd beside this program, or installed; given, or NULL. */
char	*find_harkd(void);
/* Complain that it is not there, or cannot be run; returns an exit code. */
int	exec_failed(const struct opts *);
/* "harkd" and where its configuration and plugins are; how many words. */
size_t	harkd_begin(const struct opts *, const char **argv);
#define HARKD_BEGIN	5
/*
 * Run it and call fn for every JSON object it prints.  argv begins with its
 * name and ends with NULL.  Returns an exit code of protocol.h; what it says on
 * standard error goes there.
 */
int	harkd_lines(const struct opts *, const char *const *argv, row_fn *fn,
	    void *arg);

/* plugin.c: rows of `harkd --plugins'; *ret is given, also if it fails. */
int	plugin_rows(const struct opts *, const char *name, json_t **ret);

/* words.c */
extern const char *const words[];

/* --- verbs --- */
int	run_list(const struct opts *);
int	run_status(const struct opts *);
int	run_show(const struct opts *);
int	run_why(const struct opts *);
int	run_search(const struct opts *);
int	run_queue(const struct opts *);
int	run_health(const struct opts *);
int	run_accounts(const struct opts *);
int	run_metrics(const struct opts *);
int	run_report(const struct opts *);
int	run_broadcasts(const struct opts *);
int	run_ping(const struct opts *);
int	run_version(const struct opts *);
int	run_config(const struct opts *);
int	run_cost(const struct opts *);
int	run_log(const struct opts *);
int	run_watch(const struct opts *);
int	run_act(const struct opts *);
int	run_reply(const struct opts *);
int	run_people(const struct opts *);
int	run_forget(const struct opts *);
int	run_export(const struct opts *);
int	run_poll(const struct opts *);
int	run_push(const struct opts *);
int	run_testmail(const struct opts *);
int	run_digest(const struct opts *);
int	run_reload(const struct opts *);
int	run_backup(const struct opts *);
int	run_check(const struct opts *);
int	run_scan(const struct opts *);
int	run_auth(const struct opts *);
int	run_classify(const struct opts *);
int	run_setup(const struct opts *);
int	run_plugins(const struct opts *);
int	run_plugin_test(const struct opts *);
int	run_train(const struct opts *);
int	run_audit(const struct opts *);
/* Verdicts as `harkd --classify' writes them, in words. */
int	explain_verdicts(const struct opts *, FILE *);

#endif
