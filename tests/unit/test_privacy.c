/* SPDX-License-Identifier: ISC */

/*
 * The data-protection sheets promise times: they are those of the program, in
 * both languages, and wherever they are said once more.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"
#include "config/tables.h"
#include "store/internal.h"

extern const struct hark_plugin hark_plugin_x, hark_plugin_youtube;

static char *
whole(const char *path)
{
	FILE *f = fopen(path, "r");
	struct buf b = BUF_INIT;
	char chunk[4096];
	size_t n;

	if (f == NULL)
		fail_msg("%s is missing", path);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_add(&b, chunk, n);
	fclose(f);
	return buf_detach(&b);
}

/* The last cell of the first row of a table that has these words. */
static void
row_says(const char *sheet, const char *words, const char *want)
{
	const char *p = strstr(sheet, words), *end, *cell;

	if (p == NULL)
		fail_msg("no row with %s", words);
	end = p + strcspn(p, "\n");
	assert_true(end > p + 4 && end[-1] == '|');
	for (cell = end - 2; cell > p && cell[-1] != '|'; cell--)
		;
	cell++;
	if (strncmp(cell, want, strlen(want)) != 0 ||
	    cell + strlen(want) + 2 != end)
		fail_msg("%s: says %.*s, should say %s", words,
		    (int)(end - cell), cell, want);
}

static void
says(const char *sheet, const char *what)
{
	AUTO(free_p) char *flat = xstrdup(sheet);

	for (char *p = flat; *p != '\0'; p++)
		if (*p == '\n' || *p == '>')
			*p = ' ';
	if (strstr(flat, what) == NULL)
		fail_msg("it does not say: %s", what);
}

static long long
days_of(const char *option)
{
	for (const struct hark_option *o = conf_keep_options; o->name != NULL;
	    o++)
		if (strcmp(o->name, option) == 0)
			return atoll(o->def);
	fail_msg("no option %s", option);
	return 0;
}

static void
times(void **state)
{
	static const char *const files[] = { "conf/Datenschutz.md",
		"conf/privacy.md" };
	static const char *const day[] = { "Tage", "days" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		AUTO(free_p) char *sheet = whole(files[i]);
		AUTO(free_p) char *youtube = xasprintf("YouTube %lld %s",
		    (long long)(hark_plugin_youtube.text_ttl / WHEN_DAY),
		    day[i]);
		AUTO(free_p) char *x = xasprintf("X %lld %s",
		    (long long)(hark_plugin_x.text_ttl / WHEN_DAY), day[i]);
		AUTO(free_p) char *mail = xasprintf("%lld %s",
		    (long long)(RETAIN_MAIL_MS / WHEN_DAY), day[i]);
		AUTO(free_p) char *copy = xasprintf("%lld %s",
		    (long long)(RETAIN_COPY_MS / WHEN_DAY), day[i]);

		for (const struct hark_option *o = conf_keep_options;
		    o->name != NULL; o++) {
			AUTO(free_p) char *cell = xasprintf("| `%s` |",
			    o->name);
			AUTO(free_p) char *want = xasprintf("%lld %s",
			    days_of(o->name), day[i]);

			assert_int_equal(o->def[strspn(o->def, "0123456789")],
			    'd');
			row_says(sheet, cell, want);
		}
		row_says(sheet, i == 0 ? "| (fest) | Betreff" :
		    "| (fixed) | subject", mail);
		row_says(sheet, i == 0 ? "| (fest) | Kopien" :
		    "| (fixed) | copies", copy);
		says(sheet, youtube);
		says(sheet, x);
	}
}

/* Sentences that people copy into their own papers. */
static void
templates(void **state)
{
	AUTO(free_p) char *sheet = whole("conf/Datenschutz.md");
	AUTO(free_p) char *record = xasprintf("ohne Frage %lld Tage, "
	    "Vorgefundenes und eigene Beiträge %lld Tage, Fragen %lld Tage "
	    "nach ihrem Ende, Personen %lld Tage nach dem letzten Beitrag, "
	    "Bedienprotokoll %lld Tage", days_of("other"), days_of("baseline"),
	    days_of("question"), days_of("person"), days_of("audit"));
	AUTO(free_p) char *notice = xasprintf("Beiträge ohne Frage löschen wir "
	    "nach %lld Tagen,   Fragen %lld Tage nach ihrer Erledigung",
	    days_of("other"), days_of("question"));
	AUTO(free_p) char *log = xasprintf("nach %lld Tagen (`audit`)",
	    days_of("audit"));

	(void)state;
	says(sheet, record);
	says(sheet, notice);
	says(sheet, log);
}

/* What it says is off, or closed, when nothing is configured. */
static void
defaults(void **state)
{
	AUTO(free_p) char *sheet = whole("conf/Datenschutz.md");

	(void)state;
	for (const struct hark_option *o = conf_client_options;
	    o->name != NULL; o++) {
		if (strcmp(o->name, "dormant-lists") == 0)
			assert_string_equal(o->def, "no");
		if (strcmp(o->name, "private") == 0)
			assert_string_equal(o->def, "link");
	}
	says(sheet, "`dormant-lists = no`");
	says(sheet, "`private`, voreingestellt `link`");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(times), cmocka_unit_test(templates),
		cmocka_unit_test(defaults),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
