/* SPDX-License-Identifier: ISC */

/*
 * Figures for the owner: n beside every one of them, no percentage below ten,
 * and those who still wait never left out.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "cli/cli.h"

static int64_t
num(const json_t *o, const char *key)
{
	return (int64_t)json_int(o, key);
}

/* "2026-11-25" as people write it; static buffers. */
static const char *
day(const struct opts *o, const json_t *row, const char *key)
{
	static char ring[4][16];
	static unsigned next;
	const char *s = json_str(row, key);
	char *out = ring[next++ % 4];

	if (s == NULL || strlen(s) != 10)
		return "";
	if (strcmp(o->lang, "de") == 0)
		snprintf(out, 16, "%.2s.%.2s.%.4s", s + 8, s + 5, s);
	else
		snprintf(out, 16, "%.10s", s);
	return out;
}

/* "91 % (41 of 45)", "3 of 4", "-"; static buffer. */
static const char *
share(const struct opts *o, int64_t part, int64_t whole)
{
	static char ring[4][64];
	static unsigned next;
	char *out = ring[next++ % 4];

	if (whole == 0)
		return "-";
	if (whole < 10)
		snprintf(out, 64, t(o, "%lld of %lld"), (long long)part,
		    (long long)whole);
	else
		snprintf(out, 64, t(o, "%lld %% (%lld of %lld)"),
		    (long long)((part * 200 + whole) / (2 * whole)),
		    (long long)part, (long long)whole);
	return out;
}

#define LABEL_WIDTH	28

static void
line(const struct opts *o, const char *name)
{
	/* Padded by columns, not bytes. */
	const char *s = t(o, name);
	size_t width = utf8_width(s);

	printf("  %s%*s", s, width < LABEL_WIDTH ?
	    (int)(LABEL_WIDTH - width) : 1, "");
}

/* What stands beside a label. */
static void
beside(const char *s)
{
	static const char indent[] = "                              ";

	print_folded(s, 2 + LABEL_WIDTH, indent);
}

static void
print_times(const struct opts *o, const json_t *clocks, const char *clock,
    const char *title)
{
	const json_t *c = json_object_get(clocks, clock);
	int64_t n = num(c, "n"), open = num(c, "unanswered");
	struct buf b = BUF_INIT;

	if (n == 0)
		return;
	line(o, title);
	buf_addf(&b, t(o, "half within %s, nine in ten within %s"),
	    span(o, num(c, "median_seconds")), span(o, num(c, "p90_seconds")));
	buf_addf(&b, "  (n %lld", (long long)n);
	if (open > 0)
		buf_addf(&b, t(o, ", %lld of them without an answer"),
		    (long long)open);
	buf_addc(&b, ')');
	beside(b.data);
	buf_free(&b);
}

static void
print_waiting(const struct opts *o, const json_t *r)
{
	static const struct {
		const char *key, *words;
	} ages[] = {
		{ "under_1_day", N_("for less than a day") },
		{ "under_3_days", N_("for 1 to 3 days") },
		{ "under_7_days", N_("for 3 to 7 days") },
		{ "longer", N_("for more than a week") },
	};
	const json_t *age = json_object_get(r, "waiting_by_age");
	const char *sep = ": ";
	struct buf b = BUF_INIT;

	if (num(r, "waiting") == 0)
		return;
	line(o, N_("Still open"));
	buf_addf(&b, "%lld", (long long)num(r, "waiting"));
	for (size_t i = 0; i < ARRAY_LEN(ages); i++) {
		if (num(age, ages[i].key) == 0)
			continue;
		buf_addf(&b, "%s%lld %s", sep,
		    (long long)num(age, ages[i].key), t(o, ages[i].words));
		sep = ", ";
	}
	beside(b.data);
	buf_free(&b);
}

static void
print_asked(const struct opts *o, const json_t *r)
{
	int64_t new = num(r, "by_new_people");
	int64_t known = num(r, "by_returning_people");
	struct buf b = BUF_INIT;

	line(o, N_("Questions"));
	buf_addf(&b, "%lld", (long long)num(r, "asked"));
	if (new + known > 0)
		buf_addf(&b, t(o, "  (%lld from new people, %lld from people "
		    "who were here before)"), (long long)new, (long long)known);
	beside(b.data);
	buf_free(&b);
	line(o, N_("Answered in time"));
	puts(share(o, num(r, "in_time"), num(r, "due")));
}

