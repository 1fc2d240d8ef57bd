/* SPDX-License-Identifier: ISC */

/* The weekly mail from its figures; see report.h. */

#include <stdio.h>
#include <string.h>

#include "alert/compose_words.h"
#include "alert/report.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"
#include "store/numbers.h"

#define DAYS_SILENT	120	/* as gathered by report.c */

static long long
num(const json_t *o, const char *key)
{
	return (long long)json_int(o, key);
}

/* "83 % (10 of 12)" or "3 of 4": no percentage of fewer than ten. */
static void
add_share(struct buf *b, const char *lang, long long part, long long whole)
{
	if (whole < NUMBERS_FEW)
		buf_addf(b, tr(lang, "%lld of %lld"), part, whole);
	else
		buf_addf(b, tr(lang, "%lld %% (%lld of %lld)"),
		    (part * 200 + whole) / (2 * whole), part, whole);
}

char *
report_week_subject(const char *lang, const json_t *body)
{
	const json_t *t = json_object_get(body, "total");
	long long week = num(body, "week"), asked = num(t, "asked");
	struct buf b = BUF_INIT;

	buf_addf(&b, tr(lang, "Week %lld: "), week);
	if (asked == 0)
		buf_adds(&b, tr(lang, "no questions"));
	else
		buf_addf(&b, trn(lang, "%lld question", "%lld questions",
		    asked), asked);
	if (num(body, "waiting_now") > 0)
		buf_addf(&b, trn(lang, ", %lld waiting", ", %lld waiting",
		    num(body, "waiting_now")), num(body, "waiting_now"));
	return buf_detach(&b);
}

static void
say_first(struct letter *l, const char *lang, const json_t *body)
{
	const json_t *t = json_object_get(body, "total");
	long long asked = num(t, "asked"), due = num(t, "due");
	long long waiting = num(body, "waiting_now");
	struct buf b = BUF_INIT, span = BUF_INIT;

	if (due > 0)
		buf_addf(&b, trn(lang, "%lld of %lld question answered in time.",
		    "%lld of %lld questions answered in time.", due),
		    num(t, "in_time"), due);
	else if (asked > 0)
		buf_addf(&b, trn(lang, "%lld question, not yet due.",
		    "%lld questions, none of them due yet.", asked), asked);
	else
		buf_adds(&b, tr(lang, "Nobody asked anything."));
	letter_lead(l, NULL, b.data, 0);
	if (num(body, "to_all") > 0) {
		buf_reset(&b);
		buf_addf(&b, trn(lang, "%lld more question may have been "
		    "answered by a post to everybody.", "%lld more questions "
		    "may have been answered by a post to everybody.",
		    num(body, "to_all")), num(body, "to_all"));
		letter_line(l, b.data);
	}
	if (waiting > 0) {
		buf_reset(&b);
		add_span(&span, lang, num(body, "oldest_seconds") * 1000);
		buf_addf(&b, trn(lang, "%lld person is waiting now, for %s.",
		    "%lld people are waiting now, the first for %s.",
		    waiting), waiting, span.data);
		letter_warn(l, b.data);
	}
	/* No answer, but nobody rings for it: the digest asked. */
	if (num(body, "liked_now") > 0) {
		buf_reset(&b);
		buf_addf(&b, trn(lang, "%lld question has your like, but no "
		    "answer.", "%lld questions have your like, but no answer.",
		    num(body, "liked_now")), num(body, "liked_now"));
		letter_line(l, b.data);
	}
	buf_free(&b);
	buf_free(&span);
}

/* On the business clock a day would be 24 hours of open doors. */
static void
add_open(struct buf *b, const char *lang, int64_t ms)
{
	long long m = ms / WHEN_MINUTE, h = (ms + WHEN_HOUR / 2) / WHEN_HOUR;

	if (m < 60)
		buf_addf(b, trn(lang, "%lld minute", "%lld minutes", m), m);
	else
		buf_addf(b, trn(lang, "%lld hour", "%lld hours", h), h);
}

static void
say_removed(struct letter *l, const char *lang, const json_t *total)
{
	struct buf b = BUF_INIT;

	if (num(total, "removed_while_waiting") == 0)
		return;
	buf_addf(&b, tr(lang, "Deleted while waiting: %lld."),
	    num(total, "removed_while_waiting"));
	letter_line(l, b.data);
	buf_free(&b);
}

static void
say_times(struct letter *l, const char *lang, const json_t *total)
{
	const json_t *c = json_object_get(json_object_get(total,
	    "first_response"), "business");
	struct buf b = BUF_INIT, half = BUF_INIT, most = BUF_INIT;

	/* Of one or two, halves and tenths say nothing. */
	if (num(c, "n") < 3)
		return say_removed(l, lang, total);
	add_open(&half, lang, num(c, "median_seconds") * 1000);
	add_open(&most, lang, num(c, "p90_seconds") * 1000);
	buf_addf(&b, tr(lang, "First answer: half within %s, nine in ten "
	    "within %s, counted in opening hours"), half.data, most.data);
	buf_addf(&b, tr(lang, " (of %lld"), num(c, "n"));
	if (num(c, "unanswered") > 0)
		buf_addf(&b, tr(lang, ", %lld of them without an answer so "
		    "far"), num(c, "unanswered"));
	buf_adds(&b, ").");
	letter_line(l, b.data);
	say_removed(l, lang, total);
	buf_free(&half);
	buf_free(&most);
	buf_free(&b);
}

