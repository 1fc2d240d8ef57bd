/* SPDX-License-Identifier: ISC */

/*
 * When a report is due, the figures it is made of, and its rows; see report.h.
 * Figures come one after the other, beside the lane's rounds; if the store
 * fails meanwhile everything is asked for again at the lane's next look.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "alert/ids.h"
#include "alert/numbers_json.h"
#include "alert/plan.h"
#include "alert/report.h"
#include "base/arena.h"
#include "base/json.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "triage/broadcast.h"
#include "triage/civil.h"

#define EARLIEST	(7 * 60 + 30)	/* minute of the day */
#define WEEKS		8
#define NETWORK_DAYS	120
#define QUESTIONS_MAX	2000
#define TALKS_MAX	10
#define MONTH_DAYS	7		/* of a month, worth a mail */
#define WARN_EVERY	(10 * WHEN_MINUTE)
#define WARN_FRESH	(12 * WHEN_HOUR)

struct talking {
	char *account, *network;
	int64_t oldest;		/* since when somebody waits there, or 0 */
	struct talk talk;
};

struct report {
	struct lane *lane;
	bool busy;
	int64_t week, month;	/* first day of those whose mails are rows */
	int64_t warned_at;	/* loop_now() of the last look */
	/* The one being gathered. */
	int64_t from, to;
	json_t *body;
	struct talking talks[TALKS_MAX];
	size_t n_talks;
};

/* --- when ------------------------------------------------------------------ */

static int64_t
day_of(const struct report *r, int64_t t)
{
	return store_day(lane_store(r->lane), t);
}

static int64_t
month_begins(int64_t day)
{
	struct date d = civil_date(day);

	return civil_day(d.y, d.m, 1);
}

/* At the first opening from that many days before today's half past seven. */
static int64_t
opening(const struct conf_client *c, int64_t t, int days_ago)
{
	return hours_next_open(c->hours, hours_at(c->hours, t, -days_ago,
	    EARLIEST));
}

static bool
wanted(const struct conf_client *c, unsigned report)
{
	for (size_t i = 0; i < c->n_recipients; i++)
		if (c->recipients[i].reports & report)
			return true;
	return false;
}

/* --- the end of one --------------------------------------------------------- */

static void
clear(struct report *r)
{
	json_decref(r->body);
	r->body = NULL;
	for (size_t i = 0; i < r->n_talks; i++) {
		free(r->talks[i].account);
		free(r->talks[i].network);
	}
	r->n_talks = 0;
	r->busy = false;
}

/* In a callback: the store failed or is gone. */
static bool
gave_up(struct report *r, const struct err *e)
{
	if (e->code == ERR_OK && lane_store(r->lane) != NULL)
		return false;
	if (e->code != ERR_OK && e->code != ERR_UNAVAILABLE)
		log_warn("a report waits: %s", e->text);
	clear(r);
	return true;
}

static void
on_kept(void *arg, const struct err *e)
{
	struct report *r = arg;

	if (gave_up(r, e))
		return;
	clear(r);
	lane_kick(r->lane);
}

/* --- rows -------------------------------------------------------------------- */

struct rows {
	struct arena *arena;
	struct outbox_row *v;
	size_t n, size;
};

/* The first hour in which he is open and there. */
static int64_t
free_hour(const struct conf_recipient *to, int64_t t)
{
	for (int tries = 0; tries < 100; tries++) {
		if (to->hours != NULL)
			t = hours_next_open(to->hours, t);
		if (bell_present(to, t))
			break;
		t = hours_next_open(to->present, t);
	}
	return t;
}

static void
add_row(struct rows *rows, struct report *r, const struct conf_recipient *to,
    enum outbox_kind kind, char *key, char *subject, char *body)
{
	const char *name = lane_conf(r->lane)->name;
	struct arena *a = rows->arena;
	AUTO(free_p) char *id = id_message(name, alert_host(r->lane->alert),
	    key);
	int64_t now = loop_now();

