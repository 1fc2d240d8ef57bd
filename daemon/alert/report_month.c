/* SPDX-License-Identifier: ISC */

/*
 * What people asked about in a month, and what would be worth writing on the
 * page.  Examples are public posts, word for word; private ones are neither
 * quoted nor counted into a group.
 */

#include <stdio.h>
#include <string.h>

#include "alert/report.h"
#include "base/arena.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/tr.h"
#include "text/topics.h"
#include "triage/civil.h"

#define EXAMPLES	3
#define EXAMPLE_LEN	160
#define ENOUGH		5	/* questions for a picture */

static long long
num(const json_t *o, const char *key)
{
	return (long long)json_int(o, key);
}

static bool
may_tell(const struct question *q)
{
	switch (q->q.state) {
	case Q_PERHAPS:
	case Q_NOT_QUESTION:
	case Q_GONE:
	case Q_REMOVED:
		return false;
	case Q_WAITING:
	case Q_ANSWERED:
	case Q_SETTLED:
	case Q_CLOSED:
	case Q_UNKNOWN:
		break;
	}
	return !q->q.private_ && q->visibility >= HARK_UNLISTED &&
	    q->text != NULL && *q->text != '\0';
}

static json_t *
example(const char *text)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	letter_cut(&b, text, EXAMPLE_LEN, true);
	return json_stringn(b.data, b.len);
}

static json_t *
topic_json(const struct topic *t, const char *const *texts)
{
	json_t *o = json_object(), *list = json_array();
	size_t n = 0;

	json_object_set_new(o, "name", json_string(t->name));
	json_object_set_new(o, "is_word", json_boolean(t->is_word));
	json_object_set_new(o, "advice", json_string(t->advice));
	json_object_set_new(o, "n", json_integer((json_int_t)t->n));
	for (size_t i = 0; i < t->n && n < EXAMPLES; i++) {
		bool again = false;

		for (size_t k = 0; k < i; k++)
			again |= strcmp(texts[t->members[k]],
			    texts[t->members[i]]) == 0;
		if (again)
			continue;
		json_array_append_new(list, example(texts[t->members[i]]));
		n++;
	}
	json_object_set_new(o, "examples", list);
	return o;
}

json_t *
report_month_body(const struct question *q, size_t n, int64_t from, int64_t to)
{
	struct arena *a = arena_new();
	const char **texts = arena_alloc(a, (n + 1) * sizeof(*texts));
	struct topic topics[TOPICS_MAX];
	json_t *body = json_object(), *list = json_array();
	size_t m = 0, k, grouped = 0, private_ = 0, wiped = 0;
	struct date d = civil_date(from);

	for (size_t i = 0; i < n; i++) {
		if (may_tell(&q[i]))
			texts[m++] = q[i].text + q[i].lead;
		else if (q[i].q.private_ && q[i].q.state != Q_PERHAPS &&
		    q[i].q.state != Q_NOT_QUESTION)
			private_++;
		else if (q[i].q.state != Q_PERHAPS && q[i].text != NULL &&
		    *q[i].text == '\0' && q[i].q.state <= Q_CLOSED)
			wiped++;
	}
	k = m >= ENOUGH ? topics_find(texts, m, a, topics) : 0;
	for (size_t i = 0; i < k; i++) {
		json_array_append_new(list, topic_json(&topics[i], texts));
		grouped += topics[i].n;
	}
	json_object_set_new(body, "year", json_integer(d.y));
	json_object_set_new(body, "month", json_integer(d.m));
	json_object_set_new(body, "days", json_integer(to - from + 1));
	json_object_set_new(body, "questions", json_integer((json_int_t)m));
	json_object_set_new(body, "private", json_integer((json_int_t)private_));
	json_object_set_new(body, "wiped", json_integer((json_int_t)wiped));
	json_object_set_new(body, "single",
	    json_integer((json_int_t)(m - grouped)));
	json_object_set_new(body, "topics", list);
	arena_free(a);
	return body;
}

/* --- words ------------------------------------------------------------------- */

