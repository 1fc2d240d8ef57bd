/* SPDX-License-Identifier: ISC */

/*
 * `report' and `broadcasts': how well it goes, and what only advertises.  One
 * client after the other; broadcasts one account after the other, so that
 * ten thousand do not hold up the loop.
 */

#include <stdlib.h>
#include <string.h>

#include "alert/numbers_json.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "control/show.h"
#include "control/request.h"

#define DEFAULT_DAYS	90
#define POSTS_MAX	30	/* flagged posts of one account */

/* --- report --------------------------------------------------------------- */

struct report {
	struct req *req;
	size_t next;		/* client */
	enum numbers_by by;
	size_t n;
};

static void report_next(struct report *);

static enum numbers_by
by_parse(const char *s)
{
	if (s == NULL || strcmp(s, "network") == 0)
		return NUMBERS_NETWORK;
	if (strcmp(s, "account") == 0)
		return NUMBERS_ACCOUNT;
	if (strcmp(s, "week") == 0)
		return NUMBERS_WEEK;
	if (strcmp(s, "day") == 0)
		return NUMBERS_DAY;
	return NUMBERS_TOTAL;
}

static const char *
by_name(enum numbers_by by)
{
	static const char *const names[] = { "total", "account", "network",
		"week", "day" };

	return names[by];
}

static struct client *
client_of(struct req *r, size_t i)
{
	return &r->control->clients[i];
}

static void
on_numbers(void *arg, const struct err *e, const struct numbers_answer *a)
{
	struct report *rp = arg;
	const struct client *c = client_of(rp->req, rp->next++);
	json_t *row;

	/* Of several clients not all need to have that account. */
	if (e->code == ERR_NOT_FOUND || c->store == NULL) {
		report_next(rp);
		return;
	}
	if (e->code != ERR_OK) {
		req_fail(rp->req, e);
		free(rp);
		return;
	}
	row = numbers_json_answer(a);
	json_object_set_new(row, "client", json_string(c->conf->name));
	json_object_set_new(row, "by", json_string(by_name(rp->by)));
	json_object_set_new(row, "zone", json_string(c->conf->zone));
	json_object_set_new(row, "due_seconds", json_integer(
	    (c->conf->due_ms != 0 ? c->conf->due_ms :
	    hours_day(c->conf->hours)) / 1000));
	rp->n++;
	req_row(rp->req, row);
	report_next(rp);
}

/* False: answered with what cannot be meant. */
static bool
days_of(struct req *r, int64_t today, int64_t *from, int64_t *to)
{
	const char *period = req_str(r, "period"), *f = req_str(r, "from");
	const char *t = req_str(r, "to"), *bad = NULL;
	int64_t other;

	*to = today;
	*from = today - DEFAULT_DAYS + 1;
	if (period != NULL && !numbers_period(period, today, from, to))
		bad = period;
	else if (t != NULL && !numbers_period(t, today, &other, to))
		bad = t;
	else if (f != NULL && !numbers_period(f, today, from, &other))
		bad = f;
	if (bad == NULL && f == NULL && t != NULL && period == NULL)
		*from = *to - DEFAULT_DAYS + 1;
	if (bad != NULL)
		req_fail_at(r, ERR_USAGE, "\"%.40s\" is no time that can be "
		    "meant; write for example 90d, 2026-10, 2026-W40 or "
		    "2026-10-05", bad);
	else if (*to < *from)
		req_fail_at(r, ERR_USAGE, "the end is before the beginning");
	return bad == NULL && *to >= *from;
}

static void
report_next(struct report *rp)
{
	struct req *r = rp->req;
	struct numbers_ask ask = { .by = rp->by,
		.account = req_str(r, "account"), .now = loop_now() };

	while (rp->next < r->control->n_clients &&
	    !req_wants(r, client_of(r, rp->next)))
		rp->next++;
	if (rp->next == r->control->n_clients) {
		if (rp->n == 0 && ask.account != NULL)
			req_fail_at(r, ERR_NOT_FOUND, "no account named %.60s",
			    ask.account);
		else
			req_done(r, NULL);
		free(rp);
		return;
	}
	if (!days_of(r, store_day(client_of(r, rp->next)->store, ask.now),
	    &ask.from, &ask.to)) {
		free(rp);
		return;
	}
	store_numbers(client_of(r, rp->next)->store, &ask, on_numbers, rp);
}

