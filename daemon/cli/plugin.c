/* SPDX-License-Identifier: ISC */

/*
 * Plugins are loaded by harkd alone, so harkd is run to speak of them: no
 * daemon is needed.
 */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/tr.h"
#include "cli/cli.h"

/* Words of the table of capabilities, those they have and those they lack. */
static const struct word {
	const char *key, *word;
} hears[] = {
	{ "mentions", N_("posts that mention you") },
	{ "comments", N_("comments and replies") },
	{ "messages", N_("private messages") },
	{ "reviews", N_("reviews") },
	{ "own", N_("your own posts") },
	{ "answers", N_("who answered") },
	{ "threads", N_("whole conversations") },
	{ "deletions", N_("deletions") },
	{ NULL, NULL }
}, does[] = {
	{ "reply", N_("answer with `hark reply'") },
	{ "search", N_("look for words you name") },
	{ "scan", N_("read a public profile without an account") },
	{ "reread", N_("read a conversation again before a mail leaves") },
	{ "check", N_("notice edits afterwards") },
	{ NULL, NULL }
}, also[] = {
	{ "login", N_("renew its key by itself") },
	{ NULL, NULL }
}, heard[] = {
	{ "live", N_("tried with real servers") },
	{ "recorded", N_("tried with recorded answers only") },
	{ "mail", N_("by mail only") },
	{ NULL, NULL }
}, short_heard[] = {
	{ "live", N_("live") }, { "recorded", N_("recorded only") },
	{ "mail", N_("by mail only") }, { NULL, NULL }
}, terms[] = {
	{ "no_train", N_("corrections teach nothing beyond the one post") },
	{ "no_match", N_("people are not looked up among customers") },
	{ "no_export", N_("nothing is exported") },
	{ "delete_on_leave", N_("everything goes when the account goes") },
	{ NULL, NULL }
};

static bool
has(const json_t *list, const char *key)
{
	const json_t *v;
	size_t i;

	json_array_foreach(list, i, v)
		if (strcmp(json_string_value(v), key) == 0)
			return true;
	return false;
}

static const char *
word_of(const struct opts *o, const struct word *w, const char *key)
{
	for (; key != NULL && w->key != NULL; w++)
		if (strcmp(w->key, key) == 0)
			return t(o, w->word);
	return t(o, N_("not told how far it was tried"));
}

/* Those of the words that are in the list, or are not. */
static void
join(const struct opts *o, struct buf *b, const struct word *w,
    const json_t *list, bool want)
{
	for (; w->key != NULL; w++)
		if (has(list, w->key) == want)
			buf_addf(b, "%s%s", b->len > 0 ? ", " : "",
			    t(o, w->word));
}

/* "bakery/shop, bakery/other", with what they may spend. */
static void
accounts(const struct opts *o, struct buf *b, const json_t *row, bool spend)
{
	const json_t *a, *p;
	size_t i, k;

	json_array_foreach(json_object_get(row, "accounts"), i, a) {
		buf_addf(b, "%s%s/", i > 0 ? ", " : "",
		    safe(json_str(a, "client"), 40));
		buf_adds(b, safe(json_str(a, "account"), 40));
		if (!spend)
			continue;
		json_array_foreach(json_object_get(a, "budgets"), k, p)
			buf_addf(b, strcmp(json_str(p, "period"), "month") == 0 ?
			    t(o, " (at most %.10g %s a month)") :
			    t(o, " (at most %.10g %s a day)"),
			    json_number_value(json_object_get(p, "ceiling")),
			    json_str(p, "unit"));
	}
}

static void
costs(const struct opts *o, struct buf *b, const json_t *row)
{
	const json_t *p;
	size_t i;

	json_array_foreach(json_object_get(row, "budgets"), i, p)
		buf_addf(b, strcmp(json_str(p, "period"), "month") == 0 ?
		    t(o, "%s%s a month (option \"%s\")") :
		    t(o, "%s%s a day (option \"%s\")"), i > 0 ? ", " : "",
		    safe(json_str(p, "unit"), 20), json_str(p, "option"));
}

#define INDENT	18
#define WIDTH	78

static size_t
letters(const char *s, size_t n)
{
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		count += ((unsigned char)s[i] & 0xc0) != 0x80;
	return count;
}

