/* SPDX-License-Identifier: ISC */

/* Verbs that show. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "cli/cli.h"

/* --json: rows as they are; true if that was it. */
static bool
as_json(const struct opts *o, json_t *rows)
{
	if (!o->json)
		return false;
	print_json_rows(rows);
	json_decref(rows);
	return true;
}

int
run_list(const struct opts *o)
{
	static const struct column cols[] = {
		{ N_("ID"), 0, false, false }, { N_("WAITING"), 0, true, false },
		{ N_("STATE"), 0, false, false }, { N_("WHO"), 0.15, false, true },
		{ N_("ACCOUNT"), 0.1, false, true }, { N_("TEXT"), 0.5, false, true },
	};
	json_t *args = talk_args(o), *rows, *q;
	struct table *tb;
	bool several;
	size_t i;
	int rc;

	json_object_set_new(args, "open", json_true());
	json_object_set_new(args, "perhaps", json_boolean(o->all));
	json_object_set_new(args, "ended", json_boolean(o->ended || o->all));
	json_object_set_new(args, "newest", json_boolean(o->newest));
	rows = talk_rows(o, "list", args, &rc);
	if (rows == NULL || as_json(o, rows))
		return rc;
	if (o->quiet) {
		json_array_foreach(rows, i, q)
			puts(json_str(q, "id"));
		json_decref(rows);
		return rc;
	}
	if (json_array_size(rows) == 0) {
		say("%s", t(o, "Nobody is waiting."));
		json_decref(rows);
		return rc;
	}
	several = several_clients(rows);
	tb = table_new(o, cols, ARRAY_LEN(cols));
	json_array_foreach(rows, i, q) {
		const char *state = json_str(q, "state");
		bool waits = strcmp(state, "waiting") == 0;

		table_row(tb, (const char *const[]){ json_str(q, "id"),
		    span(o, json_int(q, "waiting_seconds")), t(o, state),
		    safe(json_str(q, "asker"), 40),
		    of_client(q, "account", several), json_bool(q, "private") ?
		    t(o, "(private message)") : safe(json_str(q, "words"), 200) },
		    !waits ? NULL : json_bool(q, "urgent") ? "red" : "bold");
	}
	table_end(tb);
	json_decref(rows);
	return rc;
}

static void
print_talk(const struct opts *o, const json_t *b)
{
	const json_t *share = json_object_get(b, "reply_share");

	if (json_is_real(share))
		printf("   %s %.0f %%", t(o, "replies:"),
		    json_real_value(share) * 100);
	if (strcmp(json_str(b, "level"), "warn") == 0 ||
	    strcmp(json_str(b, "level"), "critical") == 0)
		printf("   %s", t(o, "talks little, advertises much"));
}

/* What came of the mails that staff sent, and whether they are read. */
static void
print_commands(const struct opts *o, json_t *s)
{
	const json_t *counts = json_object_get(s, "commands"), *v, *box;
	json_int_t done = json_int(counts, "done"), refused = 0;
	json_int_t others = json_int(counts, "unknown") +
	    json_int(counts, "automatic");
	const char *name;
	size_t i;

	json_object_foreach((json_t *)(uintptr_t)counts, name, v)
		refused += json_integer_value(v);
	refused -= done + others + json_int(counts, "test");
	if (done + refused + others > 0)
		say(t(o, "by mail: %lld done, %lld not done, %lld other "
		    "mails"), (long long)done, (long long)refused,
		    (long long)others);
	if (json_int(counts, "test") > 0)
		say(t(o, "links of test mails used: %lld"),
		    (long long)json_int(counts, "test"));
	json_array_foreach(json_object_get(s, "command_mailboxes"), i, box) {
		if (json_bool(box, "heard"))
			continue;
		say(t(o, "the command mailbox %s is not read"),
		    safe(json_str(box, "address"), 60));
		if (json_str(box, "error") != NULL)
			printf("    %s\n", safe(json_str(box, "error"), 300));
	}
}

