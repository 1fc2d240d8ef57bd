/* SPDX-License-Identifier: ISC */

/*
 * One pass over a configuration file before libconfuse reads it; see guard.h
 * for why.  Tokens are words, strings in quotes, and { } = , alone.
 */

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "config/guard.h"

#define MAX_FILE (64u << 20)
#define MAX_DEPTH 8

enum token { T_END, T_WORD, T_STRING, T_OPEN, T_CLOSE, T_EQUALS, T_COMMA };

/* What may come next. */
enum state { NAME, AFTER_NAME, AFTER_TITLE, VALUE, ITEM, AFTER_ITEM };

struct guard {
	const char *file, *p, *end;
	int line;			/* of p */
	struct err *e;
	const char *tok;		/* the token: tok .. p */
	int tok_line;
	struct buf *out;		/* NULL: only look */
	size_t out_name;		/* where the statement's name began */
	char name[64];			/* of the statement */
	int name_line;
	bool titled;
	int depth;
	struct {
		char name[64];
		int line;
		size_t body;		/* in out, behind its brace */
		bool gone;
	} open[MAX_DEPTH];
};

static int fail(const struct guard *, int line, const char *, ...)
    __attribute__((format(printf, 3, 4)));

static int
fail(const struct guard *g, int line, const char *fmt, ...)
{
	char text[400];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return err_set(g->e, ERR_CONFIG, "%s:%d: %s", g->file, line, text);
}

/* As in the file, but a comment is spaces. */
static void
put(struct guard *g, const char *p, size_t n)
{
	if (g->out != NULL)
		buf_add(g->out, p, n);
}

static void
blank(struct guard *g, const char *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (p[i] == '\n')
			g->line++;
		put(g, p[i] == '\n' ? "\n" : " ", 1);
	}
}

/* libconfuse's words, without what it would silently drop. */
static bool
is_word(char c)
{
	return (unsigned char)c > ' ' && c != 0x7f &&
	    strchr("#\"'={}()+,*;|\\", c) == NULL;
}

static int
skip(struct guard *g)
{
	while (g->p < g->end) {
		const char *p = g->p, *stop;

		if (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n') {
			stop = p + 1;
		} else if (*p == '#' || (*p == '/' && p + 1 < g->end &&
		    p[1] == '/')) {
			stop = memchr(p, '\n', (size_t)(g->end - p));
			stop = stop != NULL ? stop : g->end;
		} else if (*p == '/' && p + 1 < g->end && p[1] == '*') {
			stop = memmem(p + 2, (size_t)(g->end - p - 2), "*/", 2);
			if (stop == NULL)
				return fail(g, g->line, "the comment that "
				    "begins here never ends; close it with */");
			stop += 2;
		} else
			return 0;
		blank(g, p, (size_t)(stop - p));
		g->p = stop;
	}
	return 0;
}

static int
string(struct guard *g)
{
	char quote = *g->p++;

	for (; g->p < g->end && *g->p != quote; g->p++) {
		if (*g->p == '\n')
			break;
		if (quote == '"' && *g->p == '$' && g->p + 1 < g->end &&
		    g->p[1] == '{')
			return fail(g, g->line, "variables (${...}) are not "
			    "replaced here; write the value itself, or use "
			    "'single quotes' if ${ is meant");
		if (*g->p != '\\' || g->p + 1 >= g->end || g->p[1] == '\n')
			continue;
		if (quote == '"' && ((g->p[1] >= '0' && g->p[1] <= '9') ||
		    g->p[1] == 'x'))
			return fail(g, g->line, "\"\\%c\" is not understood in "
			    "a text; write the character itself", g->p[1]);
		g->p++;
	}
	if (g->p >= g->end || *g->p == '\n')
		return fail(g, g->tok_line, "the text that begins here is not "
		    "closed on its line; add the missing %c", quote);
	g->p++;
	return T_STRING;
}

