/* SPDX-License-Identifier: ISC */

/* Answers cut, damaged and poisoned; see sweep.h. */

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "config/plugin.h"
#include "kit/sweep.h"

/* Every byte up to here; longer answers are cut at about as many places. */
#define CUTS	20480

/* A string no network sends; the dumped tree is damaged in its place. */
#define MARK	"\x7fmark\x7f"

static const char *const garbage[] = {
	"null", "true", "-1.5", "99999999999999999999", "1e999", "\"\"", "\"x\"",
	"\"\\u0000\\ud800\"", "\"\xff\xc3\"", "[]", "[[],{}]", "{}",
	"{\"id\":null}", "{\"id\":{}}", "{\"id\":\"\",\"status\":7}",
};

/* Of a list of things much alike, the first, the second and the last. */
static bool
typical(const json_t *array, size_t i)
{
	return i < 2 || i + 1 == json_array_size(array);
}

/* --- one changed answer --------------------------------------------------- */

static void
play(struct sweep *s, const struct hark_plugin *plugin, const struct answer *a,
    struct played *p)
{
	fixture_play(s->fixture, plugin, s->at, a, p);
}

static bool
complain(struct sweep *s, const char *what, const struct answer *a,
    const struct played *p)
{
	snprintf(s->why, sizeof(s->why),
	    "answer %zu: %s\vstatus %d, body %.300s\v%.500s", s->at + 1, what,
	    a->status, a->body, p->effects.data);
	for (char *c = s->why; *c != '\0'; c++)
		if (*c == '\n' || *c == '\v')
			*c = *c == '\n' ? '|' : '\n';
	return false;
}

/* The task must end, and the contract hold. */
static bool
ends(struct sweep *s, const struct answer *a)
{
	struct played p = PLAYED_INIT;
	bool ok;

	play(s, s->plugin, a, &p);
	ok = p.broken[0] == '\0' || complain(s, p.broken, a, &p);
	played_free(&p);
	return ok;
}

static bool
same(struct sweep *s, const struct hark_plugin *plugin, const struct answer *a,
    const char *what)
{
	struct played p = PLAYED_INIT;
	bool ok;

	play(s, plugin, a, &p);
	ok = strcmp(p.effects.data, s->base->effects.data) == 0 ||
	    complain(s, what, a, &p);
	played_free(&p);
	return ok;
}

/* --- the same thing told otherwise ---------------------------------------- */

/* Escape the first letter of every member's name. */
static void
escape_names(struct buf *out, const char *p, size_t n)
{
	const char *end = p + n;

	while (p < end) {
		const char *q = p + 1, *after;

		if (*p != '"') {
			buf_addc(out, *p++);
			continue;
		}
		while (q < end && *q != '"')
			q += *q == '\\' ? 2 : 1;
		after = q + 1;
		while (after < end && (*after == ' ' || *after == '\n'))
			after++;
		buf_addc(out, '"');
		p++;
		if (after < end && *after == ':' && *p != '\\' && *p != '"' &&
		    (unsigned char)*p < 0x80)
			buf_addf(out, "\\u%04x", (unsigned)*p++);
		if (q >= end)
			q = end - 1;
		buf_add(out, p, (size_t)(q + 1 - p));
		p = q + 1;
	}
}

static bool
sweep_same(struct sweep *s)
{
	struct answer a = *fixture_answer(s->fixture, s->at);
	AUTO(buf_free) struct buf b = BUF_INIT;
	AUTO(json_p) json_t *j = NULL;

	if (!same(s, s->plugin, &a, "not the same effects again") ||
	    !same(s, s->whole, &a, "other effects without pruning"))
		return false;
	if (a.status < 200) {
		struct answer in = a;

		for (in.piece = 1; in.piece < 100; in.piece = in.piece * 3 + 1)
			if (!same(s, s->plugin, &in, "other effects of bytes that "
			    "come in pieces"))
				return false;
		return true;
	}
	if ((j = json_read(a.body, a.len, NULL, NULL)) == NULL)
		return true;
	escape_names(&b, a.body, a.len);
	a.body = b.data;
	a.len = b.len;
	return same(s, s->plugin, &a, "other effects with escaped names") &&
	    same(s, s->whole, &a, "other effects with escaped names, unpruned");
}

/* --- truncation ----------------------------------------------------------- */

static bool
sweep_cut(struct sweep *s)
{
	struct answer a = *fixture_answer(s->fixture, s->at);
	size_t step = a.len / CUTS + 1, full = a.len;

	for (a.len = 0; a.len < full; a.len += step)
		if (!ends(s, &a))
			return false;
	return true;
}

/* --- trees ---------------------------------------------------------------- */

/* The tree as an answer, each MARK replaced by raw text. */
static void
dump(const json_t *root, const char *raw, struct buf *out)
{
	AUTO(free_p) char *text = json_line(root);
	const char *p = text, *m;

	buf_reset(out);
	while ((m = strstr(p, "\"" MARK "\"")) != NULL) {
		buf_add(out, p, (size_t)(m - p));
		buf_adds(out, raw);
		p = m + strlen(MARK) + 2;
	}
	buf_adds(out, p);
}