static void
print_count(const struct opts *o, const json_t *r, const char *key,
    const char *title)
{
	if (num(r, key) == 0)
		return;
	line(o, title);
	printf("%lld\n", (long long)num(r, key));
}

static void
print_own(const struct opts *o, const json_t *r)
{
	int64_t replies = num(r, "own_replies");
	int64_t originals = num(r, "own_originals");

	line(o, N_("Own posts"));
	printf(t(o, "replies %lld, others %lld, of which mere adverts %lld"),
	    (long long)replies, (long long)originals,
	    (long long)num(r, "broadcasts"));
	putchar('\n');
	if (!json_is_integer(json_object_get(r, "opening_days")))
		return;
	line(o, N_("Regularity"));
	printf(t(o, "days with replies %lld, days open %lld"),
	    (long long)num(r, "days_with_replies"),
	    (long long)num(r, "opening_days"));
	putchar('\n');
}

static int64_t
days_between(const json_t *r)
{
	int y, m, d;
	const char *s[2] = { json_str(r, "from"), json_str(r, "to") };
	int64_t v[2] = { 0, 0 };

	for (int i = 0; i < 2; i++) {
		if (s[i] == NULL || sscanf(s[i], "%d-%d-%d", &y, &m, &d) != 3)
			return 0;
		/* Good enough for a number of days: Gauss. */
		if (m <= 2)
			y--, m += 12;
		v[i] = 365 * (int64_t)y + y / 4 - y / 100 + y / 400 +
		    (153 * m - 457) / 5 + d;
	}
	return v[1] - v[0] + 1;
}

/* Where nobody asks anything, the effort may be better spent elsewhere. */
static void
print_silent(const struct opts *o, const json_t *rows)
{
	json_t *r;
	size_t i;

	json_array_foreach(rows, i, r) {
		int64_t own = num(r, "own_replies") + num(r, "own_originals");

		if (num(r, "asked") > 0 || days_between(r) < 28)
			continue;
		printf("  ");
		printf(t(o, "%s: 0 questions in %lld days, %lld own posts."),
		    safe(json_str(r, "name"), 30), (long long)days_between(r),
		    (long long)own);
		putchar('\n');
	}
}

static void
print_rows(const struct opts *o, const json_t *answer)
{
	static const struct column cols[] = {
		{ N_("OF"), 0, false, false }, { N_("ASKED"), 0, true, false },
		{ N_("IN TIME"), 0, false, false },
		{ N_("OPEN"), 0, true, false },
		{ N_("HALF WITHIN"), 0, true, false },
		{ N_("REPLIES"), 0, true, false },
		{ N_("OTHERS"), 0, true, false },
		{ N_("ADVERTS"), 0, true, false },
	};
	const json_t *rows = json_object_get(answer, "rows");
	struct table *tb;
	json_t *r;
	size_t i;

	if (json_array_size(rows) == 0)
		return;
	putchar('\n');
	tb = table_new(o, cols, ARRAY_LEN(cols));
	json_array_foreach(rows, i, r) {
		const json_t *c = json_object_get(json_object_get(r,
		    "first_response"), "business");
		const char *name = json_str(r, "name");
		char v[5][24];
		const char *keys[] = { "asked", "waiting", "own_replies",
			"own_originals", "broadcasts" };

		for (size_t k = 0; k < ARRAY_LEN(keys); k++)
			snprintf(v[k], sizeof(v[k]), "%lld",
			    (long long)num(r, keys[k]));
		table_row(tb, (const char *const[]){ name != NULL ?
		    safe(name, 30) : day(o, r, "from"), v[0], share(o,
		    num(r, "in_time"), num(r, "due")), v[1],
		    num(c, "n") > 0 ? span(o, num(c, "median_seconds")) : "-",
		    v[2], v[3], v[4] }, NULL);
	}
	table_end(tb);
}