/* "  Hears:         posts, ...", on a terminal broken between words. */
static void
line(const struct opts *o, const char *title, const char *text)
{
	size_t at = letters(title, strlen(title)) + 2, n;

	if (text == NULL || *text == '\0')
		return;
	printf("  %s%*s", title, at < INDENT ? (int)(INDENT - at) : 1, "");
	at = at < INDENT ? INDENT : at + 1;
	while (*text != '\0') {
		n = strcspn(text, " ");
		if (o->tty && at > INDENT && at + letters(text, n) > WIDTH) {
			printf("\n%*s", INDENT, "");
			at = INDENT;
		}
		printf("%.*s", (int)n, text);
		at += letters(text, n);
		text += n;
		if (*text == ' ' && *++text != '\0') {
			putchar(' ');
			at++;
		}
	}
	putchar('\n');
}

static void
rate(const struct opts *o, struct buf *b, const json_t *row)
{
	double every = json_number_value(json_object_get(row, "rate_seconds"));

	if (every > 0 && has(json_object_get(row, "can"), "reread"))
		buf_addf(b, t(o, "%lld requests at once, then one every %.3g s"),
		    (long long)json_int(row, "rate_burst"), every);
}

static void
print_one(const struct opts *o, const json_t *row)
{
	struct buf b[9];
	const json_t *n = json_object_get(row, "networks"), *v;
	size_t i;

	for (i = 0; i < ARRAY_LEN(b); i++)
		b[i] = (struct buf)BUF_INIT;
	accounts(o, &b[0], row, true);
	if (!json_bool(row, "loaded")) {
		say(t(o, "%s: cannot be used"), safe(json_str(row, "plugin"), 40));
		say("  %s", safe(json_str(row, "error"), 400));
		line(o, t(o, "Silent now:"), b[0].data);
		buf_free(&b[0]);
		return;
	}
	join(o, &b[1], hears, json_object_get(row, "sees"), true);
	join(o, &b[2], hears, json_object_get(row, "sees"), false);
	join(o, &b[3], does, json_object_get(row, "can"), true);
	join(o, &b[3], also, json_object_get(row, "can"), true);
	join(o, &b[4], does, json_object_get(row, "can"), false);
	join(o, &b[5], terms, json_object_get(row, "terms"), true);
	if (json_int(row, "text_days") > 0)
		buf_addf(&b[5], t(o, "%stexts are forgotten after %lld days"),
		    b[5].len > 0 ? ", " : "",
		    (long long)json_int(row, "text_days"));
	costs(o, &b[6], row);
	rate(o, &b[8], row);
	json_array_foreach(n, i, v)
		buf_addf(&b[7], "%s%s", i > 0 ? ", " : "",
		    safe(json_string_value(v), 40));
	say(t(o, "%s: %s (version %s, ABI %s)"), json_str(row, "plugin"),
	    word_of(o, heard, json_str(row, "heard")),
	    safe(json_str(row, "version"), 20), json_str(row, "abi"));
	/* The manual has no German yet. */
	if (strcmp(o->lang, "en") == 0 && json_str(row, "about") != NULL)
		line(o, t(o, "What it is:"), json_str(row, "about"));
	if (has(json_object_get(row, "can"), "push"))
		line(o, t(o, "Hears:"), t(o, "what is brought with `hark push'"));
	line(o, t(o, "Networks:"), b[7].data);
	line(o, t(o, "Hears:"), b[1].data);
	line(o, t(o, "Does not hear:"), b[2].data);
	line(o, t(o, "Can:"), b[3].data);
	line(o, t(o, "Cannot:"), b[4].data);
	line(o, t(o, "By its terms:"), b[5].data);
	line(o, t(o, "Asks at most:"), b[8].data);
	line(o, t(o, "Counts:"), b[6].data);
	line(o, t(o, "Accounts here:"), b[0].len > 0 ? b[0].data :
	    t(o, "no account"));
	if (strcmp(o->lang, "en") == 0 && json_str(row, "tried") != NULL) {
		line(o, "In detail:", json_str(row, "hears"));
		line(o, "Not heard:", json_str(row, "deaf"));
		line(o, "Tried:", json_str(row, "tried"));
	}
	if (json_str(row, "about") != NULL)
		line(o, t(o, "Letting it in:"), "hark-networks(7)");
	for (i = 0; i < ARRAY_LEN(b); i++)
		buf_free(&b[i]);
}