static json_t *
tree(struct sweep *s)
{
	const struct answer *a = fixture_answer(s->fixture, s->at);

	/* What is pruned away anyway need not be damaged. */
	return json_read(a->body, a->len, plugin_reads(s->plugin), NULL);
}

static bool
ends_dumped(struct sweep *s, const json_t *root, const char *raw)
{
	struct answer a = *fixture_answer(s->fixture, s->at);
	AUTO(buf_free) struct buf b = BUF_INIT;

	dump(root, raw, &b);
	a.body = b.data;
	a.len = b.len;
	return ends(s, &a);
}

/* Put other things into every member's place in turn. */
static bool
damage(struct sweep *s, json_t *root, json_t *j)
{
	json_t *v;
	size_t i;
	void *it;

	json_array_foreach(j, i, v)
		if (typical(j, i) && !damage(s, root, v))
			return false;
	if (!json_is_object(j))
		return true;
	for (it = json_object_iter(j); it != NULL;
	    it = json_object_iter_next(j, it)) {
		AUTO(json_p) json_t *old = json_incref(json_object_iter_value(it));

		if (!damage(s, root, old))
			return false;
		json_object_iter_set_new(j, it, json_string(MARK));
		for (i = 0; i < ARRAY_LEN(garbage); i++)
			if (!ends_dumped(s, root, garbage[i]))
				return false;
		json_object_iter_set(j, it, old);
	}
	return true;
}

/* Take every member away in turn. */
static bool
remove_keys(struct sweep *s, json_t *root, json_t *j)
{
	size_t n = json_object_size(j), i;
	json_t *v;

	json_array_foreach(j, i, v)
		if (typical(j, i) && !remove_keys(s, root, v))
			return false;
	/* Each is taken from the front and put back at the end. */
	for (i = 0; i < n; i++) {
		AUTO(free_p) char *name =
		    xstrdup(json_object_iter_key(json_object_iter(j)));

		v = json_incref(json_object_get(j, name));
		json_object_del(j, name);
		if (!ends_dumped(s, root, "")) {
			json_decref(v);
			return false;
		}
		json_object_set_new(j, name, v);
		if (!remove_keys(s, root, v))
			return false;
	}
	return true;
}

static bool
sweep_keys(struct sweep *s)
{
	AUTO(json_p) json_t *root = tree(s);

	return root == NULL || remove_keys(s, root, root);
}

static bool
sweep_types(struct sweep *s)
{
	AUTO(json_p) json_t *root = tree(s);

	return root == NULL || damage(s, root, root);
}

/* --- poison --------------------------------------------------------------- */

static void
mark_strings(json_t *j)
{
	const char *name;
	json_t *v;
	size_t i;
	void *it;

	json_object_foreach_safe(j, it, name, v) {
		if (json_is_string(v))
			json_object_set_new(j, name, json_string(MARK));
		else
			mark_strings(v);
	}
	json_array_foreach(j, i, v) {
		if (json_is_string(v))
			json_array_set_new(j, i, json_string(MARK));
		else
			mark_strings(v);
	}
}

/* Everything in `want' must be in the effects of this tree. */
static bool
arrives(struct sweep *s, const json_t *root, const char *raw, json_t *want)
{
	struct answer a = *fixture_answer(s->fixture, s->at);
	AUTO(buf_free) struct buf b = BUF_INIT;
	struct played p = PLAYED_INIT;
	const char *id;
	json_t *v;
	bool ok = true;

	dump(root, raw, &b);
	a.body = b.data;
	a.len = b.len;
	play(s, s->plugin, &a, &p);
	if (p.broken[0] != '\0')
		ok = complain(s, p.broken, &a, &p);
	else if (p.failed && !s->base->failed)
		ok = complain(s, "one odd item ended the task", &a, &p);
	json_object_foreach(want, id, v) {
		if (!ok || json_object_get(p.ids, id) != NULL)
			continue;
		ok = complain(s, "one odd item lost another", &a, &p);
	}
	played_free(&p);
	return ok;
}

static bool
poison_item(struct sweep *s, json_t *root, json_t *array, size_t i)
{
	AUTO(json_p) json_t *old = json_incref(json_array_get(array, i));
	AUTO(json_p) json_t *damaged = json_deep_copy(old);
	AUTO(json_p) json_t *want = json_object();
	AUTO(buf_free) struct buf b = BUF_INIT;
	struct answer a = *fixture_answer(s->fixture, s->at);
	struct played p = PLAYED_INIT;
	size_t first, stride;
	const char *id;
	json_t *v;
	bool ok = true;

	/* The others are those that arrive when this one is not there. */
	json_array_remove(array, i);
	dump(root, "", &b);
	json_array_insert_new(array, i, json_string(MARK));
	a.body = b.data;
	a.len = b.len;
	play(s, s->plugin, &a, &p);
	json_object_foreach(s->base->ids, id, v)
		if (json_object_get(p.ids, id) != NULL)
			json_object_set(want, id, v);
	played_free(&p);

	/* Every kind of garbage, but not in every place. */
	first = typical(array, i) ? 0 : i % 4;
	stride = typical(array, i) ? 1 : 4;
	for (size_t k = first; ok && k < ARRAY_LEN(garbage); k += stride)
		ok = arrives(s, root, garbage[k], want);
	mark_strings(damaged);
	json_array_set(array, i, damaged);
	for (size_t k = first; ok && k < ARRAY_LEN(garbage); k += stride)
		ok = arrives(s, root, garbage[k], want);
	json_array_set(array, i, old);
	return ok;
}

