/* SPDX-License-Identifier: ISC */

/* Local time as people read it, in German or English; see hours.h. */

#include <stdio.h>
#include <string.h>

#include "base/when.h"
#include "triage/hours_int.h"

/* German, English. */
static const char *const days[2][7] = {
	{ "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag",
	    "Sonntag" },
	{ "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
	    "Sunday" },
};
static const char *const months[2][12] = {
	{ "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
	    "August", "September", "Oktober", "November", "Dezember" },
	{ "January", "February", "March", "April", "May", "June", "July",
	    "August", "September", "October", "November", "December" },
};

void
hours_format(const struct hours *h, int64_t t, const char *lang,
    const char *style, char *out, size_t size)
{
	bool de = lang != NULL && strncmp(lang, "de", 2) == 0;
	int64_t local = t + zone_offset(h->zone, t, NULL);
	int64_t day = civil_floor(local, WHEN_DAY);
	struct date d = civil_date(day);
	int minute = (int)((local - day * WHEN_DAY) / WHEN_MINUTE);
	const char *weekday = days[!de][civil_weekday(day)];
	const char *month = months[!de][d.m - 1];
	char clock[16];

	snprintf(clock, sizeof(clock), "%02d:%02d", minute / 60, minute % 60);
	if (strcmp(style, "time") == 0)
		snprintf(out, size, "%s", clock);
	else if (strcmp(style, "day") == 0)
		snprintf(out, size, "%s %s", weekday, clock);
	else if (strcmp(style, "date") == 0)
		snprintf(out, size, de ? "%d. %s" : "%d %s", d.d, month);
	else if (de)
		snprintf(out, size, "%.2s %02d.%02d.%04d %s %s", weekday, d.d,
		    d.m, d.y, clock, zone_abbreviation(h->zone, t));
	else
		snprintf(out, size, "%.3s %d %.3s %04d %s %s", weekday, d.d,
		    month, d.y, clock, zone_abbreviation(h->zone, t));
}
