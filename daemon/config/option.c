/* SPDX-License-Identifier: ISC */

/*
 * From what stands in a file to what a struct holds, by an option table.
 * Every refusal says what would be right.
 */

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/amount.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/when.h"
#include "config/datafile.h"
#include "config/option.h"

#define MAX_WORD 64

static int
set_bool(const char *s, bool *out, struct err *e)
{
	if (strcmp(s, "yes") == 0 || strcmp(s, "true") == 0 ||
	    strcmp(s, "on") == 0)
		*out = true;
	else if (strcmp(s, "no") == 0 || strcmp(s, "false") == 0 ||
	    strcmp(s, "off") == 0)
		*out = false;
	else
		return err_set(e, ERR_CONFIG, "\"%.60s\" is neither; write yes "
		    "or no", s);
	return 0;
}

static int
set_int(const struct hark_option *o, const char *s, int64_t *out,
    struct err *e)
{
	bool limited = o->min != 0 || o->max != 0;
	char *end;
	long long v;

	errno = 0;
	v = strtoll(s, &end, 10);
	if (end == s || *end != '\0')
		return err_set(e, ERR_CONFIG, "\"%.60s\" is not a whole number",
		    s);
	if (errno != 0 || (limited && (v < o->min || v > o->max))) {
		if (!limited)
			return err_set(e, ERR_CONFIG, "%.60s is too large", s);
		return err_set(e, ERR_CONFIG, "%.60s is out of range; from "
		    "%" PRId64 " to %" PRId64 " is possible", s, o->min,
		    o->max);
	}
	*out = v;
	return 0;
}

static int
set_span(const struct hark_option *o, const char *s, int64_t *out,
    struct err *e)
{
	bool limited = o->min != 0 || o->max != 0;
	int64_t v;

	if (!span_parse(s, &v))
		return err_set(e, ERR_CONFIG, "\"%.60s\" is not a span of "
		    "time; write for example 30s, 5m, 2h, 3d or 1h30m", s);
	if (limited && (v < o->min || v > o->max)) {
		char lo[32], hi[32];

		span_format(o->min, lo);
		span_format(o->max, hi);
		return err_set(e, ERR_CONFIG, "%.60s is out of range; from %s "
		    "to %s is possible", s, lo, hi);
	}
	*out = v;
	return 0;
}

static int
set_amount(const struct hark_option *o, const char *s, int64_t *out,
    struct err *e)
{
	bool limited = o->min != 0 || o->max != 0;
	int64_t v;

	if (!amount_parse(s, &v))
		return err_set(e, ERR_CONFIG, "\"%.60s\" is not an amount; "
		    "write for example 10 or 0.005", s);
	if (limited && (v < o->min || v > o->max)) {
		char lo[32], hi[32];

		amount_format(o->min, lo);
		amount_format(o->max, hi);
		return err_set(e, ERR_CONFIG, "%.60s is out of range; from %s "
		    "to %s is possible", s, lo, hi);
	}
	*out = v;
	return 0;
}

/* No control characters, but those in `allowed'. */
static int
check_text(const char *s, const char *allowed, struct err *e)
{
	for (const char *p = s; *p != '\0'; p++)
		if (((unsigned char)*p < 0x20 || *p == 0x7f) &&
		    strchr(allowed, *p) == NULL)
			return err_set(e, ERR_CONFIG, "a line break or another "
			    "control character cannot stand here");
	return 0;
}

static int
check_url(const char *s, unsigned flags, struct err *e)
{
	struct url u;

	if (!url_parse(s, &u))
		return err_set(e, ERR_CONFIG, "\"%.100s\" is not an address; "
		    "write for example \"https://example.org\"", s);
	if (u.userinfo)
		return err_set(e, ERR_CONFIG, "a user or password cannot stand "
		    "in an address, where everybody reads it; use a credential");
	if (strcmp(u.scheme, "http") != 0 && strcmp(u.scheme, "imap") != 0 &&
	    strcmp(u.scheme, "smtp") != 0)
		return 0;
	if (!(flags & OPTION_HTTP) && !url_is_loopback(u.host))
		return err_set(e, ERR_CONFIG, "%s:// sends secrets in the "
		    "clear; write \"%ss://%.100s\", or allow-http = yes if you "
		    "must", u.scheme, u.scheme, u.host);
	return 0;
}

static int
set_enum(const struct hark_option *o, const char *s, int *out, struct err *e)
{
	struct buf names = BUF_INIT;

	for (int i = 0; o->choices[i] != NULL; i++)
		if (strcmp(o->choices[i], s) == 0) {
			*out = i;
			return 0;
		}
	for (int i = 0; o->choices[i] != NULL; i++)
		buf_addf(&names, "%s%s", i == 0 ? "" :
		    o->choices[i + 1] == NULL ? " or " : ", ", o->choices[i]);
	err_set(e, ERR_CONFIG, "\"%.60s\" is unknown; write %s", s, names.data);
	buf_free(&names);
	return -1;
}

static const char *const *
copy_list(const char *const *values, size_t n, struct arena *a)
{
	const char **list = arena_alloc(a, (n + 1) * sizeof(*list));

	for (size_t i = 0; i < n; i++)
		list[i] = arena_strdup(a, values[i]);
	return list;
}