static void
widen(size_t *width, const char *s)
{
	size_t n = utf8_width(s);

	*width = n > *width ? n : *width;
}

static void
pad(const char *s, size_t width)
{
	size_t n = utf8_width(s);

	printf("%s%*s", s, 2 + (n < width ? (int)(width - n) : 0), "");
}

/* Of those that wait, and those that mails do not count among them. */
static void
print_beside(const struct opts *o, const json_t *s)
{
	if (json_int(s, "snoozed") > 0)
		say(t(o, "%lld of them seen or put aside"),
		    (long long)json_int(s, "snoozed"));
	if (json_int(s, "liked") > 0)
		say(t(o, "%lld with your like, but no answer "
		    "(hark list --all)"),
		    (long long)json_int(s, "liked"));
	if (json_int(s, "history") > 0)
		say(t(o, "%lld from before hark listened (hark list --all)"),
		    (long long)json_int(s, "history"));
}

int
run_status(const struct opts *o)
{
	json_t *rows, *s, *a, *alerts, *broken;
	int64_t waiting;
	size_t wide[3] = { 0 };
	bool several;
	size_t i;
	int rc;

	rows = talk_rows(o, "status", talk_args(o), &rc);
	if (rows == NULL)
		return rc;
	s = json_array_get(rows, 0);
	if (o->json) {
		print_json(s);
		json_decref(rows);
		return EXIT_HARK_OK;
	}
	waiting = json_int(s, "waiting");
	if (waiting == 0)
		say("%s", t(o, "Nobody is waiting."));
	else
		say(trn(o->lang, "%lld waiting, for %s", "%lld waiting, oldest "
		    "%s", (long long)waiting), (long long)waiting, span(o,
		    json_int(s, "oldest_seconds")));
	print_beside(o, s);
	if (json_int(s, "perhaps") > 0)
		say(t(o, "%lld perhaps (hark list --all)"),
		    (long long)json_int(s, "perhaps"));
	alerts = json_object_get(s, "alerts");
	if (json_int(alerts, "pending") + json_int(alerts, "failed") > 0)
		say(t(o, "alerts: %lld on their way, %lld failed (hark queue)"),
		    (long long)json_int(alerts, "pending"),
		    (long long)json_int(alerts, "failed"));
	print_commands(o, s);
	several = several_clients(json_object_get(s, "accounts"));
	json_array_foreach(json_object_get(s, "accounts"), i, a) {
		widen(&wide[0], of_client(a, "account", several));
		widen(&wide[1], safe(json_str(a, "network"), 20));
		widen(&wide[2], t(o, json_str(a, "state")));
	}
	json_array_foreach(json_object_get(s, "accounts"), i, a) {
		const char *state = json_str(a, "state");
		const char *error = json_str(a, "error");

		printf("  ");
		pad(of_client(a, "account", several), wide[0]);
		pad(safe(json_str(a, "network"), 20), wide[1]);
		pad(t(o, state), wide[2]);
		waiting = json_int(a, "waiting");
		printf(trn(o->lang, "%lld waiting", "%lld waiting",
		    (long long)waiting), (long long)waiting);
		if (json_str(a, "last_success") != NULL)
			printf("   %s %s", t(o, "heard"), short_time(o,
			    json_str(a, "last_success")));
		print_talk(o, json_object_get(a, "broadcast"));
		putchar('\n');
		if (error != NULL)
			printf("    %s\n", safe(error, 300));
	}
	broken = json_object_get(s, "broken");
	json_array_foreach(broken, i, a)
		say("  %s: %s", safe(json_str(a, "client"), 40),
		    safe(json_str(a, "error"), 400));
	json_decref(rows);
	return EXIT_HARK_OK;
}

