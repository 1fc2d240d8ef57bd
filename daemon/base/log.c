/* SPDX-License-Identifier: ISC */

/* Lines on standard error; see log.h. */

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/utf8.h"

static enum log_level max_level = LOG_L_INFO;
static void (*sink)(enum log_level, const char *);
static char prefix[128];

void
log_set_level(enum log_level max)
{
	max_level = max;
}

void
log_set_sink(void (*fn)(enum log_level, const char *))
{
	sink = fn;
}

void
log_set_prefix(const char *s)
{
	snprintf(prefix, sizeof(prefix), "%s", s != NULL ? s : "");
}

static const char *
level_name(enum log_level level)
{
	switch (level) {
	case LOG_L_ERR:
		return "error: ";
	case LOG_L_WARN:
		return "warning: ";
	case LOG_L_INFO:
		return "";
	case LOG_L_DEBUG:
		return "debug: ";
	}
	return "";
}

static void __attribute__((format(printf, 2, 0)))
vlog(enum log_level level, const char *fmt, va_list ap)
{
	static int journal = -1;
	char raw[2048], line[4096], head[16] = "";
	size_t n = 0;
	int k;

	if (level > max_level)
		return;
	if (prefix[0] != '\0')
		n = (size_t)snprintf(raw, sizeof(raw), "%s: ", prefix);
	k = vsnprintf(raw + n, sizeof(raw) - n, fmt, ap);
	if (k < 0)
		return;
	utf8_visible(line, sizeof(line), raw);

	if (sink != NULL) {
		sink(level, line);
		return;
	}
	if (journal == -1)
		journal = getenv("JOURNAL_STREAM") != NULL;
	if (journal)
		snprintf(head, sizeof(head), "<%d>", (int)level);
	/* One write per line, so that lines of two programs do not mix. */
	dprintf(STDERR_FILENO, "%s%s%s\n", head,
	    journal ? "" : level_name(level), line);
}

#define LOG_BODY(level)							\
	do {								\
		va_list ap;						\
		va_start(ap, fmt);					\
		vlog((level), fmt, ap);					\
		va_end(ap);						\
	} while (0)

void
log_err(const char *fmt, ...)
{
	LOG_BODY(LOG_L_ERR);
}

void
log_warn(const char *fmt, ...)
{
	LOG_BODY(LOG_L_WARN);
}

void
log_info(const char *fmt, ...)
{
	LOG_BODY(LOG_L_INFO);
}

void
log_debug(const char *fmt, ...)
{
	LOG_BODY(LOG_L_DEBUG);
}

void
log_at(enum log_level level, const char *fmt, ...)
{
	LOG_BODY(level);
}

void
fatal(const char *fmt, ...)
{
	LOG_BODY(LOG_L_ERR);
	abort();
}