	if (r->lane->alert->dry_run) {
		log_info("dry run: would send to %s: \"%s\"", to->name,
		    subject);
	} else {
		if (rows->n == rows->size) {
			rows->size = rows->size != 0 ? rows->size * 2 : 8;
			rows->v = xreallocarray(rows->v, rows->size,
			    sizeof(*rows->v));
		}
		rows->v[rows->n++] = (struct outbox_row){
			.kind = kind, .state = OUTBOX_PENDING,
			.channel = plan_channel(to->channel),
			.recipient = to->name, .address = to->address,
			.key = arena_strdup(a, key),
			.message_id = arena_strdup(a, id),
			.subject = arena_strdup(a, subject),
			.body = arena_strdup(a, body), .created_at = now,
			.next_at = free_hour(to, now),
		};
	}
	free(key);
	free(subject);
	free(body);
}

static void
keep_rows(struct report *r, struct rows *rows)
{
	static const struct err fine;

	if (rows->n > 0)
		store_ring_commit(lane_store(r->lane), rows->v, rows->n, NULL,
		    0, loop_now(), on_kept, r);
	free(rows->v);
	arena_free(rows->arena);
	if (rows->n == 0)
		on_kept(r, &fine);
}

static const char *
lang_of(const struct report *r, const struct conf_recipient *to)
{
	return to->lang != NULL ? to->lang : lane_conf(r->lane)->lang;
}

/* --- the weekly one ----------------------------------------------------------- */

static json_t *
warnings(const struct report *r, const char *lang)
{
	json_t *list = json_array();
	struct talk_warning w[TALK_WARNINGS];
	char network[32];

	for (size_t i = 0; i < r->n_talks; i++) {
		size_t n = talk_warnings(&r->talks[i].talk, lang, w);

		compose_network(lang, r->talks[i].network, network);
		for (size_t k = 0; k < n; k++)
			json_array_append_new(list, json_pack("{s:s, s:s, s:s}",
			    "network", network, "account",
			    r->talks[i].account, "text", w[k].text));
	}
	return list;
}

/* Accounts that advertise, while the answer is lent. */
static void
take_talks(struct report *r, const struct store_status *st)
{
	for (size_t i = 0; i < st->n_accounts && r->n_talks < TALKS_MAX; i++) {
		const struct store_account_status *a = &st->accounts[i];
		struct talking *t = &r->talks[r->n_talks];

		if (!a->active || a->talk.level < TALK_WARN)
			continue;
		t->account = xstrdup(a->name);
		t->network = xstrdup(a->network);
		t->talk = a->talk;
		t->oldest = a->oldest_at;
		r->n_talks++;
	}
}

static void
on_week_status(void *arg, const struct err *e, const struct store_status *st)
{
	struct report *r = arg;
	const struct conf_client *c;
	struct rows rows = { .arena = NULL };

	if (gave_up(r, e))
		return;
	c = lane_conf(r->lane);
	rows.arena = arena_new();
	take_talks(r, st);
	json_object_set_new(r->body, "waiting_now", json_integer(st->waiting));
	json_object_set_new(r->body, "liked_now", json_integer(st->liked));
	json_object_set_new(r->body, "oldest_seconds", json_integer(
	    st->oldest_at != 0 ? (loop_now() - st->oldest_at) / 1000 : 0));
	for (size_t i = 0; i < c->n_recipients; i++) {
		const struct conf_recipient *to = &c->recipients[i];
		const char *lang = lang_of(r, to);

		if (!(to->reports & REPORT_WEEKLY))
			continue;
		json_object_set_new(r->body, "warnings", c->warn_broadcast ==
		    WARN_NO ? json_array() : warnings(r, lang));
		add_row(&rows, r, to, OUTBOX_WEEKLY,
		    xasprintf("weekly|%" PRId64 "|%s", r->from, to->name),
		    report_week_subject(lang, r->body), json_line(r->body));
	}
	r->week = r->to + 1;
	keep_rows(r, &rows);
}

