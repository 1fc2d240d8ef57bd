/* SPDX-License-Identifier: ISC */

/*
 * libconfuse, and nothing else of the daemon knows it.  Each section is
 * handed on as soon as its brace closes and forgotten, so that ten thousand
 * accounts cost what one costs.  Values arrive as text; lines are noted, and
 * an option that stands twice is refused, as libconfuse takes the last one.
 */

#include <confuse.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "config/conf.h"
#include "config/guard.h"

#define MAX_NESTED 4

struct frame {
	cfg_t *cfg;
	const struct section_type *type;
	struct place at;
	struct place *lines;		/* of each option */
	const char *plugin;		/* of an account whose plugin is gone */
};

/* libconfuse hands no argument to its callbacks, and is not reentrant. */
static struct {
	struct reader *rd;
	cfg_t *root;
	cfg_opt_t *opts;
	const struct section_type *top;
	const char *file;		/* in the arena */
	struct err *e;
	struct frame stack[MAX_NESTED];
	int depth;
} now;

int
at(struct place p, struct err *e)
{
	if (p.line > 0)
		return err_prefix(e, "%s:%d", p.file, p.line);
	return err_prefix(e, "%s", p.file);
}

static int fail(const cfg_t *, const char *, ...)
    __attribute__((format(printf, 2, 3)));

static int
fail(const cfg_t *cfg, const char *fmt, ...)
{
	char text[sizeof(now.e->text)];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return err_set(now.e, ERR_CONFIG, "%s:%d: %s", now.file,
	    (int)cfg->line, text);
}

/* --- names that do not exist ---------------------------------------------- */

/* Which type of section, here or further in, has an option of this name? */
static const char *
home_of(const struct section_type *t, const char *name)
{
	const struct section_type *i;

	for (const struct hark_option *o = t->table; o != NULL &&
	    o->name != NULL; o++)
		if (strcmp(o->name, name) == 0)
			return t->name;
	for (i = t->inner; i != NULL && i->name != NULL; i++) {
		const char *home = strcmp(i->name, name) == 0 ? t->name :
		    home_of(i, name);

		if (home != NULL)
			return home;
	}
	return NULL;
}

static void
no_such(const cfg_t *cfg, const char *name)
{
	const struct frame *f = &now.stack[now.depth - 1];
	const char *home = home_of(now.top, name);
	const char *meant = did_you_mean(name, &cfg->opts[0].name,
	    conf_count(f->type->table), sizeof(cfg->opts[0]));
	const struct section_type *i = f->type->inner;
	const char *where = f->type == now.top ? "outside of sections" :
	    f->type->name;
	AUTO(buf_free) struct buf all = BUF_INIT;

	for (; i != NULL && i->name != NULL && meant == NULL; i++)
		if (i->name[0] != '@')
			meant = did_you_mean(name, &i->name, 1, sizeof(*i));
	if (meant != NULL && home == NULL) {
		fail(cfg, "no option \"%.40s\" %s%s; did you mean \"%s\"?",
		    name, f->type == now.top ? "" : "in ", where, meant);
		return;
	}
	if (home != NULL) {
		fail(cfg, "\"%.40s\" does not belong %s%s, but %s%s", name,
		    f->type == now.top ? "" : "in ", where,
		    home == now.top->name ? "outside of all sections" :
		    "in a section ", home == now.top->name ? "" : home);
		return;
	}
	for (const struct hark_option *o = f->type->table; o != NULL &&
	    o->name != NULL; o++)
		buf_addf(&all, " %s", o->name);
	fail(cfg, "no option \"%.40s\" %s%s; there are:%s", name,
	    f->type == now.top ? "" : "in ", where, all.data);
}

static void on_error(cfg_t *, const char *, va_list)
    __attribute__((format(printf, 2, 0)));

