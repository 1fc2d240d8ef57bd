/* SPDX-License-Identifier: ISC */

/* Time zones through the C library, once each; see zone.h. */

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/err.h"
#include "base/mem.h"
#include "base/when.h"
#include "triage/civil.h"
#include "triage/zone.h"

#define FIRST_YEAR	1970
#define LAST_YEAR	2100
/* No zone changes its offset twice within this and back again. */
#define STRIDE		(2 * 86400)

struct change {
	int64_t at;		/* ms; the first is INT64_MIN */
	int64_t offset;		/* ms, from then on */
	char abbreviation[12];
};

struct zone {
	struct zone *next;
	char *name;
	struct change *changes;
	size_t n, size;
};

static struct zone *zones;	/* all that were ever asked for */

static bool
is_name(const char *s)
{
	if (*s == '\0' || *s == '/' || strlen(s) > 64 ||
	    strncmp(s, "right/", 6) == 0)
		return false;
	for (; *s != '\0'; s++)
		if (!isalnum((unsigned char)*s) && strchr("_+-/", *s) == NULL)
			return false;
	return true;
}

/* The C library takes an unknown zone for UTC without a word. */
static int
check_data(const char *name, struct err *e)
{
	const char *dir = getenv("TZDIR");
	AUTO(free_p) char *path = NULL;
	char magic[4] = "";
	FILE *f;
	bool ok;

	if (dir == NULL || *dir == '\0')
		dir = "/usr/share/zoneinfo";
	if (strcmp(name, "UTC") == 0)
		return 0;
	if (!is_name(name))
		return err_set(e, ERR_CONFIG, "\"%.64s\" is no time zone: "
		    "write it like Europe/Berlin", name);
	if (access(dir, R_OK) != 0)
		return err_set(e, ERR_UNAVAILABLE, "time zone %s: this machine "
		    "knows no time zones (no %s); install the package tzdata",
		    name, dir);
	path = xasprintf("%s/%s", dir, name);
	f = fopen(path, "re");
	if (f == NULL && errno != ENOENT && errno != ENOTDIR)
		return err_set(e, ERR_UNAVAILABLE, "time zone %s: %s: %s",
		    name, path, strerror(errno));
	ok = f != NULL && fread(magic, 1, 4, f) == 4 &&
	    memcmp(magic, "TZif", 4) == 0;
	if (f != NULL)
		fclose(f);
	if (!ok)
		return err_set(e, ERR_CONFIG, "unknown time zone %s: "
		    "write it like Europe/Berlin", name);
	return 0;
}

static int64_t
probe(int64_t s, char abbreviation[12])
{
	time_t t = (time_t)s;
	struct tm tm;

	if (localtime_r(&t, &tm) == NULL)
		return 0;
	snprintf(abbreviation, 12, "%s", tm.tm_zone);
	return (int64_t)tm.tm_gmtoff;
}

static void
add_change(struct zone *z, int64_t at, int64_t offset, const char *abbreviation)
{
	struct change *c;

	if (z->n == z->size) {
		z->size = z->size == 0 ? 64 : 2 * z->size;
		z->changes = xreallocarray(z->changes, z->size,
		    sizeof(*z->changes));
	}
	c = &z->changes[z->n++];
	c->at = at;
	c->offset = offset * WHEN_SECOND;
	snprintf(c->abbreviation, sizeof(c->abbreviation), "%s", abbreviation);
}

/* TZ is set: look at every other day, and closer where something changed. */
static void
read_changes(struct zone *z)
{
	int64_t s = civil_day(FIRST_YEAR, 1, 1) * 86400;
	int64_t last = civil_day(LAST_YEAR, 1, 1) * 86400, next;
	char was[12] = "", is[12] = "";
	int64_t offset = probe(s, was);

	add_change(z, INT64_MIN, offset, was);
	for (; s < last; s = next) {
		int64_t lo = s, hi = next = s + STRIDE, now;

		now = probe(hi, is);
		if (now == offset && strcmp(is, was) == 0)
			continue;
		while (hi - lo > 1) {
			int64_t mid = lo + (hi - lo) / 2;
			int64_t there = probe(mid, is);

			if (there == offset && strcmp(is, was) == 0)
				lo = mid;
			else
				hi = mid;
		}
		offset = probe(hi, was);
		add_change(z, hi * WHEN_SECOND, offset, was);
		/* Had more than one thing changed, look again from here. */
		next = hi;
	}
}

static struct zone *
zone_read(const char *name)
{
	struct zone *z = xcalloc(1, sizeof(*z));
	AUTO(free_p) char *old = xstrdup_null(getenv("TZ"));
	AUTO(free_p) char *tz = strcmp(name, "UTC") == 0 ? xstrdup("UTC0") :
	    xasprintf(":%s", name);

	z->name = xstrdup(name);
	setenv("TZ", tz, 1);
	tzset();
	read_changes(z);
	if (old != NULL)
		setenv("TZ", old, 1);
	else
		unsetenv("TZ");
	tzset();
	return z;
}

const struct zone *
zone_get(const char *name, struct err *e)
{
	struct zone *z;

	for (z = zones; z != NULL; z = z->next)
		if (strcmp(z->name, name) == 0)
			return z;
	if (check_data(name, e) == -1)
		return NULL;
	z = zone_read(name);
	z->next = zones;
	zones = z;
	return z;
}

/* The last change at or before t. */
static size_t
zone_at(const struct zone *z, int64_t t)
{
	size_t lo = 0, hi = z->n;

	while (hi - lo > 1) {
		size_t mid = (lo + hi) / 2;

		if (z->changes[mid].at <= t)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

int64_t
zone_offset(const struct zone *z, int64_t t, int64_t *end)
{
	size_t i = zone_at(z, t);

	if (end != NULL)
		*end = i + 1 < z->n ? z->changes[i + 1].at : INT64_MAX;
	return z->changes[i].offset;
}

const char *
zone_abbreviation(const struct zone *z, int64_t t)
{
	return z->changes[zone_at(z, t)].abbreviation;
}

const char *
zone_name(const struct zone *z)
{
	return z->name;
}
