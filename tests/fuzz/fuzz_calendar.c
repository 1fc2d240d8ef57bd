/* SPDX-License-Identifier: ISC */

/*
 * iCalendar files: whatever is in them, reading ends, days are sorted and
 * within their years, and a refusal says why.
 */

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "config/calendar.h"
#include "triage/civil.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
must(bool cond)
{
	if (!cond)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct calendar c = { 0 };
	struct err e = { 0 };

	if (size > 65536)
		return 0;
	if (calendar_parse(&c, (const char *)data, size, &e) == -1)
		must(*e.text != '\0');
	must(c.n <= CALENDAR_DAYS);
	for (size_t i = 0; i < c.n; i++) {
		must(i == 0 || c.days[i - 1].day < c.days[i].day);
		must(c.days[i].day >= civil_day(CALENDAR_FIRST, 1, 1));
		must(c.days[i].day < civil_day(CALENDAR_LAST + 1, 1, 1));
		must(c.days[i].name < c.n_names);
	}
	for (size_t i = 0; i < c.n_names; i++)
		must(strchr(c.names[i], '\n') == NULL);
	calendar_clear(&c);
	return 0;
}
