/* SPDX-License-Identifier: ISC */

/* Figures as JSON; see numbers_json.h. */

#include <stdio.h>

#include "alert/numbers_json.h"
#include "triage/civil.h"

static void
set(json_t *o, const char *key, json_t *value)
{
	json_object_set_new(o, key, value);
}

static void
set_int(json_t *o, const char *key, int64_t n)
{
	set(o, key, json_integer(n));
}

json_t *
numbers_json_day(int64_t day)
{
	struct date d = civil_date(day);
	char s[32];

	if (day == 0)
		return json_null();
	snprintf(s, sizeof(s), "%04d-%02d-%02d", d.y, d.m, d.d);
	return json_string(s);
}

static json_t *
times(const struct numbers_times *t)
{
	json_t *o = json_object();

	set_int(o, "n", t->n);
	set_int(o, "unanswered", t->unanswered);
	set(o, "median_seconds", t->n > 0 ? json_integer(t->median_ms / 1000) :
	    json_null());
	set(o, "p90_seconds", t->n > 0 ? json_integer(t->p90_ms / 1000) :
	    json_null());
	return o;
}

static json_t *
clocks(const struct numbers_times *t)
{
	json_t *o = json_object();

	set(o, "business", times(&t[0]));
	set(o, "wall", times(&t[1]));
	return o;
}

json_t *
numbers_json(const struct numbers *n)
{
	static const char *const ages[NUMBERS_AGES] = { "under_1_day",
		"under_3_days", "under_7_days", "longer" };
	json_t *o = json_object(), *age = json_object();

	if (n->name != NULL)
		set(o, "name", json_string(n->name));
	if (n->network != NULL)
		set(o, "network", json_string(n->network));
	set(o, "from", numbers_json_day(n->from));
	set(o, "to", numbers_json_day(n->to));
	set_int(o, "asked", n->asked);
	set_int(o, "asked_again", n->again);
	set_int(o, "by_new_people", n->newcomers);
	set_int(o, "by_returning_people", n->returning);
	set_int(o, "answered", n->answered);
	set_int(o, "due", n->due);
	set_int(o, "in_time", n->in_time);
	set(o, "answer_rate", n->due >= NUMBERS_FEW ?
	    json_real((double)n->in_time / (double)n->due) : json_null());
	set_int(o, "waiting", n->waiting);
	for (size_t i = 0; i < NUMBERS_AGES; i++)
		set_int(age, ages[i], n->waiting_age[i]);
	set(o, "waiting_by_age", age);
	set_int(o, "removed_while_waiting", n->removed);
	set_int(o, "settled", n->settled);
	set_int(o, "closed", n->closed);
	set_int(o, "unknown", n->unknown);
	set(o, "first_response", clocks(n->first));
	set(o, "next_response", clocks(n->next));
	set_int(o, "own_originals", n->originals);
	set_int(o, "own_replies", n->replies);
	set_int(o, "broadcasts", n->broadcasts);
	set(o, "opening_days", n->open_days >= 0 ? json_integer(n->open_days) :
	    json_null());
	set(o, "days_with_replies", n->active_days >= 0 ?
	    json_integer(n->active_days) : json_null());
	set(o, "last_asked", numbers_json_day(n->last_asked));
	return o;
}

json_t *
numbers_json_answer(const struct numbers_answer *a)
{
	json_t *o = json_object(), *rows = json_array();

	set(o, "from", numbers_json_day(a->total.from));
	set(o, "to", numbers_json_day(a->total.to));
	set(o, "first_day", numbers_json_day(a->first_day));
	set(o, "complete", json_boolean(a->complete));
	set(o, "total", numbers_json(&a->total));
	for (size_t i = 0; i < a->n_rows; i++)
		json_array_append_new(rows, numbers_json(&a->rows[i]));
	set(o, "rows", rows);
	return o;
}
