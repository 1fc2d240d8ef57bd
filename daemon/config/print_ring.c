/* SPDX-License-Identifier: ISC */

/* Who is told when, as it was understood; for print.c. */

#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/when.h"
#include "config/conf.h"

static void
line(struct buf *b, int indent, const char *name, const char *value)
{
	buf_addf(b, "%*s%-*s %s\n", indent, "", 18 - indent, name, value);
}

static void
words(struct buf *b, const char *name, char *const *items)
{
	struct buf all = BUF_INIT;

	for (size_t i = 0; items != NULL && items[i] != NULL; i++)
		buf_addf(&all, "%s%s", i > 0 ? ", " : "", items[i]);
	if (all.len > 0)
		line(b, 4, name, all.data);
	buf_free(&all);
}

/* "30m team", a line for each step. */
void
print_steps(struct buf *b, const struct conf_client *c)
{
	for (size_t i = 0; i < c->n_steps; i++) {
		AUTO(free_p) char *text = NULL;
		char after[32];

		span_format(c->steps[i].after_ms, after);
		text = xasprintf("%-6s %s", after, c->steps[i].to->name);
		line(b, 2, i == 0 ? "ring" : "", text);
	}
}

static void
print_outside(struct buf *b, const struct conf_recipient *r)
{
	static const char *const names[] = { "urgent", "private", "vip" };
	struct buf text = BUF_INIT;
	char span[32];

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (r->outside & 1u << i)
			buf_addf(&text, "%s%s", text.len > 0 ? ", " : "",
			    names[i]);
	if (r->outside & OUTSIDE_LONG) {
		span_format(r->long_ms, span);
		buf_addf(&text, "%slong (waiting for %s)",
		    text.len > 0 ? ", " : "", span);
	}
	if (text.len > 0)
		line(b, 4, "outside-hours", text.data);
	buf_free(&text);
}

/* What this recipient hears of, and when, but for the hours themselves. */
void
print_ringing(struct buf *b, const struct conf_client *c,
    const struct conf_recipient *r)
{
	char span[32];

	if (r->delay_ms >= 0) {
		span_format(r->delay_ms, span);
		line(b, 4, "delay", span);
	} else if (c->n_steps == 0) {
		line(b, 4, "delay", "30m complaints, private, urgent; 2h "
		    "others");
	}
	words(b, "networks", r->networks);
	words(b, "languages", r->languages);
	words(b, "words", r->words);
	words(b, "absent", r->absent);
	if (r->deputy != NULL)
		line(b, 4, "deputy", r->deputy->name);
	if (r->max_hour > 0)
		buf_addf(b, "    %-14s %lld\n", "max-per-hour",
		    (long long)r->max_hour);
	if (r->max_day > 0)
		buf_addf(b, "    %-14s %lld\n", "max-per-day",
		    (long long)r->max_day);
	print_outside(b, r);
}

/* Absent at t?  Then who hears it instead; "nobody" if none is there. */
const char *
print_absent(const struct conf_recipient *r, int64_t t)
{
	const struct conf_recipient *d = r;

	if (r == NULL || r->present == NULL || hours_is_open(r->present, t))
		return NULL;
	/* The check for circles has been made: it ends. */
	while (d != NULL && d->present != NULL && !hours_is_open(d->present, t))
		d = d->deputy;
	return d != NULL ? d->name : "the next step, or the administrator";
}