/* The last weeks, one bar each. */
static void
say_weeks(struct letter *l, const char *lang, const json_t *weeks)
{
	struct letter_bar bars[16];
	struct buf text[16][2];
	size_t n = 0, i;
	json_t *w;

	json_array_foreach(weeks, i, w) {
		long long due = num(w, "due");

		if (n == ARRAY_LEN(bars))
			break;
		memset(text[n], 0, sizeof(text[n]));
		text[n][0] = text[n][1] = (struct buf)BUF_INIT;
		buf_addf(&text[n][0], tr(lang, "W%lld"), num(w, "week"));
		if (due > 0)
			add_share(&text[n][1], lang, num(w, "in_time"), due);
		else
			buf_adds(&text[n][1], "–");
		bars[n].label = text[n][0].data;
		bars[n].value = text[n][1].data;
		bars[n].permille = due > 0 ?
		    (int)(num(w, "in_time") * 1000 / due) : 0;
		n++;
	}
	if (n > 1) {
		letter_head(l, tr(lang, "Answered in time, the last weeks"));
		letter_bars(l, bars, n);
	}
	for (i = 0; i < n; i++) {
		buf_free(&text[i][0]);
		buf_free(&text[i][1]);
	}
}

static void
say_days(struct letter *l, const char *lang, const json_t *days)
{
	int64_t v[7] = { 0 };
	long long sum = 0;
	struct buf b = BUF_INIT;
	size_t i;
	json_t *d;

	json_array_foreach(days, i, d)
		if (i < ARRAY_LEN(v))
			sum += v[i] = num(d, "asked");
	if (sum == 0)
		return;
	letter_head(l, tr(lang, "When they asked"));
	buf_addf(&b, tr(lang, "Monday to Sunday: %lld %lld %lld %lld %lld "
	    "%lld %lld"), (long long)v[0], (long long)v[1], (long long)v[2],
	    (long long)v[3], (long long)v[4], (long long)v[5],
	    (long long)v[6]);
	letter_spark(l, v, ARRAY_LEN(v), b.data);
	buf_free(&b);
}

static void
say_networks(struct letter *l, const char *lang, const json_t *networks)
{
	struct buf b = BUF_INIT;
	char name[32];
	size_t i;
	json_t *r;

	if (json_array_size(networks) == 0)
		return;
	buf_addf(&b, tr(lang, "Networks, the last %lld days"),
	    (long long)DAYS_SILENT);
	letter_head(l, b.data);
	json_array_foreach(networks, i, r) {
		long long own = num(r, "own_replies") +
		    num(r, "own_originals");

		buf_reset(&b);
		compose_network(lang, json_str(r, "name"), name);
		if (num(r, "asked") == 0)
			buf_addf(&b, tr(lang, "%s: 0 questions in %lld days, "
			    "%lld own posts."), name, (long long)DAYS_SILENT,
			    own);
		else
			buf_addf(&b, tr(lang, "%s: questions %lld, your "
			    "replies %lld, your other posts %lld."), name,
			    num(r, "asked"), num(r, "own_replies"),
			    num(r, "own_originals"));
		letter_line(l, b.data);
	}
	buf_free(&b);
}

static void
say_warnings(struct letter *l, const char *lang, const json_t *warnings)
{
	struct buf b = BUF_INIT;
	size_t i;
	json_t *w;

	if (json_array_size(warnings) == 0)
		return;
	letter_head(l, tr(lang, "Talking or advertising"));
	json_array_foreach(warnings, i, w) {
		buf_reset(&b);
		/* Rows of older versions have no network. */
		if (json_str(w, "network") != NULL)
			buf_addf(&b, "%s (%s): %s", json_str(w, "network"),
			    json_str(w, "account"), json_str(w, "text"));
		else
			buf_addf(&b, "%s: %s", json_str(w, "account"),
			    json_str(w, "text"));
		letter_line(l, b.data);
	}
	buf_free(&b);
}

void
report_week(struct letter *l, const struct compose_in *in)
{
	struct err e = { 0 };
	AUTO(json_p) json_t *body = json_read(in->words, strlen(in->words),
	    NULL, &e);
	const json_t *t = json_object_get(body, "total");
	struct buf b = BUF_INIT;

	say_first(l, in->lang, body);
	say_times(l, in->lang, t);
	say_weeks(l, in->lang, json_object_get(body, "weeks"));
	say_days(l, in->lang, json_object_get(body, "days"));
	letter_head(l, tr(in->lang, "What you wrote"));
	buf_addf(&b, tr(in->lang, "Replies: %lld, other posts: %lld, of which "
	    "mere adverts: %lld."), num(t, "own_replies"),
	    num(t, "own_originals"), num(t, "broadcasts"));
	if (json_is_integer(json_object_get(t, "opening_days")))
		buf_addf(&b, tr(in->lang, " Days with replies: %lld, days "
		    "open: %lld."), num(t, "days_with_replies"),
		    num(t, "opening_days"));
	letter_line(l, b.data);
	buf_free(&b);
	say_warnings(l, in->lang, json_object_get(body, "warnings"));
	say_networks(l, in->lang, json_object_get(body, "networks"));
	letter_gap(l);
	if (in->acts == NULL)
		letter_note(l, tr(in->lang, "All figures, for any time: hark "
		    "report"));
}
