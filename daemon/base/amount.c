/* SPDX-License-Identifier: ISC */

/* Amounts as text; see amount.h. */

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/amount.h"

bool
amount_parse(const char *s, int64_t *ret)
{
	int64_t v = 0, unit = AMOUNT_ONE;
	const char *p = s;

	for (; *p >= '0' && *p <= '9'; p++) {
		v = v * 10 + (*p - '0') * AMOUNT_ONE;
		if (v > AMOUNT_MAX)
			return false;
	}
	if (p == s)
		return false;
	if (*p == '.') {
		if (p[1] == '\0')
			return false;
		while (*++p >= '0' && *p <= '9' && unit > 1)
			v += (*p - '0') * (unit /= 10);
	}
	if (*p != '\0' || v > AMOUNT_MAX)
		return false;
	*ret = v;
	return true;
}

void
amount_format(int64_t v, char out[32])
{
	size_t n;

	n = (size_t)snprintf(out, 32, "%" PRId64 ".%06" PRId64, v / AMOUNT_ONE,
	    v % AMOUNT_ONE);
	while (out[n - 1] == '0')
		out[--n] = '\0';
	if (out[n - 1] == '.')
		out[n - 1] = '\0';
}
