/* SPDX-License-Identifier: ISC */

/* Answers that are none, and what they mean; see answer.h. */

#include <fnmatch.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "config/plugin.h"
#include "poll/answer.h"
#include "poll/effects.h"
#include "poll/help.h"
#include "poll/read.h"

#define MAX_SAID	200
#define MAX_CODE	60

/* What the network says beside the status; NULL: nothing. */
struct told {
	const char *code, *said;
};

static const struct hark_plugin *
plugin_of(const struct hark_task *t)
{
	return ((const struct run *)t)->plugin;
}

static const char *
cut(struct hark_task *t, const char *s, size_t max)
{
	size_t n = s != NULL ? strlen(s) : 0;

	return s == NULL ? NULL : arena_strndup(((struct run *)t)->arena, s,
	    n > max ? utf8_floor(s, max) : n);
}

/* At the first of these paths at which anything stands. */
static const char *
str_at(struct hark_task *t, const json_t *j, const char *paths)
{
	const char *s = NULL;
	size_t n;

	for (; paths != NULL && s == NULL && *paths != '\0';
	    paths += n + (paths[n] == ' ')) {
		n = strcspn(paths, " ");
		s = help_str(t, j, hark_format(t, "%.*s", (int)n, paths));
	}
	return s;
}

static struct told
told_at(struct hark_task *t, const struct hark_response *r,
    const struct json_names *names, const char *why, const char *code)
{
	AUTO(json_p) json_t *j = NULL;
	struct told told;

	if (strstr(r->type, "json") != NULL)
		j = json_read(r->body, r->len, names, NULL);
	told.said = cut(t, str_at(t, j, why), MAX_SAID);
	told.code = cut(t, str_at(t, j, code), MAX_CODE);
	return told;
}

/* why: as in hark_answer(). */
static struct told
listen(struct hark_task *t, const struct hark_response *r, const char *why)
{
	const struct hark_plugin *pl = plugin_of(t);
	bool knows = plugin_has(pl, refusals);

	return told_at(t, r, plugin_reads(pl), why != NULL || !knows ? why :
	    pl->why, knows ? pl->code : NULL);
}

static const char *
reason(struct hark_task *t, const struct hark_response *r,
    const struct told *told)
{
	return told->said == NULL ? hark_format(t, "status %d", r->status) :
	    hark_format(t, "status %d, \"%s\"", r->status, told->said);
}

const char *
answer_reason(struct hark_task *t, const struct hark_response *r,
    const char *why)
{
	struct told told = listen(t, r, why);

	return reason(t, r, &told);
}

const char *
answer_code(struct hark_task *t, const struct hark_response *r)
{
	return listen(t, r, NULL).code;
}

/* --- the table ------------------------------------------------------------- */

/* Is it one of these words? */
static bool
one_of(const char *words, const char *code)
{
	char word[MAX_CODE + 1];
	size_t n;

	for (; *words != '\0'; words += n + (words[n] == ' ')) {
		n = strcspn(words, " ");
		if (n >= sizeof(word))
			continue;
		memcpy(word, words, n);
		word[n] = '\0';
		if (fnmatch(word, code, 0) == 0)
			return true;
	}
	return false;
}

static const struct hark_refusal *
row_of(const struct hark_refusal *row, int status, const struct told *told)
{
	for (; row != NULL && row->error != 0; row++) {
		if (row->status != 0 && row->status != status)
			continue;
		if (row->code != NULL && (told->code == NULL ||
		    !one_of(row->code, told->code)))
			continue;
		if (row->says != NULL && (told->said == NULL ||
		    strstr(told->said, row->says) == NULL))
			continue;
		return row;
	}
	return NULL;
}

static const char *
word_for(struct hark_task *t, const char *name, size_t n,
    const struct hark_response *r, const struct told *told)
{
	const char *s;

	if (n == 3 && strncmp(name, "why", n) == 0)
		return reason(t, r, told);
	if (n == 6 && strncmp(name, "status", n) == 0)
		return hark_format(t, "%d", r->status);
	if (n == 4 && strncmp(name, "code", n) == 0)
		s = told->code;
	else if (n == 4 && strncmp(name, "said", n) == 0)
		s = told->said;
	else if (n == 3 && strncmp(name, "url", n) == 0)
		s = r->url;
	else
		s = help_option(t, name, n);
	return s != NULL ? s : "";
}