static void
print_report(const struct opts *o, const json_t *a)
{
	const json_t *r = json_object_get(a, "total");
	const char *account = json_str(r, "name");

	printf(t(o, "%s%s%s, from %s to %s"), safe(json_str(a, "client"), 60),
	    account != NULL ? "/" : "", account != NULL ? safe(account, 60) :
	    "", day(o, a, "from"), day(o, a, "to"));
	puts("\n");
	if (!json_bool(a, "complete"))
		say("  %s", t(o, "Older conversations are still being counted."));
	if (json_str(a, "first_day") != NULL && strcmp(json_str(a, "first_day"),
	    json_str(a, "to")) > 0) {
		say(t(o, "  hark has been listening since %s."), day(o, a,
		    "first_day"));
		return;
	}
	print_asked(o, r);
	print_times(o, json_object_get(r, "first_response"), "business",
	    N_("First answer, open hours"));
	print_times(o, json_object_get(r, "first_response"), "wall",
	    N_("First answer, all hours"));
	print_times(o, json_object_get(r, "next_response"), "business",
	    N_("Further ones, open hours"));
	print_times(o, json_object_get(r, "next_response"), "wall",
	    N_("Further ones, all hours"));
	print_waiting(o, r);
	print_count(o, r, "removed_while_waiting",
	    N_("Deleted while waiting"));
	print_count(o, r, "settled", N_("Settled by others"));
	print_count(o, r, "closed", N_("Settled elsewhere"));
	print_count(o, r, "unknown", N_("Answer not visible"));
	print_own(o, r);
	print_rows(o, a);
	if (strcmp(json_str(a, "by"), "network") == 0)
		print_silent(o, json_object_get(a, "rows"));
	if (num(r, "due") >= 10)
		say("\n%s", t(o, "For comparison: \"socially devoted\" means 65 "
		    "% of at least 50 questions in three months;\nGerman brands "
		    "answered 51 % in 2012; Facebook's badge takes 90 % within "
		    "15 minutes over 7 days."));
}

/* --- CSV ------------------------------------------------------------------ */

/* A cell that no spreadsheet takes for a formula. */
static void
cell(const char *s, bool last)
{
	bool text = s != NULL && strchr("=+-@\t\r", *s) != NULL && *s != '\0';

	putchar('"');
	if (text)
		putchar('\'');
	for (; s != NULL && *s != '\0'; s++) {
		if (*s == '"')
			putchar('"');
		putchar(*s == '\n' || *s == '\r' ? ' ' : *s);
	}
	fputs(last ? "\"\n" : "\",", stdout);
}

static void
csv_row(const char *client, const json_t *r)
{
	static const char *const keys[] = { "asked", "asked_again",
		"by_new_people", "by_returning_people", "answered", "due",
		"in_time", "waiting", "removed_while_waiting", "settled",
		"closed", "unknown", "own_originals", "own_replies",
		"broadcasts" };
	static const char *const lists[] = { "first_response",
		"next_response" };
	static const char *const clocks[] = { "business", "wall" };
	static const char *const times[] = { "n", "unanswered",
		"median_seconds", "p90_seconds" };

	if (r == NULL) {
		fputs("client,name,network,from,to", stdout);
		for (size_t i = 0; i < ARRAY_LEN(keys); i++)
			printf(",%s", keys[i]);
		for (size_t i = 0; i < 16; i++)
			printf(",%s_%s_%s", lists[i / 8], clocks[i / 4 % 2],
			    times[i % 4]);
		putchar('\n');
		return;
	}
	cell(client, false);
	cell(json_str(r, "name"), false);
	cell(json_str(r, "network"), false);
	printf("%s,%s", json_str(r, "from"), json_str(r, "to"));
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		printf(",%lld", (long long)num(r, keys[i]));
	for (size_t i = 0; i < 16; i++) {
		const json_t *v = json_object_get(json_object_get(
		    json_object_get(r, lists[i / 8]), clocks[i / 4 % 2]),
		    times[i % 4]);

		if (json_is_integer(v))
			printf(",%lld", (long long)json_integer_value(v));
		else
			putchar(',');
	}
	putchar('\n');
}

