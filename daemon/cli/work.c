/* SPDX-License-Identifier: ISC */

/* Verbs that change something. */

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/mem.h"
#include "cli/cli.h"

static void
set(json_t *o, const char *key, const char *value)
{
	if (value != NULL)
		json_object_set_new(o, key, json_string(value));
}

int
run_act(const struct opts *o)
{
	const char *verb = o->config;	/* set by main: the verb's name */
	json_t *args = json_pack("{s:s}", "which", o->argv[0]), *rows, *q;
	char text[4096] = "";
	int rc;

	/* Seen, with a name. */
	if (strcmp(verb, "ack") == 0 && (o->me || o->as != NULL))
		verb = "claim";
	set(args, "until", o->until);
	if (strcmp(verb, "snooze") == 0) {
		set(args, "until", o->argv[1]);
	} else if (strcmp(verb, "claim") == 0 && o->argc < 2) {
		const char *user = getenv("USER");

		set(args, "arg", o->as != NULL ? o->as : user != NULL ? user :
		    "me");
	} else if (strcmp(verb, "note") == 0) {
		for (int i = 1; i < o->argc; i++) {
			size_t n = strlen(text);

			snprintf(text + n, sizeof(text) - n, "%s%s",
			    i > 1 ? " " : "", o->argv[i]);
		}
		set(args, "arg", text);
	} else if (o->argc > 1) {
		set(args, "arg", o->argv[1]);
	}
	if (o->not_a_question)
		set(args, "label", "not-a-question");
	rows = talk_rows(o, verb, args, &rc);
	if (rows == NULL)
		return rc;
	q = json_array_get(rows, 0);
	if (o->json)
		print_json(q);
	else if (json_str(q, "quiet_until") != NULL)
		say(t(o, "%s: %s, silent until %s"), json_str(q, "id"),
		    t(o, json_str(q, "state")),
		    short_time(o, json_str(q, "quiet_until")));
	else
		say("%s: %s", json_str(q, "id"), t(o, json_str(q, "state")));
	if (!o->json && strcmp(verb, "assign") == 0) {
		if (json_str(q, "told") != NULL)
			say(strcmp(json_str(q, "told"), o->argv[1]) == 0 ?
			    t(o, "%s is told in the next open hour") :
			    t(o, "%s is told in the next open hour, as the "
			    "deputy"), safe(json_str(q, "told"), 60));
		else
			say(t(o, "%s is no recipient: no mail goes there"),
			    safe(o->argv[1], 60));
	}
	json_decref(rows);
	return rc;
}

int
run_poll(const struct opts *o)
{
	json_t *args = talk_args(o), *end = NULL;
	int rc;

	if (o->argc > 0)
		set(args, "account", o->argv[0]);
	rc = talk(o, "poll", args, NULL, NULL, &end);
	if (rc == EXIT_HARK_OK)
		say(t(o, "asking %lld accounts"),
		    (long long)json_int(end, "accounts"));
	json_decref(end);
	return rc;
}

/* Some lines, taken; adds to what the answer counts. */
static int
push_lines(const struct opts *o, const char *lines, size_t n,
    long long count[2])
{
	json_t *args = json_object(), *end = NULL, *text;
	int rc;

	set(args, "client", o->client);
	set(args, "account", o->argv[0]);
	text = json_stringn(lines, n);
	if (text == NULL) {
		json_decref(args);
		complain("%s", t(o, "standard input is not UTF-8"));
		return EXIT_HARK_USAGE;
	}
	json_object_set_new(args, "lines", text);
	rc = talk(o, "push", args, NULL, NULL, &end);
	if (rc == EXIT_HARK_OK) {
		count[0] += json_int(end, "posts");
		count[1] += json_int(end, "odd");
	}
	json_decref(end);
	return rc;
}

#define PUSH_MAX	(64 * 1024)	/* a line; and what is sent at once */

int
run_push(const struct opts *o)
{
	AUTO(free_p) char *batch = xmalloc(PUSH_MAX), *line = NULL;
	long long count[2] = { 0, 0 };
	size_t size = 0, used = 0;
	ssize_t n;
	int rc = EXIT_HARK_OK;

	while (rc == EXIT_HARK_OK && (n = getline(&line, &size, stdin)) > 0) {
		if ((size_t)n > PUSH_MAX) {
			complain(t(o, "a line of more than %d bytes"),
			    PUSH_MAX);
			rc = EXIT_HARK_USAGE;
			break;
		}
		if (used + (size_t)n > PUSH_MAX) {
			rc = push_lines(o, batch, used, count);
			used = 0;
		}
		memcpy(batch + used, line, (size_t)n);
		used += (size_t)n;
	}
	if (rc == EXIT_HARK_OK && used > 0)
		rc = push_lines(o, batch, used, count);
	/* What went before is kept in any case, and a relay may want to know. */
	if (o->tty || count[1] > 0)
		say(t(o, "%lld posts taken, %lld lines not understood"),
		    count[0], count[1]);
	return rc == EXIT_HARK_OK && count[1] > 0 ? EXIT_HARK_ERROR : rc;
}

static bool
print_test(void *arg, json_t *row)
{
	const struct opts *o = arg;

	if (json_bool(row, "ok"))
		say(t(o, "%s: accepted by the server"),
		    safe(json_str(row, "recipient"), 100));
	else
		say("%s: %s", safe(json_str(row, "recipient"), 100),
		    safe(json_str(row, "error"), 400));
	return true;
}

int
run_testmail(const struct opts *o)
{
	struct opts copy = *o;
	json_t *args = talk_args(o);

	if (o->argc > 0)
		set(args, "recipient", o->argv[0]);
	return talk(o, "testmail", args, print_test, &copy, NULL);
}

int
run_reload(const struct opts *o)
{
	int rc = talk(o, "reload", NULL, NULL, NULL, NULL);

	if (rc == EXIT_HARK_OK && o->tty)
		say("%s", t(o, "The configuration was read again."));
	return rc;
}

int
run_backup(const struct opts *o)
{
	AUTO(free_p) char *path = NULL;
	char cwd[PATH_MAX];
	json_t *args = talk_args(o);
	int rc;

	/* The daemon has another working directory. */
	if (o->argv[0][0] != '/' && getcwd(cwd, sizeof(cwd)) != NULL)
		path = xasprintf("%s/%s", cwd, o->argv[0]);
	else
		path = xstrdup(o->argv[0]);
	set(args, "path", path);
	rc = talk(o, "backup", args, NULL, NULL, NULL);
	if (rc == EXIT_HARK_OK)
		say("%s", path);
	return rc;
}