struct plugins {
	const struct opts *opts;
	json_t *rows;
};

static bool
on_line(void *arg, json_t *j)
{
	struct plugins *p = arg;

	if (json_object_get(j, "row") != NULL)
		json_array_append(p->rows, json_object_get(j, "row"));
	if (json_str(j, "warning") != NULL) {
		complain("%s", safe(json_str(j, "warning"), 400));
		complain("%s", t(p->opts, "the accounts are not known, then"));
	}
	if (json_str(j, "error") != NULL)
		complain("%s", safe(json_str(j, "error"), 400));
	return true;
}

int
plugin_rows(const struct opts *o, const char *name, json_t **ret)
{
	struct plugins p = { .opts = o, .rows = json_array() };
	AUTO(free_p) char *option = name == NULL ? xstrdup("--plugins") :
	    xasprintf("--plugins=%s", name);
	const char *argv[HARKD_BEGIN + 2] = { NULL };
	size_t n = harkd_begin(o, argv);

	argv[n++] = option;
	*ret = p.rows;
	return harkd_lines(o, argv, on_line, &p);
}

static void
print_all(const struct opts *o, const json_t *rows)
{
	static const struct column cols[] = {
		{ N_("PLUGIN"), 0, false, false }, { N_("TRIED"), 0, false, false },
		{ N_("HEARS"), 0.5, false, true },
		{ N_("ANSWERS"), 0, false, false },
		{ N_("ACCOUNTS"), 0.3, false, true },
	};
	struct table *tb = table_new(o, cols, ARRAY_LEN(cols));
	size_t i, bad = 0;
	json_t *r;

	json_array_foreach(rows, i, r) {
		AUTO(buf_free) struct buf sees = BUF_INIT;
		AUTO(buf_free) struct buf used = BUF_INIT;
		bool loaded = json_bool(r, "loaded");

		bad += !loaded;
		join(o, &sees, hears, json_object_get(r, "sees"), true);
		accounts(o, &used, r, false);
		table_row(tb, (const char *const[]){
		    safe(json_str(r, "plugin"), 24), loaded ?
		    word_of(o, short_heard, json_str(r, "heard")) :
		    t(o, "cannot be used"), !loaded ?
		    safe(json_str(r, "error"), 200) : sees.len > 0 ? sees.data :
		    t(o, "what you bring"), !loaded ? "" :
		    has(json_object_get(r, "can"), "reply") ? t(o, "yes") :
		    t(o, "no"), used.data }, loaded ? NULL : "red");
	}
	table_end(tb);
	json_array_foreach(rows, i, r)
		if (bad > 0 && !json_bool(r, "loaded"))
			complain("%s: %s", safe(json_str(r, "plugin"), 40),
			    safe(json_str(r, "error"), 400));
	say("\n%s", t(o, "`hark plugins NAME' tells more; hark-networks(7) how to "
	    "let each in."));
}

int
run_plugins(const struct opts *o)
{
	json_t *rows, *r;
	size_t i;
	int rc = plugin_rows(o, o->argc > 0 ? o->argv[0] : NULL, &rows);

	if (o->json)
		print_json_rows(rows);
	else if (o->argc > 0)
		json_array_foreach(rows, i, r)
			print_one(o, r);
	else if (json_array_size(rows) > 0)
		print_all(o, rows);
	json_decref(rows);
	return rc;
}

int
run_plugin_test(const struct opts *o)
{
	AUTO(free_p) char *harkd = find_harkd();
	const char **argv = xcalloc((size_t)o->argc + 6, sizeof(*argv));
	size_t n = 0;
	int rc;

	if (harkd == NULL) {
		free(argv);
		return exec_failed(o);
	}
	argv[n++] = "harkd";
	argv[n++] = "--plugin-test";
	argv[n++] = o->argv[0];
	if (o->update)
		argv[n++] = "--update";
	if (o->quick)
		argv[n++] = "--quick";
	argv[n++] = "--";
	for (int i = 1; i < o->argc; i++)
		argv[n++] = o->argv[i];
	execv(harkd, (char *const *)(uintptr_t)argv);
	rc = exec_failed(o);
	free(argv);
	return rc;
}