static int
next(struct guard *g)
{
	if (skip(g) == -1)
		return -1;
	g->tok = g->p;
	g->tok_line = g->line;
	if (g->p >= g->end)
		return T_END;
	switch (*g->p) {
	case '{':
		g->p++;
		return T_OPEN;
	case '}':
		g->p++;
		return T_CLOSE;
	case '=':
		g->p++;
		return T_EQUALS;
	case ',':
		g->p++;
		return T_COMMA;
	case '"':
	case '\'':
		return string(g);
	case '+':
		return fail(g, g->line, "+= is not possible; write the whole "
		    "list once");
	case ';':
		return fail(g, g->line, "a line does not end with a "
		    "semicolon here; drop it");
	case '\0':
		return fail(g, g->line, "a zero byte: this is not a text file");
	default:
		break;
	}
	if (!is_word(*g->p))
		return fail(g, g->line, "\"%c\" cannot stand here; a text with "
		    "special characters needs \"quotes\"", *g->p);
	while (g->p < g->end && is_word(*g->p)) {
		if (*g->p == '$' && g->p + 1 < g->end && g->p[1] == '{')
			return fail(g, g->line, "variables (${...}) are not "
			    "replaced here; write the value itself");
		g->p++;
	}
	return T_WORD;
}

static size_t
tok_len(const struct guard *g)
{
	return (size_t)(g->p - g->tok);
}

static int
keep_name(struct guard *g, int t)
{
	size_t n = tok_len(g);

	if (t != T_WORD || n >= sizeof(g->name) || *g->tok == '@')
		return fail(g, g->tok_line, "the name of an option or a "
		    "section should stand here, not %.*s",
		    (int)utf8_floor(g->tok, n < 40 ? n : 40), g->tok);
	memcpy(g->name, g->tok, n);
	g->name[n] = '\0';
	g->name_line = g->tok_line;
	g->titled = false;
	if (g->out != NULL)
		g->out_name = g->out->len;
	return 0;
}

/* A section begins: `name' or `name "title"' stand before it. */
static int
open_section(struct guard *g, guard_known_fn *known, void *arg)
{
	enum guard_section is = GUARD_OURS;
	const char *meant = NULL;

	if (g->depth == MAX_DEPTH)
		return fail(g, g->tok_line, "sections in sections in sections: "
		    "a brace too many, or one missing above");
	if (g->out != NULL && g->depth == 1 && g->titled &&
	    strcmp(g->open[0].name, "client") == 0)
		is = known(arg, g->name, &meant);
	if (is == GUARD_MISTAKE && meant != NULL)
		return fail(g, g->name_line, "no section \"%s\"; did you mean "
		    "\"%s\"?", g->name, meant);
	if (is == GUARD_MISTAKE)
		return fail(g, g->name_line, "no section \"%s\", and no plugin "
		    "of that name; hark-networks(7) lists the networks",
		    g->name);
	if (is == GUARD_MISSING) {
		AUTO(buf_free) struct buf rest = BUF_INIT;
		size_t from = g->out_name;

		buf_adds(&rest, g->out->data + from + strlen(g->name));
		buf_cut(g->out, from);
		buf_addf(g->out, "%s%s", GUARD_GONE, rest.data);
	}
	g->open[g->depth].gone = is == GUARD_MISSING;
	g->open[g->depth].line = g->name_line;
	memcpy(g->open[g->depth].name, g->name, sizeof(g->name));
	put(g, "{", 1);
	if (g->out != NULL) {
		buf_addf(g->out, "%s=%d ", GUARD_LINE, g->name_line);
		if (is == GUARD_MISSING)
			buf_addf(g->out, "%s=\"%s\" ", GUARD_PLUGIN, g->name);
		g->open[g->depth].body = g->out->len;
	}
	g->depth++;
	return 0;
}

static int
close_section(struct guard *g)
{
	if (g->depth == 0)
		return fail(g, g->tok_line, "a closing brace without an "
		    "opening one; drop it, or look for one too many above");
	g->depth--;
	if (g->out != NULL && g->open[g->depth].gone)
		for (size_t i = g->open[g->depth].body; i < g->out->len; i++)
			if (g->out->data[i] != '\n')
				g->out->data[i] = ' ';
	put(g, "}", 1);
	return 0;
}

