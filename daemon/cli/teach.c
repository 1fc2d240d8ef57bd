/* SPDX-License-Identifier: ISC */

/* Teaching the ear: train, audit, classify. */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/err.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cli/cli.h"

#define TEXT_WIDTH	200

/* As a person must type it: with its client where there are several. */
static const char *
full_id(const json_t *row, bool several)
{
	static char id[256];

	if (several)
		snprintf(id, sizeof(id), "%s:%s", json_str(row, "client"),
		    json_str(row, "id"));
	else
		snprintf(id, sizeof(id), "%s", json_str(row, "id"));
	return id;
}

static const char *
one_line(const struct opts *o, const char *text)
{
	return text != NULL ? safe(text, TEXT_WIDTH) :
	    t(o, "(its words are no longer kept)");
}

/* --- train ---------------------------------------------------------------------- */

static void
print_taught(const struct opts *o, const json_t *l)
{
	const char *question = json_str(l, "question");

	if (o->undo)
		say(t(o, "%s: taken back (it was taught as: %s)"),
		    json_str(l, "id"), t(o, json_str(l, "label")));
	else if (json_bool(l, "learns"))
		say("%s: %s", json_str(l, "id"), t(o, json_str(l, "label")));
	else
		say(t(o, "%s: %s (this verdict only: the network forbids "
		    "learning from its texts)"), json_str(l, "id"),
		    t(o, json_str(l, "label")));
	if (question != NULL)
		say("%s: %s", question, t(o, json_str(l, "state")));
}

static int
list_lessons(const struct opts *o)
{
	json_t *args = talk_args(o), *rows, *l;
	bool several;
	size_t i;
	int rc;

	if (o->max == 0)
		json_object_set_new(args, "max", json_integer(1000));
	rows = talk_rows(o, "lessons", args, &rc);
	if (rows == NULL)
		return rc;
	several = several_clients(rows);
	if (o->json)
		print_json(rows);
	else if (json_array_size(rows) == 0)
		say("%s", t(o, "Nothing was taught yet."));
	else
		json_array_foreach(rows, i, l)
			say("%s  %-8s %s (%s)%s  %s", short_time(o,
			    json_str(l, "at")), full_id(l, several),
			    t(o, json_str(l, "label")),
			    t(o, json_str(l, "was")),
			    json_bool(l, "learns") ? "" : " *",
			    one_line(o, json_str(l, "text")));
	json_decref(rows);
	return rc;
}

int
run_train(const struct opts *o)
{
	json_t *args = talk_args(o), *rows;
	int rc;

	if (o->list) {
		json_decref(args);
		if (o->undo || o->argc > 0) {
			complain(t(o, "usage: hark %s %s"), "train", "--list");
			return EXIT_HARK_USAGE;
		}
		return list_lessons(o);
	}
	if (o->argc != (o->undo ? o->argc > 0 : 2)) {
		json_decref(args);
		complain(t(o, "usage: hark %s %s"), "train",
		    "ID LABEL | --undo [ID] | --list");
		return EXIT_HARK_USAGE;
	}
	if (o->argc > 0)
		json_object_set_new(args, "which", json_string(o->argv[0]));
	if (!o->undo)
		json_object_set_new(args, "label", json_string(o->argv[1]));
	rows = talk_rows(o, o->undo ? "untrain" : "train", args, &rc);
	if (rows == NULL)
		return rc;
	if (o->json)
		print_json(json_array_get(rows, 0));
	else if (json_array_size(rows) > 0)
		print_taught(o, json_array_get(rows, 0));
	json_decref(rows);
	return rc;
}

/* --- audit ---------------------------------------------------------------------- */

int
run_audit(const struct opts *o)
{
	json_t *args = talk_args(o), *rows, *u;
	bool several;
	size_t i;
	int rc;

	if (o->own)
		json_object_set_new(args, "own", json_true());
	rows = talk_rows(o, "unflagged", args, &rc);
	if (rows == NULL)
		return rc;
	several = several_clients(rows);
	if (o->json) {
		print_json(rows);
	} else if (o->quiet) {
		json_array_foreach(rows, i, u)
			say("%s", full_id(u, several));
	} else {
		json_array_foreach(rows, i, u) {
			say("%s  %s %.2f  %s  %s", full_id(u, several),
			    t(o, json_str(u, "label")),
			    json_number_value(json_object_get(u, "p")),
			    short_time(o, json_str(u, "at")),
			    safe(json_str(u, "author") != NULL ?
			    json_str(u, "author") : json_str(u, "account"),
			    40));
			say("    %s", one_line(o, json_str(u, "text")));
		}
		if (json_array_size(rows) == 0)
			say("%s", t(o, "Nothing near the threshold."));
		else if (o->tty)
			say(o->own ? t(o, "\nWrong? hark train %s "
			    "broadcast|information|dialogue") :
			    t(o, "\nOne of them waits for an answer? "
			    "hark train %s question"),
			    full_id(json_array_get(rows, 0), several));
	}
	json_decref(rows);
	return rc;
}

/* --- classify --explain --------------------------------------------------------- */

/* One verdict as a person reads it. */
static void
print_verdict(const struct opts *o, const json_t *v)
{
	json_t *p = json_object_get(v, "p"), *r;
	const char *label = json_str(v, "label");
	size_t i;

	say("%s  %.2f  (%s)", t(o, label),
	    json_number_value(json_object_get(p, label)),
	    json_str(v, "lang"));
	json_array_foreach(json_object_get(v, "reasons"), i, r)
		say("  %+5.1f  %s",
		    json_number_value(json_object_get(r, "weight")),
		    safe(json_str(r, "text"), 70));
}

int
explain_verdicts(const struct opts *o, FILE *f)
{
	AUTO(free_p) char *line = NULL;
	size_t size = 0;
	bool first = true;

	while (getline(&line, &size, f) > 0) {
		struct err e = { 0 };
		json_t *v = json_read(line, strlen(line), NULL, &e);

		if (v == NULL) {
			complain("%s", e.text);
			return EXIT_HARK_ERROR;
		}
		if (!first)
			putchar('\n');
		first = false;
		print_verdict(o, v);
		fflush(stdout);
		json_decref(v);
	}
	return EXIT_HARK_OK;
}