static void __attribute__((format(printf, 2, 0)))
on_error(cfg_t *cfg, const char *fmt, va_list ap)
{
	char text[256];

	if (now.e->code != ERR_OK)
		return;
	if (strncmp(fmt, "no such option", 14) == 0) {
		no_such(cfg, va_arg(ap, const char *));
		return;
	}
	vsnprintf(text, sizeof(text), fmt, ap);
	fail(cfg, "%s", text);
}

/* --- values and sections -------------------------------------------------- */

static void
push(cfg_t *cfg, const struct section_type *type, int line)
{
	struct frame *f = &now.stack[now.depth++];

	*f = (struct frame){ .cfg = cfg, .type = type,
		.at = { now.file, line },
		.lines = xcalloc(conf_count(type->table) + 1,
		    sizeof(*f->lines)) };
}

static int
begin_section(cfg_t *cfg, const char *line)
{
	const struct section_type *i = now.stack[now.depth - 1].type->inner;

	for (; i->name != NULL; i++)
		if (strcmp(i->name, cfg_name(cfg)) == 0) {
			push(cfg, i, atoi(line));
			return 0;
		}
	return fail(cfg, "section %s cannot stand here", cfg_name(cfg));
}

/* Each value, also each of a list. */
static int
on_value(cfg_t *cfg, cfg_opt_t *opt, const char *value, void *result)
{
	struct frame *f = &now.stack[now.depth - 1];
	struct place *p;

	*(const char **)result = value;
	if (strcmp(opt->name, GUARD_LINE) == 0)
		return begin_section(cfg, value);
	if (strcmp(opt->name, GUARD_PLUGIN) == 0)
		return 0;
	if (f->cfg != cfg)
		return fail(cfg, "\"%s\" cannot be set from here", opt->name);
	p = &f->lines[opt - cfg->opts];
	if (p->line != 0 && opt->nvalues == 1) {
		if (p->file == now.file)
			return fail(cfg, "\"%s\" is set again; it stands in "
			    "line %d already", opt->name, p->line);
		return fail(cfg, "\"%s\" is set again; it stands in %s:%d "
		    "already", opt->name, p->file, p->line);
	}
	if (p->line == 0)
		*p = (struct place){ now.file, (int)cfg->line };
	return 0;
}

/* What libconfuse holds, as a struct section. */
static int
hand_over(struct frame *f, const char *title)
{
	size_t n = conf_count(f->type->table), total = 0, k = 0;
	struct section s = { .type = f->type->name, .title = title,
		.at = f->at, .table = f->type->table };
	AUTO(free_p) struct value *values = xcalloc(n + 1, sizeof(*values));
	AUTO(free_p) const char **texts = NULL;

	for (size_t i = 0; i < n; i++)
		total += f->cfg->opts[i].nvalues;
	texts = xcalloc(total + 1, sizeof(*texts));
	for (size_t i = 0; i < n; i++) {
		const cfg_opt_t *o = &f->cfg->opts[i];

		values[i] = (struct value){ .text = texts + k,
			.n = o->nvalues, .at = f->lines[i] };
		for (unsigned int j = 0; j < o->nvalues; j++)
			texts[k++] = o->values[j]->string;
	}
	s.values = values;
	if (strcmp(s.type, GUARD_GONE) == 0)
		s.type = f->cfg->opts[n + 1].values[0]->string;
	return f->type->done(now.rd, &s, now.e);
}

static int
on_section(cfg_t *cfg, cfg_opt_t *opt)
{
	unsigned int last = cfg_opt_size(opt) - 1;
	cfg_t *sec = cfg_opt_getnsec(opt, last);
	struct frame *f = &now.stack[now.depth - 1];
	int rc;

	(void)cfg;
	rc = hand_over(f, cfg_title(sec));
	free(f->lines);
	now.depth--;
	cfg_opt_rmnsec(opt, last);
	return rc;
}

/* --- libconfuse's tables from ours ---------------------------------------- */

static cfg_opt_t *build(const struct section_type *, bool inside);

static void
free_opts(cfg_opt_t *opts)
{
	if (opts == NULL)
		return;
	for (cfg_opt_t *o = opts; o->name != NULL; o++)
		free_opts(o->subopts);
	free(opts);
}

