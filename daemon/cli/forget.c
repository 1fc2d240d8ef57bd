/* SPDX-License-Identifier: ISC */

/* forget and export: what a person may ask for by law. */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/cli.h"

static bool
confirmed(const struct opts *o)
{
	char answer[16] = "";

	if (o->yes)
		return true;
	if (!isatty(STDIN_FILENO)) {
		complain("%s", t(o, "nobody to ask here; say --yes to forget"));
		return false;
	}
	printf("%s ", t(o, "Forget this person? It cannot be undone. [y/N]"));
	fflush(stdout);
	if (fgets(answer, sizeof(answer), stdin) == NULL)
		return false;
	return strchr("yYjJ", answer[0]) != NULL && answer[0] != '\0';
}

static json_t *
person_args(const struct opts *o)
{
	json_t *args = talk_args(o);

	json_object_set_new(args, "who", json_string(o->argv[0]));
	return args;
}

static void
print_mails(const struct opts *o, const json_t *sent, bool perhaps,
    const char *title)
{
	bool any = false;
	json_t *x;
	size_t i;

	json_array_foreach(sent, i, x) {
		if (json_bool(x, "perhaps") != perhaps)
			continue;
		if (!any)
			say("%s", title);
		any = true;
		say("  %s  %s", short_time(o, json_str(x, "sent_at")),
		    safe(json_str(x, "address"), 100));
	}
}

/* What hark cannot take back: others must. */
static void
print_left(const struct opts *o, const json_t *f)
{
	json_t *sent = json_object_get(f, "mails_sent"), *x;
	json_t *copies = json_object_get(f, "copies");
	size_t i;

	print_mails(o, sent, false, t(o, "These mails about them were sent and "
	    "hold them still:"));
	print_mails(o, sent, true, t(o, "These are about others in the same "
	    "conversations and may name them:"));
	if (json_array_size(copies) > 0)
		say("%s", t(o, "These copies of the database hold them still; "
		    "delete them, or let them expire:"));
	json_array_foreach(copies, i, x)
		say("  %s  %s%s", json_str(x, "made_at") != NULL ?
		    short_time(o, json_str(x, "made_at")) : "",
		    safe(json_str(x, "path"), 300), json_bool(x, "there") ?
		    "" : t(o, "  (not there any more: moved?)"));
	if (json_bool(f, "customer"))
		say("%s", t(o, "They may also stand in the list of customers, "
		    "which is yours."));
}

int
run_forget(const struct opts *o)
{
	json_t *args, *rows, *f;
	const char *name;
	int rc;

	if (!utf8_valid(o->argv[0], strlen(o->argv[0])))
		return EXIT_HARK_USAGE;
	args = person_args(o);
	json_object_set_new(args, "dry", json_true());
	rows = talk_rows(o, "forget", args, &rc);
	if (rows == NULL)
		return rc;
	f = json_array_get(rows, 0);
	name = json_str(f, "name") != NULL ? json_str(f, "name") :
	    json_str(f, "handle");
	if (!o->yes)
		say(t(o, "%s  %s, %s. Posts: %lld, questions: %lld"),
		    json_str(f, "id"), safe(name, 60),
		    safe(json_str(f, "network"), 20),
		    (long long)json_int(f, "posts"),
		    (long long)json_int(f, "questions"));
	if (!confirmed(o)) {
		json_decref(rows);
		return EXIT_HARK_ERROR;
	}
	args = json_pack("{s:O, s:O, s:b}", "who", json_object_get(f, "id"),
	    "client", json_object_get(f, "client"), "dry", 0);
	json_decref(rows);
	rows = talk_rows(o, "forget", args, &rc);
	if (rows == NULL)
		return rc;
	f = json_array_get(rows, 0);
	if (o->json) {
		print_json(f);
		json_decref(rows);
		return rc;
	}
	say(t(o, "Forgotten. Posts: %lld, questions: %lld, posts of others that "
	    "named them and were mended: %lld"), (long long)json_int(f, "posts"),
	    (long long)json_int(f, "questions"),
	    (long long)json_int(f, "named_in"));
	if (!json_bool(f, "overwritten"))
		say("%s", t(o, "The database is large: freed space in its file "
		    "is overwritten as it is used again, or at once by a VACUUM "
		    "(see harkd(8))."));
	print_left(o, f);
	json_decref(rows);
	return rc;
}

int
run_export(const struct opts *o)
{
	json_t *rows, *all, *row;
	size_t i;
	int rc;

	if (!utf8_valid(o->argv[0], strlen(o->argv[0])))
		return EXIT_HARK_USAGE;
	rows = talk_rows(o, "export", person_args(o), &rc);
	if (rows == NULL)
		return rc;
	all = json_object();
	json_array_foreach(rows, i, row) {
		const char *kind = json_str(row, "kind");
		json_t *list = json_object_get(all, kind);

		if (list == NULL) {
			list = json_array();
			json_object_set_new(all, kind, list);
		}
		json_array_append(list, json_object_get(row, "row"));
		if (strcmp(kind, "omitted") == 0)
			complain(t(o, "posts on %s are left out: the network's "
			    "terms forbid to hand them out"),
			    safe(json_str(json_object_get(row, "row"),
			    "network"), 20));
	}
	print_json(all);
	json_decref(all);
	json_decref(rows);
	return rc;
}