static void
print_csv(const json_t *answers)
{
	json_t *a, *r;
	size_t i, k;

	csv_row(NULL, NULL);
	json_array_foreach(answers, i, a) {
		const json_t *rows = json_object_get(a, "rows");

		if (json_array_size(rows) == 0)
			csv_row(json_str(a, "client"),
			    json_object_get(a, "total"));
		json_array_foreach(rows, k, r)
			csv_row(json_str(a, "client"), r);
	}
}

int
run_report(const struct opts *o)
{
	json_t *args = talk_args(o), *rows, *a;
	const char *by = o->by != NULL ? o->by : o->csv ? "total" : NULL;
	size_t i;
	int rc;

	if (o->argc > 0)
		json_object_set_new(args, "period", json_string(o->argv[0]));
	if (o->from != NULL)
		json_object_set_new(args, "from", json_string(o->from));
	if (o->to != NULL)
		json_object_set_new(args, "to", json_string(o->to));
	if (by != NULL)
		json_object_set_new(args, "by", json_string(by));
	rows = talk_rows(o, "report", args, &rc);
	if (rows == NULL)
		return rc;
	if (o->csv)
		print_csv(rows);
	else if (o->json)
		print_json_rows(rows);
	else
		json_array_foreach(rows, i, a) {
			if (i > 0)
				putchar('\n');
			print_report(o, a);
		}
	json_decref(rows);
	return rc;
}

/* --- broadcasts ------------------------------------------------------------ */

static void
print_reasons(const struct opts *o, const json_t *verdict)
{
	const json_t *list = json_object_get(verdict, "reasons");
	const char *sep = "    ";
	json_t *r;
	size_t i;

	json_array_foreach(list, i, r) {
		if (i == 4)
			break;
		printf("%s%s %+.1f", sep, safe(json_str(r, "text"), 60),
		    json_number_value(json_object_get(r, "weight")));
		sep = ", ";
	}
	if (json_array_size(list) > 0)
		putchar('\n');
	(void)o;
}

static void
print_post(const struct opts *o, const json_t *p)
{
	int64_t waiting = num(p, "waiting");

	const char *when = short_time(o, json_str(p, "at"));

	printf("  %s  ", when);
	print_folded(safe(json_str(p, "text"), 160), 4 + strlen(when), "    ");
	print_reasons(o, json_object_get(p, "verdict"));
	if (waiting > 0) {
		printf("    ");
		printf(waiting == 1 ? t(o, "%lld person was waiting when this "
		    "was posted.") : t(o, "%lld people were waiting when this "
		    "was posted."), (long long)waiting);
		putchar('\n');
	}
	if (json_str(p, "url") != NULL)
		printf("    %s\n", safe(json_str(p, "url"), 300));
}

int
run_broadcasts(const struct opts *o)
{
	json_t *args = talk_args(o), *rows, *a, *x;
	size_t i, k;
	int rc;

	if (o->days != 0)
		json_object_set_new(args, "days", json_integer(o->days));
	rows = talk_rows(o, "broadcasts", args, &rc);
	if (rows == NULL)
		return rc;
	if (o->json) {
		print_json_rows(rows);
		json_decref(rows);
		return rc;
	}
	if (json_array_size(rows) == 0)
		say("%s", t(o, "Nothing only advertises."));
	json_array_foreach(rows, i, a) {
		const char *level = json_str(a, "level");

		if (i > 0)
			putchar('\n');
		printf("%s/%s (%s): ", safe(json_str(a, "client"), 40),
		    safe(json_str(a, "account"), 40),
		    safe(json_str(a, "network"), 20));
		printf(t(o, "replies %lld, others %lld, of which mere adverts "
		    "%lld"), (long long)num(a, "replies"),
		    (long long)num(a, "originals"),
		    (long long)num(a, "broadcasts"));
		putchar('\n');
		json_array_foreach(json_object_get(a, "warnings"), k, x)
			say("  ! %s", safe(json_string_value(x), 300));
		if (strcmp(level, "quiet") == 0)
			say("  %s", t(o, "Hardly anybody wrote."));
		json_array_foreach(json_object_get(a, "posts"), k, x)
			print_post(o, x);
	}
	json_decref(rows);
	return rc;
}