int
option_set(const struct hark_option *o, const char *const *values, size_t n,
    unsigned flags, void *base, struct arena *a, struct err *e)
{
	void *field = (char *)base + o->offset;
	const char *s = n > 0 ? values[0] : "";
	char *url;

	switch (o->type) {
	case HARK_BOOL:
		return set_bool(s, field, e);
	case HARK_INT:
		return set_int(o, s, field, e);
	case HARK_MSEC:
		return set_span(o, s, field, e);
	case HARK_AMOUNT:
		return set_amount(o, s, field, e);
	case HARK_STRING:
		if (check_text(s, "", e) == -1)
			return -1;
		if ((o->flags & HARK_PROGRAM) && (s[0] != '/' ||
		    access(s, X_OK) == -1))
			return err_set(e, ERR_CONFIG, "\"%.80s\" cannot be "
			    "run; write the absolute path of a program", s);
		*(const char **)field = arena_strdup(a, s);
		return 0;
	case HARK_URL:
		if (check_url(s, flags, e) == -1)
			return -1;
		url = arena_strdup(a, s);
		/* Paths are appended to a server's address. */
		for (size_t l = strlen(url); l > 0 && url[l - 1] == '/' &&
		    (o->flags & HARK_EXACT) == 0; l--)
			url[l - 1] = '\0';
		*(const char **)field = url;
		return 0;
	case HARK_ENUM:
		return set_enum(o, s, field, e);
	case HARK_LIST:
		for (size_t i = 0; i < n; i++) {
			if (values[i][0] == '\0')
				return err_set(e, ERR_CONFIG, "an empty text "
				    "stands in the list; leave it out");
			if (check_text(values[i], "\n\t", e) == -1)
				return -1;
		}
		*(const char *const **)field = copy_list(values, n, a);
		return 0;
	case HARK_FILES:
		return datafile_read(o->name, values, n, field, a, e);
	default:
		return err_set(e, ERR_CONFIG, "option of unknown type");
	}
}

int
option_all_files(const struct hark_option *o, void *base, struct arena *a,
    struct err *e)
{
	const char *const *names = datafile_names(o->name, a);
	size_t n = 0;

	while (names[n] != NULL)
		n++;
	return option_set(o, names, n, 0, base, a, e);
}

int
option_set_default(const struct hark_option *o, void *base, struct arena *a,
    struct err *e)
{
	const char *items[16];
	char *copy, *save = NULL;
	size_t n = 0;

	if (o->def == NULL)
		return 0;
	if (o->type != HARK_LIST)
		return option_set(o, &o->def, 1, 0, base, a, e);
	copy = arena_strdup(a, o->def);
	for (char *p = strtok_r(copy, ",", &save); p != NULL;
	    p = strtok_r(NULL, ",", &save)) {
		if (n == ARRAY_LEN(items))
			return err_set(e, ERR_CONFIG, "too many defaults");
		items[n++] = p + strspn(p, " ");
	}
	return option_set(o, items, n, 0, base, a, e);
}

size_t
option_size(const struct hark_option *o)
{
	switch (o->type) {
	case HARK_BOOL:
		return sizeof(bool);
	case HARK_INT:
	case HARK_MSEC:
	case HARK_AMOUNT:
		return sizeof(int64_t);
	case HARK_STRING:
	case HARK_URL:
	case HARK_LIST:
	case HARK_FILES:
		return sizeof(void *);
	case HARK_ENUM:
		return sizeof(int);
	default:
		return 0;
	}
}

static bool
same_string(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
same_list(const char *const *a, const char *const *b)
{
	static const char *const none[] = { NULL };

	a = a != NULL ? a : none;
	b = b != NULL ? b : none;
	for (; *a != NULL && *b != NULL; a++, b++)
		if (strcmp(*a, *b) != 0)
			return false;
	return *a == NULL && *b == NULL;
}

bool
option_same(const struct hark_option *o, const void *a, const void *b)
{
	const void *fa = (const char *)a + o->offset;
	const void *fb = (const char *)b + o->offset;

	switch (o->type) {
	case HARK_STRING:
	case HARK_URL:
		return same_string(*(const char *const *)fa,
		    *(const char *const *)fb);
	case HARK_LIST:
	case HARK_FILES:
		return same_list(*(const char *const *const *)fa,
		    *(const char *const *const *)fb);
	case HARK_BOOL:
	case HARK_INT:
	case HARK_MSEC:
	case HARK_AMOUNT:
	case HARK_ENUM:
	default:
		return memcmp(fa, fb, option_size(o)) == 0;
	}
}

/* Letters to change, add, drop or swap to get from a to b. */
static size_t
distance(const char *a, const char *b)
{
	size_t la = strlen(a), lb = strlen(b);
	size_t d[3][MAX_WORD + 1];

	if (la > MAX_WORD || lb > MAX_WORD)
		return MAX_WORD;
	for (size_t j = 0; j <= lb; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= la; i++) {
		size_t *now = d[i % 3], *up = d[(i + 2) % 3];
		const size_t *upup = d[(i + 1) % 3];

		now[0] = i;
		for (size_t j = 1; j <= lb; j++) {
			size_t best = up[j - 1] + (a[i - 1] != b[j - 1]);

			if (up[j] + 1 < best)
				best = up[j] + 1;
			if (now[j - 1] + 1 < best)
				best = now[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && upup[j - 2] + 1 < best)
				best = upup[j - 2] + 1;
			now[j] = best;
		}
	}
	return d[la % 3][lb];
}

const char *
did_you_mean(const char *word, const void *first, size_t n, size_t stride)
{
	size_t best = strlen(word) / 3 + 1;
	const char *found = NULL;

	for (size_t i = 0; i < n; i++) {
		const char *name = *(const char *const *)(const void *)
		    ((const char *)first + i * stride);
		size_t d = name != NULL ? distance(word, name) : best;

		if (d < best) {
			best = d;
			found = name;
		}
	}
	return found;
}