/* The crowd below a competition: it is in no other figure. */
static void
on_to_all(void *arg, const struct err *e, int64_t n)
{
	struct report *r = arg;

	if (gave_up(r, e))
		return;
	json_object_set_new(r->body, "to_all", json_integer(n));
	store_status(lane_store(r->lane), loop_now(), true, on_week_status, r);
}

static void
on_networks(void *arg, const struct err *e, const struct numbers_answer *a)
{
	struct report *r = arg;
	const struct hours *h;
	json_t *list = json_array();
	int64_t now = loop_now();
	int back;

	if (gave_up(r, e)) {
		json_decref(list);
		return;
	}
	h = lane_conf(r->lane)->hours;
	for (size_t i = 0; i < a->n_rows; i++)
		json_array_append_new(list, numbers_json(&a->rows[i]));
	json_object_set_new(r->body, "networks", list);
	/* A reload may have taken them away. */
	if (h == NULL) {
		store_status(lane_store(r->lane), now, true, on_week_status, r);
		return;
	}
	back = (int)(day_of(r, now) - r->from);
	store_count_to_all(lane_store(r->lane), hours_at(h, now, -back, 0),
	    hours_at(h, now, 7 - back, 0), on_to_all, r);
}

static int64_t
week_number(int64_t monday, int64_t *year)
{
	struct date d = civil_date(monday + 3);

	if (year != NULL)
		*year = d.y;
	return (monday + 3 - civil_day(d.y, 1, 1)) / 7 + 1;
}

static void
on_weeks(void *arg, const struct err *e, const struct numbers_answer *a)
{
	struct report *r = arg;
	struct numbers_ask ask = { .by = NUMBERS_NETWORK,
		.now = loop_now() };
	json_t *list = json_array();

	if (gave_up(r, e)) {
		json_decref(list);
		return;
	}
	for (size_t i = 0; i < a->n_rows; i++) {
		const struct numbers *n = &a->rows[i];
		json_t *o;

		/* Before hark there is nothing to be proud or ashamed of. */
		if (r->lane->digests.begun != 0 && n->from -
		    civil_weekday(n->from) + 6 < day_of(r,
		    r->lane->digests.begun))
			continue;
		o = numbers_json(n);
		json_object_set_new(o, "week", json_integer(week_number(
		    n->from - civil_weekday(n->from), NULL)));
		json_array_append_new(list, o);
	}
	json_object_set_new(r->body, "weeks", list);
	ask.to = r->to;
	ask.from = r->to - NETWORK_DAYS + 1;
	store_numbers(lane_store(r->lane), &ask, on_networks, r);
}

/* What the first run found of that time was never hark's to ring for.  days:
 * so many of it should have been heard. */
static bool
was_before(const struct report *r, int days)
{
	int64_t begun = r->lane->digests.begun;

	return begun != 0 && day_of(r, begun) > r->to + 1 - days;
}

static void
on_days(void *arg, const struct err *e, const struct numbers_answer *a)
{
	struct report *r = arg;
	struct numbers_ask ask = { .by = NUMBERS_WEEK, .now = loop_now() };
	json_t *list;
	int64_t year;

	if (gave_up(r, e))
		return;
	/* hark came later than that week, or still counts older rows. */
	if (a->first_day == 0 || a->first_day > r->to ||
	    was_before(r, 1) || !a->complete) {
		if (a->complete)
			r->week = r->to + 1;
		clear(r);
		return;
	}
	r->body = json_object();
	json_object_set_new(r->body, "week",
	    json_integer(week_number(r->from, &year)));
	json_object_set_new(r->body, "year", json_integer(year));
	json_object_set_new(r->body, "from", numbers_json_day(r->from));
	json_object_set_new(r->body, "to", numbers_json_day(r->to));
	json_object_set_new(r->body, "total", numbers_json(&a->total));
	/* The first week may have begun without hark. */
	list = json_array();
	for (int64_t d = r->from; d < a->total.from; d++)
		json_array_append_new(list, json_pack("{s:i}", "asked", 0));
	for (size_t i = 0; i < a->n_rows; i++)
		json_array_append_new(list, json_pack("{s:I}", "asked",
		    (json_int_t)a->rows[i].asked));
	json_object_set_new(r->body, "days", list);
	ask.to = r->to;
	ask.from = r->to + 1 - 7 * WEEKS;
	store_numbers(lane_store(r->lane), &ask, on_weeks, r);
}

