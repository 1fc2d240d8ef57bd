/* SPDX-License-Identifier: ISC */

/* people: who writes, one of them, and what staff says of them. */

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "cli/cli.h"

static const char *
day(const struct opts *o, const char *rfc3339)
{
	static char ring[4][16];
	static unsigned next;
	char *s = ring[next++ % 4];

	/* "2026-05-22T..." of a day, not a moment: no zone. */
	if (rfc3339 == NULL || strlen(rfc3339) < 10)
		return "";
	if (strcmp(o->lang, "de") == 0)
		snprintf(s, 16, "%.2s.%.2s.%.4s", rfc3339 + 8, rfc3339 + 5,
		    rfc3339);
	else
		snprintf(s, 16, "%.10s", rfc3339);
	return s;
}

static const char *
called(const json_t *p)
{
	const char *name = json_str(p, "name");

	if (name == NULL || name[0] == '\0')
		name = json_str(p, "handle");
	return name != NULL ? name : json_str(p, "native_id");
}

/* "VIP, customer", in words. */
static const char *
marks(const struct opts *o, const json_t *p, char buf[120])
{
	const char *blocked = json_str(p, "blocked");

	snprintf(buf, 120, "%s%s%s%s%s", json_bool(p, "vip") ? "VIP" : "",
	    json_bool(p, "vip") && json_bool(p, "known") ? ", " : "",
	    !json_bool(p, "known") ? "" : json_bool(p, "customer") ?
	    t(o, "customer") : t(o, "regular"), blocked != NULL &&
	    (json_bool(p, "vip") || json_bool(p, "known")) ? ", " : "",
	    blocked != NULL ? t(o, blocked) : "");
	return buf;
}

static int
list(const struct opts *o)
{
	static const struct column cols[] = {
		{ N_("ID"), 0, false, false }, { N_("WHO"), 0.25, false, true },
		{ N_("HANDLE"), 0.25, false, true },
		{ N_("NETWORK"), 0, false, false },
		{ N_("TALKS"), 0, true, false }, { N_("SINCE"), 0, false, false },
		{ N_("LAST"), 0, false, false }, { N_("MARKS"), 0, false, false },
	};
	json_t *args = talk_args(o), *rows, *p;
	struct table *tb;
	bool several;
	size_t i;
	int rc;

	if (o->people != NULL)
		json_object_set_new(args, "which", json_string(o->people));
	rows = talk_rows(o, "people", args, &rc);
	if (rows == NULL)
		return rc;
	if (o->json) {
		print_json_rows(rows);
	} else if (o->quiet) {
		json_array_foreach(rows, i, p)
			puts(json_str(p, "id"));
	} else if (json_array_size(rows) == 0) {
		say("%s", t(o, "Nobody."));
	} else {
		several = several_clients(rows);
		tb = table_new(o, cols, ARRAY_LEN(cols));
		json_array_foreach(rows, i, p) {
			char talks[24], buf[120];

			snprintf(talks, sizeof(talks), "%lld",
			    (long long)json_int(p, "conversations"));
			table_row(tb, (const char *const[]){
			    json_str(p, "id"), safe(called(p), 40),
			    safe(json_str(p, "handle"), 40),
			    of_client(p, "network", several), talks,
			    day(o, json_str(p, "first_at")),
			    day(o, json_str(p, "last_at")),
			    marks(o, p, buf) }, json_str(p, "blocked") != NULL ?
			    "red" : json_bool(p, "vip") ? "bold" : NULL);
		}
		table_end(tb);
	}
	json_decref(rows);
	return rc;
}

/* "p4k9x2m  Anna K. (@anna@srv.example), mastodon" */
static void
print_person(const struct opts *o, const json_t *p, const char *indent)
{
	const char *handle = json_str(p, "handle");
	char buf[120];

	printf("%s%s  %s", indent, json_str(p, "id"), safe(called(p), 60));
	if (handle != NULL && strcmp(handle, called(p)) != 0)
		printf(" (%s)", safe(handle, 60));
	printf(", %s", safe(json_str(p, "network"), 20));
	marks(o, p, buf);
	if (buf[0] != '\0')
		printf("  [%s]", buf);
	putchar('\n');
}