int
run_search(const struct opts *o)
{
	json_t *args = talk_args(o), *rows, *h;
	char query[2048] = "";
	size_t i;
	int rc;

	for (int k = 0; k < o->argc; k++) {
		size_t n = strlen(query);

		snprintf(query + n, sizeof(query) - n, "%s%s", k ? " " : "",
		    o->argv[k]);
	}
	json_object_set_new(args, "text", json_string(query));
	rows = talk_rows(o, "search", args, &rc);
	if (rows == NULL || as_json(o, rows))
		return rc;
	json_array_foreach(rows, i, h) {
		const char *id = json_str(h, "question");

		printf("%s  %-6s  %s: %s\n", short_time(o, json_str(h, "at")),
		    id != NULL ? id : "", safe(json_str(h, "author"), 30),
		    safe(json_str(h, "text"), 200));
	}
	if (json_array_size(rows) == 0)
		say("%s", t(o, "Nothing found."));
	json_decref(rows);
	return rc;
}

int
run_queue(const struct opts *o)
{
	static const struct column cols[] = {
		{ N_("KIND"), 0, false, false }, { N_("STATE"), 0, false, false },
		{ N_("TO"), 0.3, false, true }, { N_("NEXT"), 0, false, false },
		{ N_("TRIES"), 0, true, false }, { N_("ERROR"), 0.4, false, true },
	};
	json_t *args = talk_args(o), *rows, *q;
	struct table *tb;
	size_t i;
	int rc;

	json_object_set_new(args, "all", json_boolean(o->all));
	rows = talk_rows(o, "queue", args, &rc);
	if (rows == NULL || as_json(o, rows))
		return rc;
	if (json_array_size(rows) == 0) {
		say("%s", t(o, "Nothing is on its way."));
		json_decref(rows);
		return rc;
	}
	tb = table_new(o, cols, ARRAY_LEN(cols));
	json_array_foreach(rows, i, q) {
		bool reply = strcmp(json_str(q, "kind"), "reply") == 0;
		char tries[24];

		snprintf(tries, sizeof(tries), "%lld",
		    (long long)json_int(q, "attempts"));
		table_row(tb, (const char *const[]){ t(o, json_str(q, "kind")),
		    t(o, json_str(q, "state")), safe(json_str(q, reply ?
		    "question" : "address"), 60), short_time(o, json_str(q,
		    "next_at")), tries, safe(json_str(q, "error"), 200) }, NULL);
	}
	table_end(tb);
	json_decref(rows);
	return rc;
}

int
run_accounts(const struct opts *o)
{
	static const struct column cols[] = {
		{ N_("CLIENT"), 0, false, false }, { N_("ACCOUNT"), 0, false, false },
		{ N_("NETWORK"), 0, false, false }, { N_("STATE"), 0, false, false },
		{ N_("HEARD"), 0, false, false }, { N_("NEXT"), 0, false, false },
		{ N_("CONSENT UNTIL"), 0, false, false },
		{ N_("SHOWS LESS FROM"), 0, false, false },
		{ N_("ERROR"), 0.4, false, true },
	};
	struct column some[ARRAY_LEN(cols)];
	json_t *rows, *a;
	struct table *tb;
	bool ends = false, less = false;
	size_t i, n = 0;
	int rc;

	rows = talk_rows(o, "accounts", NULL, &rc);
	if (rows == NULL || as_json(o, rows))
		return rc;
	json_array_foreach(rows, i, a) {
		ends = ends || json_str(a, "consent_ends") != NULL;
		less = less || json_str(a, "shows_less_from") != NULL;
	}
	/* Most never end: then there is nothing to say about it. */
	for (i = 0; i < ARRAY_LEN(cols); i++)
		if ((i != 6 || ends) && (i != 7 || less))
			some[n++] = cols[i];
	tb = table_new(o, some, n);
	json_array_foreach(rows, i, a) {
		const char *state = json_str(a, "state"), *v[ARRAY_LEN(cols)];

		n = 0;
		v[n++] = safe(json_str(a, "client"), 24);
		v[n++] = safe(json_str(a, "account"), 24);
		v[n++] = safe(json_str(a, "network"), 16);
		v[n++] = t(o, state);
		v[n++] = short_time(o, json_str(a, "last_success"));
		v[n++] = short_time(o, json_str(a, "next_poll"));
		if (ends)
			v[n++] = short_time(o, json_str(a, "consent_ends"));
		if (less)
			v[n++] = short_time(o, json_str(a, "shows_less_from"));
		v[n++] = safe(json_str(a, "error"), 200);
		table_row(tb, v, strcmp(state, "ok") == 0 ||
		    strcmp(state, "new") == 0 ? NULL : "red");
	}
	table_end(tb);
	json_decref(rows);
	return rc;
}

