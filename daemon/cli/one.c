/* SPDX-License-Identifier: ISC */

/* show and why: one conversation, read by a person. */

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "cli/cli.h"

static json_t *
fetch(const struct opts *o, int *rc)
{
	json_t *rows = talk_rows(o, "show", json_pack("{s:s}", "which",
	    o->argv[0]), rc), *q;

	if (rows == NULL)
		return NULL;
	q = json_incref(json_array_get(rows, 0));
	json_decref(rows);
	return q;
}

/* When the next mail goes to whom and why, or why none does. */
static void
print_next(const struct opts *o, const json_t *next)
{
	const json_t *to = json_object_get(next, "to"), *name;
	char names[200] = "";
	size_t i;

	if (!json_is_object(next))
		return;
	json_array_foreach(to, i, name) {
		size_t n = strlen(names);

		snprintf(names + n, sizeof(names) - n, "%s%s",
		    i > 0 ? ", " : "", safe(json_string_value(name), 60));
	}
	if (json_str(next, "at") == NULL)
		say(t(o, "no mail: %s"), safe(json_str(next, "why"), 300));
	else
		say(t(o, "next mail %s to %s: %s"), short_time(o,
		    json_str(next, "at")), names,
		    safe(json_str(next, "why"), 300));
}

static void
print_head(const struct opts *o, const json_t *q)
{
	const char *state = json_str(q, "state"), *until, *assignee;

	printf("%s  %s", json_str(q, "id"), t(o, state));
	if (strcmp(state, "answered") == 0 &&
	    json_str(q, "answered_by") != NULL)
		printf(" (%s, %s %s)", safe(json_str(q, "answered_by"), 40),
		    t(o, "after"), span(o, json_int(q, "response_seconds")));
	else
		printf(", %s %s", t(o, "for"), span(o, json_int(q,
		    "waiting_seconds")));
	printf("  %s %s", t(o, "on"), safe(json_str(q, "network"), 20));
	if (json_bool(q, "private"))
		printf("  %s", t(o, "(private message)"));
	if (json_bool(q, "urgent"))
		printf("  %s", t(o, "urgent"));
	putchar('\n');
	until = json_str(q, "quiet_until");
	if (until != NULL)
		say(t(o, "silent until %s"), short_time(o, until));
	assignee = json_str(q, "assignee");
	if (assignee != NULL)
		say(until != NULL ? t(o, "with %s") : t(o, "was with %s"),
		    safe(assignee, 60));
	print_next(o, json_object_get(q, "next_mail"));
	if (json_int(q, "conversations") > 1)
		say(t(o, "known since %s, %lld conversations"), short_time(o,
		    json_str(q, "known_since")),
		    (long long)json_int(q, "conversations"));
}

int
run_show(const struct opts *o)
{
	json_t *q, *p, *a;
	size_t i;
	int rc;

	q = fetch(o, &rc);
	if (q == NULL)
		return rc;
	if (o->json) {
		print_json(q);
		json_decref(q);
		return rc;
	}
	print_head(o, q);
	json_array_foreach(json_object_get(q, "posts"), i, p) {
		int depth = (int)json_int(p, "depth");
		char indent[24];

		snprintf(indent, sizeof(indent), "%*s", 2 + 2 * (depth > 6 ? 6 :
		    depth), "");
		printf("\n%s%s%s  %s%s\n", indent + 2, json_bool(p, "own") ?
		    "» " : "", safe(json_str(p, "author"), 40), short_time(o,
		    json_str(p, "at")), json_bool(p, "is_question") ? "  ?" :
		    json_bool(p, "is_answer") ? "  ✓" : "");
		if (json_bool(p, "gone"))
			printf("%s%s\n", indent, t(o, "(deleted)"));
		else
			print_text(json_str(p, "text"), indent);
	}
	json_array_foreach(json_object_get(q, "actions"), i, a)
		say("\n%s  %s  %s  %s", short_time(o, json_str(a, "at")),
		    t(o, json_str(a, "verb")), safe(json_str(a, "who"), 40),
		    safe(json_str(a, "arg"), 300));
	if (json_str(q, "url") != NULL)
		say("\n%s %s", t(o, "answer at"), safe(json_str(q, "url"), 500));
	json_decref(q);
	return rc;
}

int
run_why(const struct opts *o)
{
	json_t *q, *s, *p, *r;
	size_t i, j;
	int rc;

	q = fetch(o, &rc);
	if (q == NULL)
		return rc;
	if (o->json) {
		print_json(json_object_get(q, "why"));
		json_decref(q);
		return rc;
	}
	print_head(o, q);
	putchar('\n');
	json_array_foreach(json_object_get(q, "why"), i, s) {
		const char *text = json_str(s, "text");
		char quoted[400];

		say("%-12s %s", short_time(o, json_str(s, "at")),
		    json_str(s, "row"));
		if (text != NULL) {
			printf("%15s„", "");
			snprintf(quoted, sizeof(quoted), "%s“", safe(text, 70));
			print_folded(quoted, 16, "                ");
		}
	}
	json_array_foreach(json_object_get(q, "posts"), i, p) {
		json_t *v = json_object_get(p, "verdict");

		if (!json_bool(p, "by_asker"))
			continue;
		say("\n„%s“", safe(json_str(p, "words"), 74));
		say("  %s (%s %.2f)", t(o, json_str(v, "label")),
		    t(o, "needs an answer:"), json_real_value(json_object_get(v,
		    "answer")));
		json_array_foreach(json_object_get(v, "reasons"), j, r)
			say("  %+5.1f  %s", json_number_value(json_object_get(r,
			    "weight")), safe(json_str(r, "text"), 70));
	}
	json_decref(q);
	return rc;
}