static int
show(const struct opts *o)
{
	json_t *args = talk_args(o), *rows, *p, *q;
	size_t i;
	int rc;

	json_object_set_new(args, "who", json_string(o->argv[1]));
	rows = talk_rows(o, "person", args, &rc);
	if (rows == NULL)
		return rc;
	p = json_array_get(rows, 0);
	if (o->json) {
		print_json(p);
		json_decref(rows);
		return rc;
	}
	print_person(o, p, "");
	say(t(o, "conversations: %lld, first on %s, last on %s, waiting: %lld"),
	    (long long)json_int(p, "conversations"),
	    day(o, json_str(p, "first_at")), day(o, json_str(p, "last_at")),
	    (long long)json_int(p, "waiting"));
	if (json_array_size(json_object_get(p, "merged")) > 0)
		say("%s", t(o, "merged by staff with:"));
	json_array_foreach(json_object_get(p, "merged"), i, q)
		print_person(o, q, "  ");
	if (json_array_size(json_object_get(p, "perhaps_same")) > 0)
		say("%s", t(o, "the same handle or address, so perhaps the same "
		    "person (hark people merge):"));
	json_array_foreach(json_object_get(p, "perhaps_same"), i, q)
		print_person(o, q, "  ");
	json_array_foreach(json_object_get(p, "questions"), i, q)
		say("%s%s  %-9s %s", i == 0 ? "\n" : "", json_str(q, "id"),
		    t(o, json_str(q, "state")), json_bool(q, "private") ?
		    t(o, "(private message)") : safe(json_str(q, "text"), 160));
	json_decref(rows);
	return rc;
}

/* Tell how they stand now. */
static int
change(const struct opts *o, const char *verb, json_t *args)
{
	json_t *rows;
	int rc;

	if (o->client != NULL)
		json_object_set_new(args, "client", json_string(o->client));
	rows = talk_rows(o, verb, args, &rc);
	if (rows == NULL)
		return rc;
	if (o->json)
		print_json(json_array_get(rows, 0));
	else
		print_person(o, json_array_get(rows, 0), "");
	json_decref(rows);
	return rc;
}

static int
usage(const struct opts *o)
{
	complain(t(o, "usage: hark %s %s"), "people", "[--regulars|--new|"
	    "--dormant|--known|--blocked] | show PERSON | "
	    "vip|block|spam PERSON [--undo] | merge PERSON PERSON | "
	    "merge --undo PERSON");
	return EXIT_HARK_USAGE;
}

int
run_people(const struct opts *o)
{
	const char *what = o->argc > 0 ? o->argv[0] : NULL;

	for (int i = 0; i < o->argc; i++)
		if (!utf8_valid(o->argv[i], strlen(o->argv[i])))
			return usage(o);
	if (what == NULL)
		return o->undo ? usage(o) : list(o);
	if (o->people != NULL)
		return usage(o);
	if (strcmp(what, "show") == 0 && o->argc == 2 && !o->undo)
		return show(o);
	if ((strcmp(what, "vip") == 0 || strcmp(what, "block") == 0 ||
	    strcmp(what, "spam") == 0) && o->argc == 2)
		return change(o, "mark", json_pack("{s:s, s:s, s:b}", "who",
		    o->argv[1], "mark", what, "undo", o->undo));
	if (strcmp(what, "merge") == 0 && o->undo && o->argc == 2)
		return change(o, "merge", json_pack("{s:s}", "second",
		    o->argv[1]));
	if (strcmp(what, "merge") == 0 && !o->undo && o->argc == 3)
		return change(o, "merge", json_pack("{s:s, s:s}", "first",
		    o->argv[1], "second", o->argv[2]));
	return usage(o);
}