static cfg_opt_t *
build(const struct section_type *t, bool inside)
{
	size_t n = conf_count(t->table), m = 0, k = 0;
	cfg_opt_t *opts;

	while (t->inner != NULL && t->inner[m].name != NULL)
		m++;
	opts = xcalloc(n + m + 3, sizeof(*opts));
	for (size_t i = 0; i < n; i++) {
		cfg_opt_t plain = CFG_STR_CB(t->table[i].name, NULL,
		    CFGF_NODEFAULT, on_value);
		cfg_opt_t list = CFG_STR_LIST_CB(t->table[i].name, NULL,
		    CFGF_NODEFAULT, on_value);

		opts[k++] = t->table[i].type == HARK_LIST ||
		    t->table[i].type == HARK_FILES ? list : plain;
	}
	if (inside) {
		cfg_opt_t line = CFG_STR_CB(GUARD_LINE, NULL, CFGF_NODEFAULT,
		    on_value);
		cfg_opt_t plugin = CFG_STR_CB(GUARD_PLUGIN, NULL,
		    CFGF_NODEFAULT, on_value);

		opts[k++] = line;
		opts[k++] = plugin;
	}
	for (size_t i = 0; i < m; i++) {
		const struct section_type *s = &t->inner[i];
		cfg_opt_t sec = CFG_SEC(s->name, build(s, true),
		    CFGF_MULTI | (s->titled ? CFGF_TITLE : CFGF_NONE));

		sec.validcb = on_section;
		opts[k++] = sec;
	}
	return opts;
}

int
read_begin(struct reader *rd, const struct section_type *top, struct err *e)
{
	if (now.root != NULL)
		return err_set(e, ERR_CONFLICT, "a configuration is being read");
	now.rd = rd;
	now.top = top;
	now.e = e;
	now.opts = build(top, false);
	now.root = cfg_init(now.opts, CFGF_NONE);
	cfg_set_error_function(now.root, on_error);
	now.file = rd->cf->file;
	now.depth = 0;
	push(now.root, top, 0);
	return 0;
}

void
read_abort(struct reader *rd)
{
	(void)rd;
	while (now.depth > 0)
		free(now.stack[--now.depth].lines);
	if (now.root != NULL)
		cfg_free(now.root);
	free_opts(now.opts);
	memset(&now, 0, sizeof(now));
}

int
read_end(struct reader *rd, struct err *e)
{
	int rc;

	now.e = e;
	rc = hand_over(&now.stack[0], NULL);
	read_abort(rd);
	return rc;
}

/*
 * The account of a plugin that is not there any more, rather than a slip of
 * the pen: the plugin's file is there but was refused, the network is one that
 * there are plugins for, or a database of ours has posts of it.
 */
static bool
is_network(const char *name)
{
	static const char *const names[] = { "bluesky", "facebook", "feed",
	    "google", "imap", "instagram", "linkedin", "mastodon", "matrix",
	    "pinterest", "pixelfed", "reddit", "telegram", "threads", "tiktok",
	    "trustpilot", "tumblr", "twitter", "whatsapp", "wordpress", "x",
	    "xing", "yelp", "youtube" };
	const struct config_opts *o = now.rd->opts;
	AUTO(free_p) char *so = xasprintf("%s/%s.so", now.rd->cf->plugin_dir,
	    name);
	const char *dir = NULL;
	struct err e = { 0 };

	if (access(so, F_OK) == 0)
		return true;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	if (o->knew == NULL)
		return false;
	read_early(now.rd, now.rd->cf->file, "state-dir", &dir, &e);
	if (dir == NULL)
		dir = getenv("STATE_DIRECTORY");
	return o->knew(dir != NULL ? dir : CONF_STATE_DIR, name);
}