static int
statement(struct guard *g, enum state *state, int t, guard_known_fn *known,
    void *arg)
{
	enum state s = *state;
	bool text = t == T_WORD || t == T_STRING;

	if (s == NAME && t == T_CLOSE)
		return close_section(g);
	if ((s == AFTER_NAME || s == AFTER_TITLE) && t == T_OPEN) {
		*state = NAME;
		return open_section(g, known, arg);
	}
	if (s == NAME) {
		if (keep_name(g, t) == -1)
			return -1;
		*state = AFTER_NAME;
	} else if (s == AFTER_NAME && t == T_EQUALS)
		*state = VALUE;
	else if (s == AFTER_NAME && text) {
		g->titled = true;
		*state = AFTER_TITLE;
	} else if (s == VALUE && t == T_OPEN)
		*state = ITEM;
	else if (s == VALUE && text)
		*state = NAME;
	else if (s == ITEM && text)
		*state = AFTER_ITEM;
	else if ((s == ITEM || s == AFTER_ITEM) && t == T_CLOSE)
		*state = NAME;
	else if (s == AFTER_ITEM && t == T_COMMA)
		*state = ITEM;
	else if (s == AFTER_ITEM && t == T_STRING)
		return fail(g, g->tok_line, "a comma is missing in the list "
		    "of \"%s\"", g->name);
	else if (s == AFTER_ITEM)
		return fail(g, g->tok_line, "the list of \"%s\" is not closed, "
		    "or an entry with a blank lacks quotes; write %s = "
		    "{\"...\", \"...\"}", g->name, g->name);
	else if (s == AFTER_NAME || s == AFTER_TITLE)
		return fail(g, g->name_line, "after \"%s\" should come = and a "
		    "value, or a title and {", g->name);
	else
		return fail(g, g->name_line, "a value should follow %s =, "
		    "in quotes", g->name);
	/* Words may hold what begins a comment to libconfuse (http://...). */
	if (t == T_WORD && s != NAME)
		put(g, "'", 1);
	put(g, g->tok, tok_len(g));
	if (t == T_WORD && s != NAME)
		put(g, "'", 1);
	return 0;
}

int
guard_text(const char *file, const struct buf *in, guard_known_fn *known,
    void *arg, struct buf *out, struct err *e)
{
	struct guard g = { .file = file, .p = in->data,
		.end = in->data + in->len, .line = 1, .e = e, .out = out };
	enum state state = NAME;
	int t;

	for (const char *p = g.p; p < g.end; ) {
		size_t used;

		if (*p == '\n')
			g.line++;
		if (utf8_decode(p, (size_t)(g.end - p), &used) == 0xfffd &&
		    used == 1)
			return fail(&g, g.line, "this is not UTF-8; save the "
			    "file as UTF-8");
		if (((unsigned char)*p < ' ' && strchr("\t\r\n", *p) == NULL) ||
		    *p == '\0' || *p == 0x7f)
			return fail(&g, g.line, "a control character (%#x); "
			    "this is not a text file", (unsigned)*p);
		p += used;
	}
	g.line = 1;
	while ((t = next(&g)) != T_END)
		if (t == -1 || statement(&g, &state, t, known, arg) == -1)
			return -1;
	if (state != NAME)
		return statement(&g, &state, T_END, known, arg);
	if (g.depth > 0)
		return fail(&g, g.open[g.depth - 1].line, "the section \"%s\" "
		    "that begins here is never closed; add the missing }",
		    g.open[g.depth - 1].name);
	return 0;
}

int
guard_find(const char *file, const struct buf *in, const char *name,
    struct buf *out, struct err *e)
{
	struct guard g = { .file = file, .p = in->data,
		.end = in->data + in->len, .line = 1, .e = e };
	enum state state = NAME;
	int t;

	while ((t = next(&g)) != T_END) {
		enum state was = state;

		/* The second pass tells what is wrong, and where. */
		if (t == -1 || statement(&g, &state, t, NULL, NULL) == -1)
			return -1;
		if (was == VALUE && g.depth == 0 && state == NAME &&
		    strcmp(g.name, name) == 0) {
			buf_reset(out);
			for (int i = 1; i < g.tok_line; i++)
				buf_addc(out, '\n');
			buf_addf(out, "%s = %.*s\n", name, (int)tok_len(&g),
			    g.tok);
		}
	}
	return 0;
}

int
guard_read(const char *path, struct buf *out, struct err *e)
{
	char chunk[65536];
	struct stat st;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	ssize_t n;

	if (fd == -1)
		return err_set(e, errno == EACCES ? ERR_PERMISSION : ERR_CONFIG,
		    "%s: %s", path, strerror(errno));
	if (fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) ||
	    st.st_size > MAX_FILE) {
		close(fd);
		return err_set(e, ERR_CONFIG, "%s: not a file of at most %u "
		    "MiB", path, MAX_FILE >> 20);
	}
	while ((n = read(fd, chunk, sizeof(chunk))) > 0 &&
	    out->len <= MAX_FILE)
		buf_add(out, chunk, (size_t)n);
	close(fd);
	if (n == -1)
		return err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	if (out->len >= 3 && memcmp(out->data, "\xef\xbb\xbf", 3) == 0)
		memcpy(out->data, "   ", 3);	/* a byte order mark */
	return 0;
}