static const char *
month_name(const char *lang, long long m)
{
	static const char *const names[] = { N_("January"), N_("February"),
		N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
		N_("August"), N_("September"), N_("October"), N_("November"),
		N_("December") };

	return m >= 1 && m <= 12 ? tr(lang, names[m - 1]) : "";
}

char *
report_month_subject(const char *lang, const json_t *body)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, tr(lang, "%s: what people asked about"),
	    month_name(lang, num(body, "month")));
	return buf_detach(&b);
}

static void
add_name(struct buf *b, const char *lang, const json_t *topic)
{
	const char *name = json_str(topic, "name");
	AUTO(buf_free) struct buf word = BUF_INIT;

	if (json_bool(topic, "is_word")) {
		letter_cut(&word, name, 30, true);
		buf_addf(b, tr(lang, "“%s”"), word.data);
	} else {
		buf_adds(b, tr(lang, name));
	}
}

static void
say_topic(struct letter *l, const char *lang, const json_t *topic)
{
	struct buf b = BUF_INIT;
	size_t i;
	json_t *x;

	add_name(&b, lang, topic);
	buf_addf(&b, trn(lang, " – %lld question", " – %lld questions",
	    num(topic, "n")), num(topic, "n"));
	letter_head(l, b.data);
	json_array_foreach(json_object_get(topic, "examples"), i, x) {
		buf_reset(&b);
		buf_addf(&b, "· %s", json_string_value(x));
		letter_line(l, b.data);
	}
	buf_reset(&b);
	buf_addf(&b, tr(lang, "Tip for the page: %s"),
	    tr(lang, json_str(topic, "advice")));
	letter_note(l, b.data);
	buf_free(&b);
}

static void
say_first(struct letter *l, const char *lang, const json_t *body)
{
	const json_t *first = json_array_get(json_object_get(body, "topics"),
	    0);
	long long n = num(body, "questions");
	struct buf b = BUF_INIT;

	if (n == 0)
		buf_addf(&b, tr(lang, "In %s nobody asked anything in public."),
		    month_name(lang, num(body, "month")));
	else
		buf_addf(&b, trn(lang, "%lld question", "%lld questions", n),
		    n);
	if (first == NULL && n >= ENOUGH)
		buf_adds(&b, tr(lang, ", each about something else."));
	if (first != NULL) {
		buf_adds(&b, tr(lang, ", most often: "));
		add_name(&b, lang, first);
		buf_addf(&b, " (%lld).", num(first, "n"));
	}
	letter_lead(l, NULL, b.data, 0);
	buf_free(&b);
}

void
report_month(struct letter *l, const struct compose_in *in)
{
	struct err e = { 0 };
	AUTO(json_p) json_t *body = json_read(in->words, strlen(in->words),
	    NULL, &e);
	const char *lang = in->lang;
	struct buf b = BUF_INIT;
	size_t i;
	json_t *t;

	say_first(l, lang, body);
	if (num(body, "questions") > 0 && num(body, "questions") < ENOUGH)
		letter_line(l, tr(lang, "Too few to say what they have in "
		    "common."));
	json_array_foreach(json_object_get(body, "topics"), i, t)
		say_topic(l, lang, t);
	if (num(body, "single") > 0 && num(body, "single") <
	    num(body, "questions") && num(body, "questions") >= ENOUGH) {
		buf_addf(&b, trn(lang, "%lld more, about something else.",
		    "%lld more, each about something else.", num(body,
		    "single")), num(body, "single"));
		letter_gap(l);
		letter_line(l, b.data);
	}
	if (num(body, "wiped") > 0) {
		buf_reset(&b);
		buf_addf(&b, tr(lang, "Not kept, because their network wants "
		    "it so: %lld."), num(body, "wiped"));
		letter_note(l, b.data);
	}
	if (num(body, "private") > 0) {
		buf_reset(&b);
		buf_addf(&b, tr(lang, "Private messages are not read for this: "
		    "%lld."), num(body, "private"));
		letter_note(l, b.data);
	}
	buf_free(&b);
}