/* --- the monthly one ------------------------------------------------------------ */

static void
on_questions(void *arg, const struct err *e, const struct question *q,
    size_t n)
{
	struct report *r = arg;
	const struct conf_client *c;
	struct rows rows = { .arena = NULL };
	size_t first = 0;

	if (gave_up(r, e))
		return;
	c = lane_conf(r->lane);
	rows.arena = arena_new();
	/* Newest first: those of the new month stand before. */
	while (first < n && day_of(r, q[first].q.asked_at) > r->to)
		first++;
	while (n > first && day_of(r, q[n - 1].q.asked_at) < r->from)
		n--;
	r->body = report_month_body(q + first, n - first, r->from, r->to);
	for (size_t i = 0; i < c->n_recipients; i++) {
		const struct conf_recipient *to = &c->recipients[i];

		if (!(to->reports & REPORT_MONTHLY))
			continue;
		add_row(&rows, r, to, OUTBOX_MONTHLY,
		    xasprintf("monthly|%" PRId64 "|%s", r->from, to->name),
		    report_month_subject(lang_of(r, to), r->body),
		    json_line(r->body));
	}
	r->month = r->to + 1;
	keep_rows(r, &rows);
}

static void
on_month(void *arg, const struct err *e, const struct numbers_answer *a)
{
	struct report *r = arg;
	struct question_filter f = { .open = true, .ended = true,
		.newest_first = true, .max = QUESTIONS_MAX };

	if (gave_up(r, e))
		return;
	if (a->first_day == 0 || a->first_day > r->to ||
	    was_before(r, MONTH_DAYS)) {
		r->month = r->to + 1;
		clear(r);
		return;
	}
	/* A day more: what day it was there is decided when they come. */
	f.since = loop_now() - (a->today - r->from + 2) * WHEN_DAY;
	store_list(lane_store(r->lane), &f, on_questions, r);
}

/* --- at once: advertising -------------------------------------------------------- */

static bool
hears_of(const struct conf_recipient *to, const char *account)
{
	for (char **a = to->accounts; a != NULL && *a != NULL; a++)
		if (strcmp(*a, account) == 0)
			return true;
	return to->accounts == NULL;
}

/* Who gets the digest, in which it would stand else; where nobody does, the
 * first.  Who is away reads it in the digest. */
static bool
is_told(const struct conf_client *c, const struct conf_recipient *to,
    const char *account)
{
	bool digests = false;

	for (size_t i = 0; i < c->n_recipients; i++)
		digests |= c->recipients[i].digest;
	return (digests ? to->digest : to == &c->recipients[0]) &&
	    hears_of(to, account) && bell_present(to, loop_now());
}

static void
add_warning(struct rows *rows, struct report *r,
    const struct conf_recipient *to, const struct talking *t)
{
	const char *lang = lang_of(r, to);
	struct talk_warning w[TALK_WARNINGS];
	size_t n = talk_warnings(&t->talk, lang, w);
	bool waits = t->talk.why & TALK_RUN_WAITING;
	int64_t day = day_of(r, loop_now());
	struct buf words = BUF_INIT, subject = BUF_INIT;
	char network[32];

	compose_network(lang, t->network, network);
	if (waits)
		buf_addf(&subject, tr(lang, "Before the next post on %s"),
		    network);
	else
		buf_addf(&subject, tr(lang, "About your posts on %s"),
		    network);
	for (size_t i = 0; i < n; i++)
		buf_addf(&words, "%s\n", w[i].text);
	buf_addf(&words, tr(lang, "\nThis is about your account “%s” on %s."),
	    t->account, network);
	if (compose_says_commands(lane_conf(r->lane), to))
		buf_addf(&words, tr(lang, " Which posts: hark broadcasts "
		    "--account %s"), t->account);
	buf_addc(&words, '\n');
	add_row(rows, r, to, OUTBOX_BROADCAST, xasprintf("broadcast|%s|%s|%"
	    PRId64 "|%s", t->account, waits ? "waiting" : "share",
	    day - civil_weekday(day), to->name), buf_detach(&subject),
	    buf_detach(&words));
}