void
verb_report(struct req *r)
{
	struct report *rp = xcalloc(1, sizeof(*rp));
	const char *by = req_str(r, "by");

	rp->req = r;
	rp->by = by_parse(by);
	if (by != NULL && strcmp(by, by_name(rp->by)) != 0) {
		req_fail_at(r, ERR_USAGE, "by: \"%.40s\" cannot be meant; write "
		    "account, network, week, day or total", by);
		free(rp);
		return;
	}
	report_next(rp);
}

/* --- broadcasts ------------------------------------------------------------ */

struct broadcasts {
	struct req *req;
	size_t client;
	char *after;		/* the account before, or NULL */
	json_t *row;		/* of the account whose posts are asked for */
	bool found;
};

static void broadcasts_next(struct broadcasts *);

static void
broadcasts_free(struct broadcasts *b)
{
	free(b->after);
	json_decref(b->row);
	free(b);
}

static const char *
lang_of(const struct req *r)
{
	const char *lang = req_str(r, "lang");

	return lang != NULL && strncmp(lang, "de", 2) == 0 ? "de" : "en";
}

static void
on_own(void *arg, const struct err *e, const struct own_text *v, size_t n)
{
	struct broadcasts *b = arg;
	json_t *posts = json_array(), *row = TAKE(b->row);

	for (size_t i = 0; e->code == ERR_OK && i < n; i++) {
		json_t *p = show_own(&v[i]);

		json_object_set_new(p, "waiting", json_integer(v[i].waiting));
		json_array_append_new(posts, p);
	}
	json_object_set_new(row, "posts", posts);
	/* Who is asked about gets an answer; else only what is worth one. */
	if (req_str(b->req, "account") != NULL || n > 0 ||
	    json_array_size(json_object_get(row, "warnings")) > 0)
		req_row(b->req, row);
	else
		json_decref(row);
	broadcasts_next(b);
}

static json_t *
account_row(const struct broadcasts *b, const struct client *c,
    const struct store_account_status *a)
{
	struct talk_warning w[TALK_WARNINGS];
	size_t n = talk_warnings(&a->talk, lang_of(b->req), w);
	json_t *row = show_talk(&a->talk), *warnings = json_array();

	json_object_set_new(row, "client", json_string(c->conf->name));
	json_object_set_new(row, "account", json_string(a->name));
	json_object_set_new(row, "network", json_string(a->network));
	json_object_set_new(row, "waiting", json_integer(a->waiting));
	for (size_t i = 0; i < n; i++)
		json_array_append_new(warnings, json_string(w[i].text));
	json_object_set_new(row, "warnings", warnings);
	return row;
}

static void
on_status(void *arg, const struct err *e, const struct store_status *st)
{
	struct broadcasts *b = arg;
	const struct client *c = client_of(b->req, b->client);
	const char *account = req_str(b->req, "account");
	const struct store_account_status *a;
	int64_t max = req_int(b->req, "max", POSTS_MAX);

	if (e->code != ERR_OK || st->n_accounts == 0 || c->store == NULL) {
		free(TAKE(b->after));
		b->client++;
		broadcasts_next(b);
		return;
	}
	a = &st->accounts[0];
	free(b->after);
	b->after = xstrdup(a->name);
	if (account != NULL ? strcmp(a->name, account) != 0 : !a->active) {
		broadcasts_next(b);
		return;
	}
	b->found = true;
	b->row = account_row(b, c, a);
	store_own_posts(c->store, a->name, loop_now() -
	    req_int(b->req, "days", 30) * WHEN_DAY, (size_t)max, on_own, b);
}

static void
broadcasts_next(struct broadcasts *b)
{
	struct req *r = b->req;
	const char *account = req_str(r, "account");

	while (b->client < r->control->n_clients &&
	    !req_wants(r, client_of(r, b->client)))
		b->client++;
	if (b->client < r->control->n_clients && r->conn != NULL) {
		store_status_part(client_of(r, b->client)->store, loop_now(),
		    true, b->after, 1, on_status, b);
		return;
	}
	if (account != NULL && !b->found)
		req_fail_at(r, ERR_NOT_FOUND, "no account named %.60s",
		    account);
	else
		req_done(r, NULL);
	broadcasts_free(b);
}

void
verb_broadcasts(struct req *r)
{
	struct broadcasts *b = xcalloc(1, sizeof(*b));

	b->req = r;
	broadcasts_next(b);
}
