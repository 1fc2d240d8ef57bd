/* SPDX-License-Identifier: ISC */
/*
 * test_text_time.c - what a text says about time: promises of ours, and how
 * soon others need an answer, measured on lines that were labelled by
 * reading.  Precision is a bar: below it nobody should be woken by this.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/mem.h"
#include "text/classify.h"
#include "text/promise.h"
#include "text/soon.h"
#include "text/weekday.h"

struct score {
	int hit, wrong, missed, lines;
};

static double
precision(const struct score *s)
{
	return s->hit + s->wrong > 0 ? (double)s->hit / (s->hit + s->wrong) :
	    0;
}

static double
recall(const struct score *s)
{
	return s->hit + s->missed > 0 ? (double)s->hit /
	    (s->hit + s->missed) : 0;
}

static void
count(struct score *s, bool is, bool found)
{
	s->lines += is;
	s->hit += is && found;
	s->wrong += !is && found;
	s->missed += is && !found;
}

/* The next line's kind, language, text; false at the end. */
static bool
next_line(FILE *f, char line[1024], char **kind, char **lang, char **text)
{
	char *p;

	while (fgets(line, 1024, f) != NULL) {
		if (*line == '#')
			continue;
		line[strcspn(line, "\n")] = '\0';
		p = line;
		*kind = strsep(&p, "\t");
		*lang = strsep(&p, "\t");
		*text = p;
		if (p == NULL)
			fail_msg("no text in: %s", line);
		return true;
	}
	return false;
}

static FILE *
corpus(const char *name)
{
	AUTO(free_p) char *path = xasprintf("tests/corpus/time/%s", name);
	FILE *f = fopen(path, "r");

	if (f == NULL)
		fail_msg("%s is missing; run from the top", path);
	return f;
}

static void
say(const struct promise *p, char out[40])
{
	static const char *const names[] = { "none", "open", "hours", "days",
		"weekday", "week", "date" };

	if (p->kind <= PROMISE_OPEN)
		snprintf(out, 40, "%s", names[p->kind]);
	else if (p->kind == PROMISE_DATE)
		snprintf(out, 40, "date %d.%d", p->n, p->month);
	else
		snprintf(out, 40, "%s %d", names[p->kind], p->n);
}

static void
test_promises(void **state)
{
	struct score found = { 0 };
	int days = 0, right = 0;
	char line[1024], got[40], *kind, *lang, *text;
	FILE *f = corpus("promise.tsv");

	(void)state;
	while (next_line(f, line, &kind, &lang, &text)) {
		struct promise p;
		bool is = strcmp(kind, "none") != 0;

		promise_read(text, strlen(text), &p);
		count(&found, is, p.kind != PROMISE_NONE);
		say(&p, got);
		if (is && p.kind > PROMISE_OPEN) {
			days++;
			right += strcmp(got, kind) == 0;
		}
		if (strcmp(got, kind) != 0)
			print_message("# %s, read as %s: %s\n", kind, got,
			    text);
	}
	fclose(f);
	print_message("# promises: %d lines, precision %.3f, recall %.3f; "
	    "the day is right in %d of %d\n", found.lines, precision(&found),
	    recall(&found), right, days);
	assert_true(found.lines >= 60);
	assert_true(precision(&found) >= 0.9);
	assert_true(recall(&found) >= 0.7);
	assert_true(right * 10 >= days * 9);
}

static void
test_soon(void **state)
{
	struct score urgent = { 0 }, soon = { 0 }, any = { 0 };
	static const char *const names[] = { "none", "tomorrow", "today",
		"now" };
	struct err e;
	struct classifier *c = classify_load(NULL, &e);
	char line[1024], *kind, *lang, *text;
	FILE *f = corpus("urgent.tsv");

	(void)state;
	assert_non_null(c);
	while (next_line(f, line, &kind, &lang, &text)) {
		struct text_in in = { .text = text, .len = strlen(text),
			.side = TEXT_IN, .lang = lang,
			.reply = TRI_UNKNOWN, .reply_to_us = TRI_UNKNOWN,
			.mention = TRI_UNKNOWN, .addressed = TRI_YES,
			.private_ = TRI_UNKNOWN, .known = TRI_UNKNOWN,
			.others = TRI_UNKNOWN };
		struct verdict v;
		enum soon got = soon_read(text, strlen(text));

		classify(c, &in, false, "de", &v);
		if (v.urgent)
			got = SOON_NOW;
		count(&urgent, strcmp(kind, "now") == 0, v.urgent);
		count(&soon, strcmp(kind, "today") == 0 ||
		    strcmp(kind, "tomorrow") == 0, got == SOON_TODAY ||
		    got == SOON_TOMORROW);
		count(&any, strcmp(kind, "none") != 0, got != SOON_NO);
		if (strcmp(names[got], kind) != 0)
			print_message("# %s, read as %s: %s\n", kind,
			    names[got], text);
	}
	fclose(f);
	classify_free(c);
	print_message("# urgent: %d lines, precision %.3f, recall %.3f\n",
	    urgent.lines, precision(&urgent), recall(&urgent));
	print_message("# today, tomorrow: %d lines, precision %.3f, recall "
	    "%.3f\n", soon.lines, precision(&soon), recall(&soon));
	assert_true(any.lines >= 60);
	assert_true(precision(&urgent) >= 0.9);
	assert_true(precision(&soon) >= 0.9);
	assert_true(recall(&any) >= 0.7);
}

static void
test_weekdays(void **state)
{
	static const struct {
		const char *text;
		unsigned days;
	} v[] = {
		{ "Habt ihr am Sonntag offen?", 1u << 6 },
		{ "Samstag oder Sonntag offen?", 1u << 5 | 1u << 6 },
		{ "Are you open on Monday?", 1u << 0 },
		{ "Am Sonntag war es schön.", 0 },
		{ "Warum war letzten Sonntag zu?", 0 },
		{ "Habt ihr jeden Sonntag offen?", 0 },
		{ "Habt ihr offen?", 0 },
		{ "Bin Dienstag da. Habt ihr am Freitag auf?", 1u << 4 },
		{ "", 0 },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(v); i++)
		assert_int_equal(weekdays_asked(v[i].text, strlen(v[i].text)),
		    v[i].days);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_promises),
		cmocka_unit_test(test_soon),
		cmocka_unit_test(test_weekdays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
