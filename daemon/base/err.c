/* SPDX-License-Identifier: ISC */

/* Errors as values; see err.h. */

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "base/err.h"
#include "base/utf8.h"

static void __attribute__((format(printf, 3, 0)))
fill(char *dst, size_t size, const char *fmt, va_list ap)
{
	int n = vsnprintf(dst, size, fmt, ap);

	/* A cut in the middle of a character would poison JSON and logs. */
	if (n > 0 && (size_t)n >= size)
		dst[utf8_floor(dst, size - 1)] = '\0';
}

int
err_set(struct err *e, enum err_code code, const char *fmt, ...)
{
	va_list ap;

	if (e == NULL)
		return -1;
	e->code = code;
	va_start(ap, fmt);
	fill(e->text, sizeof(e->text), fmt, ap);
	va_end(ap);
	return -1;
}

int
err_prefix(struct err *e, const char *fmt, ...)
{
	char old[sizeof(e->text)];
	va_list ap;
	size_t n;

	if (e == NULL)
		return -1;
	memcpy(old, e->text, sizeof(old));
	va_start(ap, fmt);
	fill(e->text, sizeof(e->text), fmt, ap);
	va_end(ap);
	n = strlen(e->text);
	snprintf(e->text + n, sizeof(e->text) - n, ": %s", old);
	e->text[utf8_floor(e->text, strlen(e->text))] = '\0';
	return -1;
}

int
err_exit(const struct err *e)
{
	switch (e->code) {
	case ERR_OK:
		return EX_OK;
	case ERR_USAGE:
		return EX_USAGE;
	case ERR_CONFIG:
		return EX_CONFIG;
	case ERR_PERMISSION:
		return EX_NOPERM;
	case ERR_FULL:
	case ERR_IO:
		return EX_CANTCREAT;
	case ERR_NOT_FOUND:
		return EX_NOINPUT;
	case ERR_CONFLICT:
	case ERR_STORE:
	case ERR_NET:
	case ERR_REFUSED:
	case ERR_PROTOCOL:
	case ERR_LIMIT:
	case ERR_UNAVAILABLE:
		break;
	}
	return EX_UNAVAILABLE;
}