/* A section of a client that we know; else what was probably meant. */
static enum guard_section
known(void *arg, const char *name, const char **meant)
{
	const struct section_type *i = arg;

	for (; i->name != NULL; i++) {
		if (i->name[0] == '@')
			continue;
		if (strcmp(i->name, name) == 0)
			return GUARD_OURS;
		if (*meant == NULL)
			*meant = did_you_mean(name, &i->name, 1, sizeof(*i));
	}
	return is_network(name) ? GUARD_MISSING : GUARD_MISTAKE;
}

int
read_file(struct reader *rd, const struct section_type *top, const char *path,
    struct err *e)
{
	AUTO(buf_free) struct buf text = BUF_INIT, safe = BUF_INIT;
	const struct section_type *client = top->inner;

	while (client->name != NULL && strcmp(client->name, "client") != 0)
		client++;
	now.file = arena_strdup(rd->a, path);
	now.e = e;
	if (guard_read(path, &text, e) == -1 ||
	    guard_text(path, &text, known, (void *)(uintptr_t)client->inner,
	    &safe, e) == -1)
		return -1;
	if (cfg_parse_buf(now.root, safe.data) != CFG_SUCCESS) {
		if (e->code == ERR_OK)
			err_set(e, ERR_CONFIG, "%s: cannot be read", path);
		return -1;
	}
	return 0;
}

int
read_early(struct reader *rd, const char *path, const char *name,
    const char **ret, struct err *e)
{
	AUTO(buf_free) struct buf text = BUF_INIT, setting = BUF_INIT;
	cfg_opt_t opts[] = {
		CFG_STR(name, NULL, CFGF_NODEFAULT),
		CFG_END()
	};
	const char *dir;
	cfg_t *cfg;

	if (guard_read(path, &text, e) == -1 ||
	    guard_find(path, &text, name, &setting, e) == -1)
		return -1;
	cfg = cfg_init(opts, CFGF_NONE);
	if (cfg_parse_buf(cfg, setting.data) == CFG_SUCCESS &&
	    (dir = cfg_getstr(cfg, name)) != NULL)
		*ret = arena_strdup(rd->a, dir);
	cfg_free(cfg);
	return 0;
}

/* --- for those who are handed a section ----------------------------------- */

struct place
section_place(const struct section *s, const char *name)
{
	for (size_t i = 0; s->table[i].name != NULL; i++)
		if (strcmp(s->table[i].name, name) == 0 &&
		    s->values[i].n > 0)
			return s->values[i].at;
	return s->at;
}

bool
section_has(const struct section *s, const char *name)
{
	for (size_t i = 0; s->table[i].name != NULL; i++)
		if (strcmp(s->table[i].name, name) == 0)
			return s->values[i].n > 0;
	return false;
}

int
section_bind(struct reader *rd, const struct section *s, size_t from,
    size_t to, unsigned flags, void *base, struct err *e)
{
	for (size_t i = from; i < to; i++) {
		const struct hark_option *o = &s->table[i];
		const struct value *v = &s->values[i];

		if (v->n == 0 && (o->flags & HARK_REQUIRED)) {
			err_set(e, ERR_CONFIG, "\"%s\" is missing in %s%s%s%s; "
			    "add %s = \"...\" (%s)", o->name, s->type,
			    s->title != NULL ? " \"" : "",
			    s->title != NULL ? s->title : "",
			    s->title != NULL ? "\"" : "", o->name, o->help);
			return at(s->at, e);
		}
		if (v->n == 0) {
			if (option_set_default(o, base, rd->a, e) == -1)
				return err_prefix(e, "%s", o->name);
			continue;
		}
		if (((o->flags & HARK_REQUIRED) || o->type == HARK_URL) &&
		    v->text[0][0] == '\0') {
			err_set(e, ERR_CONFIG, "%s is empty; it wants: %s",
			    o->name, o->help);
			return at(v->at, e);
		}
		if (option_set(o, v->text, v->n, flags, base, rd->a, e) == -1) {
			err_prefix(e, "%s", o->name);
			return at(v->at, e);
		}
	}
	return 0;
}
