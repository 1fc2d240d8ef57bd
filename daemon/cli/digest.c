/* SPDX-License-Identifier: ISC */

/* digest: what the next one would say, or today's mailed now. */

#include <stdio.h>

#include "base/json.h"
#include "cli/cli.h"

struct shown {
	const struct opts *o;
	json_t *rows;			/* --json */
	size_t n;
};

static bool
show(void *arg, json_t *row)
{
	struct shown *s = arg;
	const struct opts *o = s->o;
	const char *subject = json_str(row, "subject");
	const char *text = json_str(row, "text");

	if (s->rows != NULL) {
		json_array_append(s->rows, row);
		return true;
	}
	if (!json_bool(row, "ok")) {
		say("%s: %s", safe(json_str(row, "recipient"), 100),
		    safe(json_str(row, "error"), 400));
	} else if (text == NULL) {
		say(t(o, "%s: is on its way"),
		    safe(json_str(row, "recipient"), 100));
	} else {
		if (s->n++ > 0)
			putchar('\n');
		say("%s: %s\n", safe(json_str(row, "recipient"), 100),
		    safe(subject, 200));
		print_text(text, "");
	}
	return true;
}

int
run_digest(const struct opts *o)
{
	struct shown s = { .o = o, .rows = o->json ? json_array() : NULL };
	json_t *args = talk_args(o);
	int rc;

	if (o->argc > 0)
		json_object_set_new(args, "recipient",
		    json_string(o->argv[0]));
	rc = talk(o, o->preview ? "preview" : "digest", args, show, &s, NULL);
	if (s.rows != NULL && rc == EXIT_HARK_OK)
		print_json_rows(s.rows);
	json_decref(s.rows);
	return rc;
}
