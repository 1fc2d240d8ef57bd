/* SPDX-License-Identifier: ISC */

/*
 * Opening hours as somebody might write them: each line is given to both
 * parsers, then the calendar must keep its promises whatever it is.
 */

#include <stdlib.h>
#include <string.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/when.h"
#include "triage/hours.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool cond)
{
	if (!cond)
		abort();
}

static void
check(const struct hours *h, int64_t t, int64_t span)
{
	int64_t open = hours_next_open(h, t), end, due;
	char out[64];

	must(open >= t && open <= t + 365 * WHEN_DAY);
	if (open < t + 365 * WHEN_DAY)
		must(hours_is_open(h, open));
	must(hours_between(h, t, open) == 0);
	end = hours_closes_at(h, open);
	must(end >= open && end <= open + 365 * WHEN_DAY);
	must(hours_between(h, open, end) == end - open);
	due = hours_add(h, t, span);
	must(due >= t);
	must(hours_between(h, t, due) <= span);
	must(hours_day(h) > 0 && hours_day(h) <= WHEN_DAY);
	hours_format(h, t, "de", "full", out, sizeof(out));
	must(strlen(out) < sizeof(out));
	(void)hours_why_closed(h, t, "en");
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	AUTO(free_p) char *text = xstrndup((const char *)data, size);
	struct hours *h;
	struct err e;
	char *line, *rest = text;

	if (size > 4096)
		return 0;
	h = hours_new("Europe/Berlin", &e);
	if (h == NULL)
		h = hours_new("UTC", &e);
	must(h != NULL);
	while ((line = strsep(&rest, "\n")) != NULL) {
		if (hours_add_spans(h, line, &e) == -1)
			must(*e.text != '\0');
		if (hours_add_exception(h, line, &e) == -1)
			must(*e.text != '\0');
		(void)hours_set_holidays(h, line, &e);
	}
	/* A Sunday whose clocks change, a leap day, a turn of the year. */
	check(h, INT64_C(1774738800000) + (int64_t)size, WHEN_HOUR);
	check(h, INT64_C(1835395200000), 25 * WHEN_HOUR);
	check(h, INT64_C(1798758000000), 90 * WHEN_MINUTE);
	hours_free(h);
	return 0;
}