/* At once: of what has just been published, while they waited already. */
static bool
is_news(struct talking *t)
{
	if (t->oldest == 0 || t->oldest > t->talk.newest)
		t->talk.why &= ~TALK_RUN_WAITING;
	return t->talk.why != 0 && t->talk.newest > loop_now() - WARN_FRESH;
}

static void
on_talk(void *arg, const struct err *e, const struct store_status *st)
{
	struct report *r = arg;
	const struct conf_client *c;
	struct rows rows = { .arena = NULL };

	if (gave_up(r, e))
		return;
	c = lane_conf(r->lane);
	rows.arena = arena_new();
	take_talks(r, st);
	for (size_t k = 0; k < r->n_talks; k++) {
		size_t before = rows.n;

		if (!is_news(&r->talks[k]))
			continue;
		for (size_t i = 0; i < c->n_recipients; i++)
			if (is_told(c, &c->recipients[i], r->talks[k].account)
			    && (rows.n == before || !plan_has_address(rows.v +
			    before, rows.n - before, &c->recipients[i])))
				add_warning(&rows, r, &c->recipients[i],
				    &r->talks[k]);
	}
	/* The rows are there already, mostly: no need to look again. */
	keep_rows(r, &rows);
}

/* --- a look around ----------------------------------------------------------------- */

/* When the report after the one of this week or month is due. */
static int64_t
due_at(const struct report *r, int64_t t, int64_t first)
{
	return opening(lane_conf(r->lane), t, (int)(day_of(r, t) - first));
}

static void
look(struct report *r)
{
	struct lane *l = r->lane;
	const struct conf_client *c = lane_conf(l);
	struct numbers_ask ask = { .now = loop_now() };
	int64_t today = day_of(r, ask.now), week, month, due;

	week = today - civil_weekday(today);
	month = month_begins(today);
	if (wanted(c, REPORT_WEEKLY) && r->week != week) {
		due = due_at(r, ask.now, week);
		if (due <= ask.now) {
			r->busy = true;
			ask.from = r->from = week - 7;
			ask.to = r->to = week - 1;
			ask.by = NUMBERS_DAY;
			store_numbers(lane_store(l), &ask, on_days, r);
			return;
		}
		lane_at(l, due);
	}
	if (wanted(c, REPORT_MONTHLY) && r->month != month) {
		due = due_at(r, ask.now, month);
		if (due <= ask.now) {
			r->busy = true;
			ask.from = r->from = month_begins(month - 1);
			ask.to = r->to = month - 1;
			store_numbers(lane_store(l), &ask, on_month, r);
			return;
		}
		lane_at(l, due);
	}
	if (c->warn_broadcast == WARN_NOW && c->n_recipients > 0 &&
	    llabs((long long)(ask.now - r->warned_at)) >= WARN_EVERY) {
		r->warned_at = ask.now;
		r->busy = true;
		store_status(lane_store(l), ask.now, true, on_talk, r);
	}
}

void
report_look(struct lane *l)
{
	const struct conf_client *c;

	if (lane_store(l) == NULL || l->alert->hurry)
		return;
	c = lane_conf(l);
	if (c->hours == NULL || (c->warn_broadcast != WARN_NOW &&
	    !wanted(c, REPORT_WEEKLY | REPORT_MONTHLY)))
		return;
	if (l->report == NULL) {
		l->report = xcalloc(1, sizeof(*l->report));
		l->report->lane = l;
	}
	if (!l->report->busy)
		look(l->report);
}

void
report_free(struct lane *l)
{
	if (l->report != NULL)
		clear(l->report);
	free(l->report);
	l->report = NULL;
}
