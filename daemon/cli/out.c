/* SPDX-License-Identifier: ISC */

/*
 * What a person sees: tables on a terminal, plain columns when piped.  Every
 * string of a stranger passes safe() or print_text() first.
 */

#include <sys/ioctl.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <libsmartcols.h>

#include "base/buf.h"
#include "base/json.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/utf8.h"
#include "base/when.h"
#include "cli/cli.h"

const char *
t(const struct opts *o, const char *msgid)
{
	return tr(o->lang, msgid);
}

void
say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
}

void
complain(const char *fmt, ...)
{
	va_list ap;

	fputs("hark: ", stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

bool
several_clients(const json_t *rows)
{
	const char *first = json_str(json_array_get(rows, 0), "client");
	json_t *r;
	size_t i;

	json_array_foreach((json_t *)(uintptr_t)rows, i, r)
		if (first != NULL && json_str(r, "client") != NULL &&
		    strcmp(first, json_str(r, "client")) != 0)
			return true;
	return false;
}

const char *
of_client(const json_t *row, const char *key, bool several)
{
	static char ring[4][80];
	static unsigned next;
	char *out = ring[next++ % 4];
	const char *v = json_str(row, key);

	if (!several)
		return safe(v, 24);
	snprintf(out, sizeof(ring[0]), "%s/%s", json_str(row, "client"),
	    v != NULL ? v : "");
	return safe(out, 40);
}

const char *
safe(const char *s, size_t max)
{
	static struct buf ring[8] = { BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT,
		BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT };
	static unsigned next;
	struct buf *b = &ring[next++ % ARRAY_LEN(ring)];
	size_t n;

	buf_reset(b);
	if (s == NULL)
		return "";
	utf8_safe(b, s, true);
	n = utf8_cut(b->data, max);
	if (n < b->len) {
		buf_cut(b, utf8_cut(b->data, max > 1 ? max - 1 : max));
		buf_adds(b, "…");
	}
	return b->data;
}

/* Of a terminal; elsewhere lines have no end. */
static size_t
terminal_columns(void)
{
	struct winsize w;

	if (!isatty(STDOUT_FILENO))
		return 0;
	return ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col >= 40 ?
	    w.ws_col : 80;
}

void
print_folded(const char *s, size_t used, const char *indent)
{
	size_t most = terminal_columns(), width, gap = 0;
	struct buf word = BUF_INIT;

	while (*s != '\0') {
		size_t n = strcspn(s, " ");

		buf_reset(&word);
		buf_add(&word, s, n);
		width = utf8_width(word.data);
		if (most > 0 && used > strlen(indent) &&
		    used + gap + width > most) {
			printf("\n%s", indent);
			used = strlen(indent);
			gap = 0;
		}
		printf("%*s%s", (int)gap, "", word.data);
		used += gap + width;
		gap = strspn(s + n, " ");
		s += n + gap;
	}
	putchar('\n');
	buf_free(&word);
}

void
print_text(const char *text, const char *indent)
{
	struct buf b = BUF_INIT;
	char *line, *save = NULL;

	if (text == NULL)
		return;
	utf8_safe(&b, text, false);
	for (line = strtok_r(b.data, "\n", &save); line != NULL;
	    line = strtok_r(NULL, "\n", &save)) {
		fputs(indent, stdout);
		print_folded(line, strlen(indent), indent);
	}
	buf_free(&b);
}

int64_t
now_seconds(void)
{
	return (int64_t)time(NULL);
}

const char *
short_time(const struct opts *o, const char *rfc3339)
{
	static const char *const days[2][7] = {
		{ "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" },
		{ "So", "Mo", "Di", "Mi", "Do", "Fr", "Sa" },
	};
	static char ring[4][64];
	static unsigned next;
	char *s = ring[next++ % 4];
	int64_t ms = when_parse(rfc3339), now = now_seconds();
	time_t sec = (time_t)(ms / 1000), today = (time_t)now;
	bool de = strcmp(o->lang, "de") == 0;
	struct tm tm, tn;

	if (ms == 0)
		return "";
	localtime_r(&sec, &tm);
	localtime_r(&today, &tn);
	if (tm.tm_year == tn.tm_year && tm.tm_yday == tn.tm_yday)
		strftime(s, 64, "%H:%M", &tm);
	else if (llabs((long long)(now - sec)) < 6 * 86400)
		snprintf(s, 64, "%s %02d:%02d", days[de][tm.tm_wday],
		    tm.tm_hour, tm.tm_min);
	else
		strftime(s, 64, de ? "%d.%m.%Y %H:%M" : "%Y-%m-%d %H:%M", &tm);
	return s;
}

const char *
span(const struct opts *o, int64_t seconds)
{
	static char ring[4][32];
	static unsigned next;
	char *s = ring[next++ % 4];

	span_human(seconds * 1000, o->lang, s);
	return s;
}

void
print_json(const json_t *j)
{
	json_dumpf(j, stdout, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
	putchar('\n');
}

void
print_json_rows(const json_t *rows)
{
	size_t i, n = json_array_size(rows);

	puts("[");
	for (i = 0; i < n; i++) {
		char *line = json_line(json_array_get(rows, i));

		printf("%s%s\n", line, i + 1 < n ? "," : "");
		free(line);
	}
	puts("]");
}

struct table {
	struct libscols_table *tb;
	size_t n;
};

struct table *
table_new(const struct opts *o, const struct column *cols, size_t n)
{
	struct table *t_ = xcalloc(1, sizeof(*t_));

	t_->tb = scols_new_table();
	t_->n = n;
	if (t_->tb == NULL)
		abort();
	scols_table_enable_colors(t_->tb, o->color);
	if (!o->tty) {
		/* Piped: tabs between, nothing cut. */
		scols_table_enable_raw(t_->tb, 0);
		scols_table_set_column_separator(t_->tb, "\t");
		scols_table_enable_maxout(t_->tb, 0);
	}
	for (size_t i = 0; i < n; i++) {
		int flags = (cols[i].right ? SCOLS_FL_RIGHT : 0) |
		    (cols[i].trunc && o->tty ? SCOLS_FL_TRUNC : 0);

		scols_table_new_column(t_->tb, t(o, cols[i].title),
		    cols[i].width, flags);
	}
	return t_;
}

void
table_row(struct table *t_, const char *const *values, const char *color)
{
	struct libscols_line *ln = scols_table_new_line(t_->tb, NULL);

	for (size_t i = 0; i < t_->n; i++)
		scols_line_set_data(ln, i, values[i] != NULL ? values[i] : "");
	if (color != NULL)
		scols_line_set_color(ln, color);
}

void
table_end(struct table *t_)
{
	scols_print_table(t_->tb);
	scols_unref_table(t_->tb);
	free(t_);
}