int
run_health(const struct opts *o)
{
	json_t *rows, *h;
	size_t i;
	int rc, bad = 0;

	rows = talk_rows(o, "health", NULL, &rc);
	if (rows == NULL)
		return rc;
	json_array_foreach(rows, i, h)
		bad += !json_bool(h, "ok");
	rc = bad > 0 ? EXIT_HARK_ERROR : rc;
	if (as_json(o, rows))
		return rc;
	json_array_foreach(rows, i, h)
		say("%s: %s%s, %.1f MB, %lld %s", safe(json_str(h, "client"),
		    40), json_bool(h, "ok") ? t(o, "ok") : t(o, "not ok: "),
		    safe(json_str(h, "error"), 400),
		    (double)(json_int(h, "bytes") + json_int(h, "wal_bytes")) /
		    1e6, (long long)json_int(h, "posts"), t(o, "posts"));
	json_decref(rows);
	return rc;
}

int
run_log(const struct opts *o)
{
	json_t *rows, *a;
	size_t i;
	int rc;

	rows = talk_rows(o, "log", talk_args(o), &rc);
	if (rows == NULL || as_json(o, rows))
		return rc;
	json_array_foreach(rows, i, a)
		say("%s  %s  %s %s %s", short_time(o, json_str(a, "at")),
		    safe(json_str(a, "who"), 40), safe(json_str(a, "verb"), 20),
		    safe(json_str(a, "target"), 60),
		    safe(json_str(a, "detail"), 100));
	json_decref(rows);
	return rc;
}

static bool
print_member(void *arg, json_t *row)
{
	const char *text = json_str(row, "text");

	(void)arg;
	if (text != NULL)
		fputs(text, stdout);
	return true;
}

int
run_config(const struct opts *o)
{
	return talk(o, "config", NULL, print_member, NULL, NULL);
}

int
run_ping(const struct opts *o)
{
	return talk(o, "ping", NULL, NULL, NULL, NULL);
}

int
run_version(const struct opts *o)
{
	json_t *rows, *v;
	int rc;

	rows = talk_rows(o, "version", NULL, &rc);
	if (rows == NULL) {
		say("hark %s", VERSION);
		return rc;
	}
	v = json_array_get(rows, 0);
	if (o->json)
		print_json(v);
	else
		say("hark %s, harkd %s, %s", VERSION, json_str(v, "version"),
		    safe(json_str(v, "ear"), 200));
	json_decref(rows);
	return rc;
}

static bool
print_change(void *arg, json_t *row)
{
	const struct opts *o = arg;

	if (o->json) {
		char *line = json_line(row);

		puts(line);
		free(line);
	} else {
		say("%s  %-9s %s: %s", json_str(row, "id"),
		    t(o, json_str(row, "state")), safe(json_str(row, "asker"),
		    30), json_bool(row, "private") ? t(o, "(private message)") :
		    safe(json_str(row, "text"), 160));
	}
	fflush(stdout);
	return true;
}

int
run_watch(const struct opts *o)
{
	struct opts copy = *o;

	return talk(o, "watch", talk_args(o), print_change, &copy, NULL);
}
