/* SPDX-License-Identifier: ISC */

/* Meta's usage headers; see usage.h. */

#include <string.h>
#include <strings.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/when.h"
#include "net/usage.h"

/* A number that is a count or a percentage, or 0. */
static int
number(const json_t *o, const char *name)
{
	double v = json_number_value(json_object_get(o, name));

	return v > 0 && v < 1e6 ? (int)v : 0;
}

static void
take(struct usage *u, const json_t *o)
{
	static const char *const names[] = { "call_count", "total_time",
		"total_cputime", "acc_id_util_pct" };
	int64_t regain = (int64_t)number(o, "estimated_time_to_regain_access") *
	    WHEN_MINUTE;

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (number(o, names[i]) > u->percent)
			u->percent = number(o, names[i]);
	if (regain > u->regain_ms)
		u->regain_ms = regain;
}

static void
read_one(struct usage *u, const char *value, size_t n)
{
	AUTO(json_p) json_t *j = json_read(value, n, NULL, NULL);
	const char *id;
	json_t *list, *o;
	size_t i;

	take(u, j);
	json_object_foreach(j, id, list)
		json_array_foreach(list, i, o)
			take(u, o);
}

bool
usage_read(const char *headers, struct usage *u)
{
	static const char *const names[] = { "X-App-Usage:", "X-Page-Usage:",
		"X-Ad-Account-Usage:", "X-Business-Use-Case-Usage:" };
	bool told = false;

	*u = (struct usage){ 0 };
	for (const char *p = headers; p != NULL && *p != '\0';) {
		size_t len = strcspn(p, "\r\n");

		for (size_t i = 0; i < ARRAY_LEN(names); i++) {
			size_t n = strlen(names[i]);

			if (len <= n || strncasecmp(p, names[i], n) != 0)
				continue;
			read_one(u, p + n, len - n);
			told = true;
		}
		p += len;
		p += strspn(p, "\r\n");
	}
	return told;
}