static void
refuse(struct hark_task *t, const struct hark_response *r,
    const struct hark_refusal *row, const struct told *told)
{
	const char *p = row->words != NULL ? row->words : "{why}", *end;
	AUTO(buf_free) struct buf b = BUF_INIT;

	for (; *p != '\0'; p++) {
		if (*p != '{' || (end = strchr(p, '}')) == NULL) {
			buf_addc(&b, *p);
			continue;
		}
		buf_adds(&b, word_for(t, p + 1, (size_t)(end - p) - 1, r,
		    told));
		p = end;
	}
	if (row->spent)
		hark_spent(t, NULL, HARK_ALL);
	if (row->pause > 0)
		hark_quota(t, 0, t->now + row->pause);
	hark_fail(t, row->error, "%s", b.data);
}

bool
answer_refused(struct hark_task *t, const struct hark_response *r,
    const struct hark_refusal *rows)
{
	const struct hark_refusal *row;
	struct told told;

	if (hark_ok(r))
		return false;
	told = listen(t, r, NULL);
	if ((row = row_of(rows, r->status, &told)) == NULL)
		return false;
	refuse(t, r, row, &told);
	return true;
}

bool
answer_absent(struct hark_task *t, const struct hark_response *r)
{
	const struct hark_plugin *pl = plugin_of(t);
	const struct hark_refusal *row, *rows = plugin_has(pl, refusals) ?
	    pl->refusals : NULL;
	struct told told;
	bool any = false;

	if (hark_ok(r))
		return false;
	for (row = rows; row != NULL && row->error != 0; row++)
		any |= row->absent;
	if (!any)
		return hark_gone(r);
	told = listen(t, r, NULL);
	row = row_of(rows, r->status, &told);
	return row != NULL && row->absent;
}

/* --- good ones, or else ----------------------------------------------------- */

/* What a status means where no table says otherwise. */
static void
refuse_plainly(struct hark_task *t, const struct hark_response *r,
    const struct told *told)
{
	const char *words = reason(t, r, told);

	if (r->status == 401)
		hark_fail(t, HARK_E_AUTH, "the credentials are refused: %s",
		    words);
	else if (r->status == 403)
		hark_fail(t, HARK_E_SCOPE, "not allowed: %s", words);
	else if (r->status == 404)
		hark_fail(t, HARK_E_CONFIG, "%s is not there: %s; is it the "
		    "address of a %s server?", r->url, words,
		    plugin_of(t)->name);
	else if (r->status == 410)
		hark_fail(t, HARK_E_GONE_ACCOUNT, "gone: %s", words);
	else
		hark_fail(t, HARK_E_PROTOCOL, "%s", words);
}

/* Is it a page for people? */
static bool
is_page(struct hark_task *t, const struct hark_response *r)
{
	if (!hark_ok(r) || strcmp(r->type, "text/html") != 0)
		return false;
	hark_fail(t, HARK_E_LATER, "a page instead of an answer; "
	    "maintenance?");
	return true;
}

json_t *
answer_json(struct hark_task *t, const struct hark_response *r, const char *why)
{
	const struct hark_plugin *pl = plugin_of(t);
	struct told told;

	if (is_page(t, r))
		return NULL;
	if (hark_ok(r))
		return hark_json(t, r);
	if (plugin_has(pl, refusals) && answer_refused(t, r, pl->refusals))
		return NULL;
	told = listen(t, r, why);
	refuse_plainly(t, r, &told);
	return NULL;
}

json_t *
answer_login(struct hark_task *t, const struct hark_response *r,
    const struct hark_login *l)
{
	static const struct hark_refusal plain[] = {
		{ .status = 400, .error = HARK_E_AUTH,
		  .words = "no token is given: {why}" },
		{ .status = 401, .error = HARK_E_AUTH,
		  .words = "no token is given: {why}" },
		{ .error = 0 }
	};
	const struct hark_refusal *row;
	struct told told;

	if (is_page(t, r))
		return NULL;
	if (hark_ok(r))
		return read_whole(t, r->body, r->len);
	/* The names are those of RFC 6749. */
	told = told_at(t, r, NULL, l->why != NULL ? l->why :
	    "error_description", l->code != NULL ? l->code : "error");
	row = row_of(l->refusals != NULL ? l->refusals : plain, r->status,
	    &told);
	if (row != NULL)
		refuse(t, r, row, &told);
	else
		refuse_plainly(t, r, &told);
	return NULL;
}
