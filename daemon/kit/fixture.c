/* SPDX-License-Identifier: ISC */

/* Reading fixtures and playing them; the language is in fixture.h. */

#include <sys/time.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/when.h"
#include "config/option.h"
#include "config/plugin.h"
#include "kit/fixture.h"

/* What stays in the file: a start, an answer, or anything else. */
struct part {
	enum { TEXT, START, ANSWER } what;
	struct buf text;
	struct hark_event start;
	void *scan;		/* options of a SCAN, which has no account */
	struct answer answer;
};

struct fixture {
	const struct hark_plugin *plugin;
	struct arena *arena;
	char *text;
	const char *dir;
	void *config;
	struct facts facts;
	struct hark_post parent;
	struct part *parts;
	size_t n_parts;
	const struct answer **answers;
	size_t n_answers;
};

static char *
slurp(const char *path, size_t *len, struct err *e)
{
	struct buf b = BUF_INIT;
	char chunk[8192];
	size_t n;
	FILE *f = fopen(path, "r");

	if (f == NULL) {
		err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
		return NULL;
	}
	while (b.len <= FIXTURE_MAX_SIZE &&
	    (n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_add(&b, chunk, n);
	if (ferror(f))
		err_set(e, ERR_IO, "%s: %s", path, strerror(errno));
	else if (b.len > FIXTURE_MAX_SIZE)
		err_set(e, ERR_LIMIT, "%s: more than %u MiB", path,
		    FIXTURE_MAX_SIZE >> 20);
	n = ferror(f) || b.len > FIXTURE_MAX_SIZE;
	fclose(f);
	if (n != 0) {
		buf_free(&b);
		return NULL;
	}
	*len = b.len;
	return buf_detach(&b);
}

/* --- words ---------------------------------------------------------------- */

static char *
next_word(char **p)
{
	char *w = *p + strspn(*p, " \t");

	*p = w + strcspn(w, " \t");
	if (**p != '\0')
		*(*p)++ = '\0';
	return w;
}

/* The next name=value, value a word or a JSON string.  False: no more. */
static bool
next_pair(struct fixture *f, char **p, const char **name, const char **value)
{
	char *w = *p + strspn(*p, " \t"), *eq = strchr(w, '=');

	if (*w == '\0' || eq == NULL)
		return false;
	*eq = '\0';
	*name = w;
	*p = eq + 1;
	if (**p == '"') {
		json_error_t je;
		json_t *j = json_loads(*p, JSON_DECODE_ANY |
		    JSON_DISABLE_EOF_CHECK, &je);

		if (j == NULL)
			return false;
		*value = arena_strdup(f->arena, json_string_value(j));
		*p += je.position;
		json_decref(j);
	} else
		*value = next_word(p);
	return true;
}

static const char *const *
append(struct fixture *f, const char *const *list, const char *s)
{
	size_t n = 0;
	const char **grown;

	while (list != NULL && list[n] != NULL)
		n++;
	grown = arena_alloc(f->arena, (n + 2) * sizeof(*grown));
	if (n > 0)
		memcpy(grown, list, n * sizeof(*grown));
	grown[n] = s;
	return grown;
}

/* --- options -------------------------------------------------------------- */

/* A value as the fixture has it: the items of a list by commas. */
static int
option(struct fixture *f, const char *name, char *value, struct err *e)
{
	const struct hark_option *o = f->plugin->options;
	const char *items[32];
	size_t n = 0;

	while (o != NULL && o->name != NULL && strcmp(o->name, name) != 0)
		o++;
	if (o == NULL || o->name == NULL)
		return err_set(e, ERR_USAGE, "no option \"%s\"", name);
	if (o->type != HARK_LIST && o->type != HARK_FILES)
		items[n++] = value;
	else
		while (n < ARRAY_LEN(items) &&
		    (items[n] = strsep(&value, ",")) != NULL)
			n++;
	return option_set(o, items, n, OPTION_HTTP, f->config, f->arena, e);
}

/* --- lines ---------------------------------------------------------------- */

static bool
parent_line(struct fixture *f, char *p)
{
	const char *name, *v;
	int i;

	f->parent = (struct hark_post){ .visibility = HARK_PUBLIC };
	while (next_pair(f, &p, &name, &v)) {
		const struct { const char *name, **at; } strings[] = {
			{ "id", &f->parent.id }, { "uri", &f->parent.uri },
			{ "thread", &f->parent.thread },
			{ "parent", &f->parent.parent },
			{ "author", &f->parent.author },
			{ "handle", &f->parent.handle },
			{ "name", &f->parent.name }, { "url", &f->parent.url },
			{ "text", &f->parent.text },
			{ "lang", &f->parent.lang },
			{ "opaque", &f->parent.opaque },
		};
		bool known = false;

		for (size_t k = 0; k < ARRAY_LEN(strings); k++)
			if (strcmp(strings[k].name, name) == 0) {
				*strings[k].at = v;
				known = true;
			}
		if (strcmp(name, "to") == 0)
			f->parent.addressed = append(f, f->parent.addressed, v);
		else if (strcmp(name, "kind") == 0 &&
		    (i = word_find(word_kind, v)) >= 0)
			f->parent.kind = (enum hark_kind)i;
		else if (strcmp(name, "visibility") == 0 &&
		    (i = word_find(word_vis, v)) >= 0)
			f->parent.visibility = (enum hark_visibility)i;
		else if (!known)
			return false;
	}
	return f->parent.id != NULL;
}

static bool
start_line(struct fixture *f, char *p, struct hark_event *ev, struct err *e)
{
	const char *name, *v, *op = next_word(&p);
	int i = word_find(word_op, op);

	if (i >= 0 && (f->plugin->ops & HARK_CAN((unsigned)i)) == 0)
		return err_set(e, ERR_USAGE, "its .ops do not say that plugin "
		    "\"%s\" can %s", f->plugin->name, op) == 0;
	if (i < 0)
		return false;
	*ev = (struct hark_event){ .type = HARK_START,
		.now = when_parse("2026-11-20T12:00:00Z") };
	ev->start.op = (enum hark_op)i;
	ev->start.visibility = HARK_PUBLIC;
	if (ev->start.op == HARK_REPLY) {
		struct hark_post *parent =
		    arena_alloc(f->arena, sizeof(*parent));

		*parent = f->parent;
		ev->start.parent = parent;
	}
	while (next_pair(f, &p, &name, &v)) {
		if (strcmp(name, "feed") == 0) {
			const struct hark_feed *feed = f->plugin->feeds;

			while (feed != NULL && feed->name != NULL &&
			    strcmp(feed->name, v) != 0)
				feed++;
			if (feed == NULL || feed->name == NULL)
				return err_set(e, ERR_USAGE, "plugin \"%s\" "
				    "has no feed \"%s\"", f->plugin->name,
				    v) == 0;
			ev->start.feed = feed;
		} else if (strcmp(name, "argument") == 0)
			ev->start.argument = v;
		else if (strcmp(name, "cursor") == 0)
			ev->start.cursor = v;
		else if (strcmp(name, "url") == 0)
			ev->start.url = v;
		else if (strcmp(name, "id") == 0)
			ev->start.ids = append(f, ev->start.ids, v);
		else if (strcmp(name, "text") == 0)
			ev->start.text = v;
		else if (strcmp(name, "key") == 0)
			ev->start.key = v;
		else if (strcmp(name, "since") == 0)
			ev->start.since = when_parse(v);
		else if (strcmp(name, "now") == 0)
			ev->now = when_parse(v);
		else if (strcmp(name, "wait") == 0)
			span_parse(v, &ev->start.wait);
		else if (strcmp(name, "created") == 0)
			ev->start.created = when_parse(v);
		else if (strcmp(name, "visibility") == 0 &&
		    (i = word_find(word_vis, v)) >= 0)
			ev->start.visibility = (enum hark_visibility)i;
		else
			return false;
	}
	return (ev->start.op != HARK_POLL || ev->start.feed != NULL) &&
	    (ev->start.op != HARK_SCAN || ev->start.url != NULL) &&
	    (ev->start.op != HARK_REPLY || ev->start.parent->id != NULL);
}

/* The realm is the profile's origin, as in the daemon. */
static void *
scan_options(const struct fixture *f, const char *url)
{
	char origin[300] = "";

	url_origin(url, origin, sizeof(origin));
	return plugin_scan_options(f->plugin, origin);
}

static int
answer_line(struct fixture *f, char *p, struct answer *a, struct err *e)
{
	char *body, *copy;

	a->status = atoi(next_word(&p));
	a->type = arena_strdup(f->arena, next_word(&p));
	if (strcmp(a->type, "-") == 0)
		a->type = arena_strdup(f->arena, "");
	body = p + strspn(p, " \t");
	if (*body == '@') {
		AUTO(free_p) char *path = xasprintf("%s/%s", f->dir, body + 1);
		AUTO(free_p) char *data = slurp(path, &a->len, e);

		if (data == NULL)
			return -1;
		a->body = copy = arena_alloc(f->arena, a->len + 1);
		memcpy(copy, data, a->len);
	} else {
		a->body = arena_strdup(f->arena, body);
		a->len = strlen(body);
	}
	/* 5xx only after HARK_FAILURES. */
	if (a->status < 200 || a->status > 599)
		return err_set(e, ERR_USAGE, "no status a plugin sees");
	return 0;
}

/* A whole literal response, CRLF at the end of lines. */
static int
mail_line(struct fixture *f, char *p, struct answer *a, struct err *e)
{
	AUTO(buf_free) struct buf b = BUF_INIT;
	AUTO(buf_free) struct buf text = BUF_INIT;
	AUTO(free_p) char *data = NULL;
	AUTO(free_p) char *path = NULL;
	const char *uid = next_word(&p), *name, *v, *file, *at = NULL;
	size_t n;
	char *copy;

	file = next_word(&p);
	path = xasprintf("%s/%s", f->dir, file + (*file == '@'));
	if ((data = slurp(path, &n, e)) == NULL)
		return -1;
	while (next_pair(f, &p, &name, &v))
		if (strcmp(name, "at") == 0)
			at = v;
	for (size_t i = 0; i < n; i++) {
		if (data[i] == '\n' && (i == 0 || data[i - 1] != '\r'))
			buf_addc(&text, '\r');
		buf_addc(&text, data[i]);
	}
	buf_addf(&b, "* 1 FETCH (UID %s INTERNALDATE \"%s\" BODY[]<0> "
	    "{%zu}\r\n", uid, at != NULL ? at : "20-Nov-2026 10:00:00 +0000",
	    text.len);
	buf_add(&b, text.data, text.len);
	buf_adds(&b, ")\r\n");
	a->len = b.len;
	a->body = copy = arena_alloc(f->arena, b.len + 1);
	memcpy(copy, b.data, b.len);
	return 0;
}

static int
stream_line(struct fixture *f, const char *w, char *p, struct answer *a,
    struct err *e)
{
	a->tag = atoi(next_word(&p));
	a->type = "";
	a->body = "";
	a->status = w[1] == 'x' ? ANSWER_CLOSED : ANSWER_BYTES;
	if (w[1] == 'm')
		return mail_line(f, p, a, e);
	p += strspn(p, " ");
	if (*p == '@') {
		AUTO(free_p) char *path = xasprintf("%s/%s", f->dir, p + 1);
		AUTO(free_p) char *data = slurp(path, &a->len, e);
		char *copy;

		if (data == NULL)
			return -1;
		a->body = copy = arena_alloc(f->arena, a->len + 1);
		memcpy(copy, data, a->len);
	} else if (*p == '"') {
		json_error_t je;
		json_t *j = json_loads(p, JSON_DECODE_ANY, &je);

		if (j == NULL)
			return err_set(e, ERR_USAGE, "no string: %s", je.text);
		a->body = arena_strdup(f->arena, json_string_value(j));
		a->len = strlen(a->body);
		json_decref(j);
	}
	return 0;
}

static int
line(struct fixture *f, char *s, struct err *e)
{
	AUTO(free_p) char *whole = xstrdup(s);
	struct part part = { .text = BUF_INIT }, *last;
	char *p = s, *w;
	bool ok = true;

	if (*s != '\0' && *s != '#') {
		w = next_word(&p);
		if (strcmp(w, "option") == 0) {
			w = next_word(&p);
			if (option(f, w, p, e) == -1)
				return -1;
		} else if (strcmp(w, "kept") == 0) {
			w = next_word(&p);
			facts_set(&f->facts, w, p);
		} else if (strcmp(w, "parent") == 0)
			ok = parent_line(f, p);
		else if (strcmp(w, "start") == 0) {
			part.what = START;
			ok = start_line(f, p, &part.start, e);
			if (ok && part.start.start.op == HARK_SCAN)
				part.scan = scan_options(f, part.start.start.url);
		} else if (strcmp(w, "<") == 0) {
			part.what = ANSWER;
			if (answer_line(f, p, &part.answer, e) == -1)
				return -1;
		} else if (strcmp(w, "<=") == 0 || strcmp(w, "<m") == 0 ||
		    strcmp(w, "<x") == 0) {
			part.what = ANSWER;
			if (stream_line(f, w, p, &part.answer, e) == -1)
				return -1;
		} else if (strcmp(w, "<<") == 0) {
			last = f->n_parts > 0 ? &f->parts[f->n_parts - 1] : NULL;
			if (last == NULL || last->what != ANSWER)
				return err_set(e, ERR_USAGE, "<< without <");
			buf_addf(&last->text, "%s\n", whole);
			last->answer.headers = arena_printf(f->arena, "%s%s\r\n",
			    last->answer.headers != NULL ? last->answer.headers : "",
			    p);
			return 0;
		} else
			return 0;	/* an effect */
		if (!ok && e->code != ERR_OK)
			return -1;
		if (!ok)
			return err_set(e, ERR_USAGE, "not understood: %s", whole);
	}
	buf_addf(&part.text, "%s\n", whole);
	f->parts = xreallocarray(f->parts, f->n_parts + 1, sizeof(part));
	f->parts[f->n_parts++] = part;
	return 0;
}

struct fixture *
fixture_read(const char *path, const struct hark_plugin *plugin, struct err *e)
{
	struct fixture *f = xcalloc(1, sizeof(*f));
	const char *slash = strrchr(path, '/');
	bool starts = false;
	char *copy, *s;
	int n = 0;
	size_t len = 0;

	*e = (struct err){ .code = ERR_OK };
	f->plugin = plugin;
	f->arena = arena_new();
	f->dir = slash == NULL ? "." :
	    arena_strndup(f->arena, path, (size_t)(slash - path));
	f->config = arena_alloc(f->arena, plugin->config_size);
	for (const struct hark_option *o = plugin->options;
	    o != NULL && o->name != NULL; o++)
		if (option_set_default(o, f->config, f->arena, e) == -1) {
			fixture_free(f);
			return NULL;
		}
	f->text = slurp(path, &len, e);
	if (f->text != NULL && strlen(f->text) != len) {
		err_set(e, ERR_USAGE, "%s: not a text", path);
		free(f->text);
		f->text = NULL;
	}
	copy = arena_strdup(f->arena, f->text != NULL ? f->text : "");
	while (f->text != NULL && (s = strsep(&copy, "\n")) != NULL) {
		/* A last line that ends is not followed by an empty one. */
		if (copy == NULL && *s == '\0')
			break;
		n++;
		if (line(f, arena_strdup(f->arena, s), e) == -1) {
			err_prefix(e, "%s:%d", path, n);
			fixture_free(f);
			return NULL;
		}
	}
	if (f->text == NULL) {
		fixture_free(f);
		return NULL;
	}
	for (size_t i = 0; i < f->n_parts; i++) {
		starts |= f->parts[i].what == START;
		if (f->parts[i].what != ANSWER)
			continue;
		f->answers = xreallocarray(f->answers, f->n_answers + 1,
		    sizeof(*f->answers));
		f->answers[f->n_answers++] = &f->parts[i].answer;
	}
	if (!starts) {
		err_set(e, ERR_USAGE, "%s: no fixture: there is no line that "
		    "begins with \"start\"", path);
		fixture_free(f);
		return NULL;
	}
	return f;
}

void
fixture_free(struct fixture *f)
{
	for (size_t i = 0; i < f->n_parts; i++) {
		buf_free(&f->parts[i].text);
		free(f->parts[i].scan);
	}
	free(f->parts);
	free(f->answers);
	free(f->text);
	facts_free(&f->facts);
	arena_free(f->arena);
	free(f);
}

const char *
fixture_text(const struct fixture *f)
{
	return f->text;
}

size_t
fixture_answers(const struct fixture *f)
{
	return f->n_answers;
}

const struct answer *
fixture_answer(const struct fixture *f, size_t i)
{
	return f->answers[i];
}

/* --- playing -------------------------------------------------------------- */

/* Move what the task wrote, and what it did, to the result. */
static void
collect(struct player *pl, struct played *p)
{
	struct trace *t = &pl->trace;

	buf_add(&p->text, t->out.data, t->out.len);
	buf_add(&p->effects, t->out.data, t->out.len);
	buf_reset(&t->out);
	if (t->broken[0] != '\0' && p->broken[0] == '\0')
		memcpy(p->broken, t->broken, sizeof(p->broken));
}

static void
finish(struct player *pl, struct played *p)
{
	while (player_close(pl) || player_timer(pl))
		;
	if (!pl->ended)
		buf_adds(&pl->trace.out, "gives up\n");
	collect(pl, p);
	json_object_update(p->ids, pl->ids);
	p->failed |= pl->run.error != 0;
	player_end(pl);
}

void
fixture_play(const struct fixture *f, const struct hark_plugin *plugin,
    size_t at, const struct answer *other, struct played *p)
{
	const struct itimerval limit = { .it_value.tv_sec = FIXTURE_MAX_SECONDS };
	const struct itimerval off = { 0 };
	struct facts facts = { 0 };
	struct player pl;
	bool running = false;
	size_t n = 0;

	setitimer(ITIMER_VIRTUAL, &limit, NULL);
	p->ids = json_object();
	for (size_t i = 0; i < f->facts.n; i++)
		facts_set(&facts, f->facts.list[i].name,
		    f->facts.list[i].value);
	for (size_t i = 0; i < f->n_parts; i++) {
		const struct part *part = &f->parts[i];

		if (part->what == START && running)
			finish(&pl, p);
		buf_adds(&p->text, part->text.data);
		if (part->what == START) {
			player_begin(&pl, plugin, part->scan != NULL ?
			    part->scan : f->config, &facts);
			running = true;
			player_start(&pl, &part->start);
			collect(&pl, p);
		} else if (part->what == ANSWER) {
			bool swap = n == at && other != NULL;

			n++;
			if ((!running || !player_answer(&pl, swap ? other :
			    &part->answer)) && other == NULL)
				snprintf(p->broken, sizeof(p->broken),
				    "answer %zu is not asked for", n);
			if (running)
				collect(&pl, p);
		}
	}
	if (running)
		finish(&pl, p);
	facts_free(&facts);
	setitimer(ITIMER_VIRTUAL, &off, NULL);
}

void
played_free(struct played *p)
{
	buf_free(&p->text);
	buf_free(&p->effects);
	json_decref(p->ids);
}