static bool
poison(struct sweep *s, json_t *root, json_t *j)
{
	const char *name;
	json_t *v;
	size_t i;

	if (json_is_array(j)) {
		for (i = 0; i < json_array_size(j); i++)
			if ((typical(j, i) &&
			    !poison(s, root, json_array_get(j, i))) ||
			    !poison_item(s, root, j, i))
				return false;
	}
	json_object_foreach(j, name, v)
		if (!poison(s, root, v))
			return false;
	return true;
}

static bool
sweep_poison(struct sweep *s)
{
	AUTO(json_p) json_t *root = tree(s);

	return root == NULL || poison(s, root, root);
}

/* --- other answers -------------------------------------------------------- */

static bool
sweep_answers(struct sweep *s)
{
	static const int status[] = { 200, 201, 202, 204, 206, 301, 304, 400,
		401, 403, 404, 405, 406, 410, 413, 415, 422, 451, 499 };
	static const struct { const char *type, *body; } body[] = {
		{ "", "" }, { "text/html", "<html><body>Wartung</body></html>" },
		{ "application/json", "{\"error\":\"no\"}" },
		{ "application/json", "[]" }, { "application/json", "{}" },
		{ "application/json", "null" },
		{ "application/json", "{\"error\":{\"message\":7}}" },
	};
	struct answer a = *fixture_answer(s->fixture, s->at), own = a;

	own.headers = NULL;
	if (!ends(s, &own))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(status); i++) {
		own.status = a.status = status[i];
		if (!ends(s, &own))
			return false;
		for (size_t k = 0; k < ARRAY_LEN(body); k++) {
			AUTO(free_p) char *type = xstrdup(body[k].type);
			AUTO(free_p) char *text = xstrdup(body[k].body);

			a.type = type;
			a.body = text;
			a.len = strlen(text);
			if (!ends(s, &a))
				return false;
		}
	}
	return true;
}

/* --- streams -------------------------------------------------------------- */

static bool
is_stream(const struct sweep *s)
{
	return fixture_answer(s->fixture, s->at)->status < 200;
}

/* The length of the literal that is announced at p, or -1. */
static long
literal(const char *p, const char *end, const char **from)
{
	const char *q = p + 1;
	long n = 0;

	while (q < end && *q >= '0' && *q <= '9' && n < 1 << 20)
		n = n * 10 + (*q++ - '0');
	if (q == p + 1 || end - q < 3 || memcmp(q, "}\r\n", 3) != 0 ||
	    end - (q + 3) < n)
		return -1;
	*from = q + 3;
	return n;
}

/* What stands in one literal loses no more than what it stands for. */
static bool
sweep_literals(struct sweep *s)
{
	static const char fill[] = { '\0', '\xff', '<', '\n', 'A' };
	const struct answer *o = fixture_answer(s->fixture, s->at);
	AUTO(free_p) char *copy = xmalloc(o->len + 1);
	const char *p = o->body, *end = p + o->len, *from;
	long n;

	for (; is_stream(s) && p < end; p++) {
		if (*p != '{' || (n = literal(p, end, &from)) == -1)
			continue;
		for (size_t k = 0; k < ARRAY_LEN(fill); k++) {
			struct answer a = *o;
			struct played r = PLAYED_INIT;
			bool ok = true;

			memcpy(copy, o->body, o->len);
			memset(copy + (from - o->body), fill[k], (size_t)n);
			a.body = copy;
			play(s, s->plugin, &a, &r);
			if (r.broken[0] != '\0')
				ok = complain(s, r.broken, &a, &r);
			else if (r.failed && !s->base->failed)
				ok = complain(s, "one odd mail ended the task",
				    &a, &r);
			else if (json_object_size(r.ids) + 1 <
			    json_object_size(s->base->ids))
				ok = complain(s, "one odd mail lost another",
				    &a, &r);
			played_free(&r);
			if (!ok)
				return false;
		}
		p = from + n - 1;
	}
	return true;
}

const struct sweep_kind sweeps[] = {
	{ "every literal another", sweep_literals },
	{ "the same again, pruned or not", sweep_same },
	{ "cut at every byte", sweep_cut },
	{ "every member missing", sweep_keys },
	{ "every member of another type", sweep_types },
	{ "every item poisoned", sweep_poison },
	{ "every other answer", sweep_answers },
	{ NULL, NULL }
};
