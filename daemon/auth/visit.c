/* SPDX-License-Identifier: ISC */

/*
 * The requests of a login, one after the other, and what is kept of their
 * answers: values for later, who we are there, what is granted, when it ends.
 */

#include <stdlib.h>
#include <string.h>

#include "auth/auth_int.h"
#include "base/json.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/url.h"
#include "base/utf8.h"
#include "base/when.h"
#include "net/http.h"

#define MAX_CHOICES	50

struct visit {
	struct auth *auth;
	const struct hark_visit *def;
	struct err err;
};

/* --- reading an answer ------------------------------------------------------ */

/* A JSON pointer (RFC 6901, without ~ escapes). */
static const json_t *
at(const json_t *j, const char *pointer)
{
	char name[128];

	while (*pointer == '/' && j != NULL) {
		size_t n = strcspn(++pointer, "/");

		if (n >= sizeof(name))
			return NULL;
		memcpy(name, pointer, n);
		name[n] = '\0';
		pointer += n;
		j = json_is_array(j) ? json_array_get(j, strtoul(name, NULL,
		    10)) : json_object_get(j, name);
	}
	return j;
}

static const char *
text_at(const json_t *j, const char *pointer)
{
	const char *s = pointer != NULL ? json_string_value(at(j, pointer)) :
	    NULL;

	return s != NULL && *s != '\0' ? s : NULL;
}

static int64_t
number_at(const json_t *j, const char *pointer)
{
	const json_t *v = at(j, pointer);

	return json_is_string(v) ? strtoll(json_string_value(v), NULL, 10) :
	    json_is_number(v) ? (int64_t)json_number_value(v) : 0;
}

/* The network's own words for a refusal. */
static void
add_reason(struct buf *b, const json_t *j)
{
	static const char *const where[] = { "/error_description",
		"/error/message", "/message", "/detail", "/errors/0/message",
		"/error" };

	for (size_t i = 0; i < ARRAY_LEN(where); i++) {
		const char *s = text_at(j, where[i]);

		if (s == NULL)
			continue;
		buf_adds(b, ": ");
		utf8_safe(b, s, true);
		return;
	}
}

static void
add_scope(struct auth_facts *f, const char *s, size_t n)
{
	f->scopes = xreallocarray(f->scopes, f->n_scopes + 1,
	    sizeof(*f->scopes));
	f->scopes[f->n_scopes++] = xstrndup(s, n);
}

static void
take_scopes(struct auth_facts *f, const json_t *j)
{
	const char *s = json_string_value(j), *key;
	json_t *v;
	size_t i;

	if (j == NULL || json_is_null(j))
		return;
	f->asked_scopes = true;
	for (size_t n; s != NULL && *s != '\0'; s += n) {
		s += strspn(s, " ,");
		n = strcspn(s, " ,");
		if (n > 0)
			add_scope(f, s, n);
	}
	json_array_foreach(j, i, v)
		if (json_is_string(v))
			add_scope(f, json_string_value(v),
			    json_string_length(v));
	json_object_foreach((json_t *)(uintptr_t)j, key, v)
		if (json_is_true(v))
			add_scope(f, key, strlen(key));
}

/* Seconds from `zero' on.  None is longer than a century. */
static void
take_end(struct auth_facts *f, const json_t *j, const char *const *p,
    int64_t zero)
{
	static const char less[] = "less=";
	size_t n = strlen(less);
	int64_t at;

	for (; p != NULL && *p != NULL && f->ends.at == 0; p++) {
		f->ends.less = strncmp(*p, less, n) == 0;
		at = number_at(j, *p + (f->ends.less ? n : 0));
		if (at <= 0 || at >= INT64_MAX / WHEN_SECOND - zero)
			continue;
		at = zero + at * WHEN_SECOND;
		if (at > loop_now() &&
		    at < loop_now() + 100 * 366 * WHEN_DAY)
			f->ends.at = at;
	}
}

static void
take_ends(struct auth_facts *f, const struct hark_visit *v, const json_t *j)
{
	take_end(f, j, v->ends_in, loop_now());
	take_end(f, j, v->ends_at, 0);
}

/* The item that is meant, asked for if there are several. */
static const json_t *
choose(struct visit *v, const json_t *list)
{
	const char *labels[MAX_CHOICES];
	size_t n = json_array_size(list);
	int i = 0;

	n = n < MAX_CHOICES ? n : MAX_CHOICES;
	if (n == 0) {
		err_set(&v->err, ERR_REFUSED, "%s", tr(v->auth->lang,
		    "the network shows nothing to choose from: were all of "
		    "the permissions given, and by who runs it?"));
		return NULL;
	}
	for (size_t k = 0; k < n; k++) {
		labels[k] = text_at(json_array_get(list, k), v->def->label);
		labels[k] = labels[k] != NULL ? labels[k] : "?";
	}
	if (n > 1)
		i = auth_ask_which(v->auth, labels, n);
	if (i == -1)
		err_set(&v->err, ERR_USAGE, "%s", tr(v->auth->lang,
		    "nothing was chosen"));
	return i != -1 ? json_array_get(list, (size_t)i) : NULL;
}

static int
take(struct visit *v, const json_t *j)
{
	const struct hark_visit *def = v->def;
	struct auth *a = v->auth;
	const char *s;

	if (def->scopes != NULL)
		take_scopes(&a->facts, at(j, def->scopes));
	take_ends(&a->facts, def, j);
	if (def->list != NULL && (j = choose(v, at(j, def->list))) == NULL)
		return -1;
	for (size_t i = 0; def->take != NULL && def->take[i] != NULL; i++) {
		const char *eq = strchr(def->take[i], '=');
		AUTO(free_p) char *name = xstrndup(def->take[i],
		    (size_t)(eq - def->take[i]));

		s = text_at(j, eq + 1);
		if (s == NULL)
			return err_set(&v->err, ERR_PROTOCOL, tr(a->lang,
			    "the network's answer has no \"%s\""), name);
		auth_set(a, name, secret_new(s, strlen(s)));
	}
	s = text_at(j, def->who);
	if (s != NULL) {
		free(a->facts.who);
		a->facts.who = xstrdup(s);
	}
	return 0;
}

static void
on_answer(void *arg, const struct http_response *r)
{
	struct visit *v = arg;
	AUTO(buf_free) struct buf why = BUF_INIT;
	json_t *j = NULL;

	loop_stop();
	if (r->err.code != ERR_OK) {
		v->err = r->err;
		return;
	}
	j = json_read(r->body, r->len, NULL, NULL);
	if (r->status / 100 != 2) {
		buf_addf(&why, tr(v->auth->lang, "the network says no "
		    "(status %d)"), r->status);
		add_reason(&why, j);
		err_set(&v->err, r->status / 100 == 4 && r->status != 429 ?
		    ERR_REFUSED : ERR_NET, "%s", why.data);
	} else if (j == NULL) {
		err_set(&v->err, ERR_PROTOCOL, "%s", tr(v->auth->lang,
		    "the network's answer cannot be read"));
	} else {
		take(v, j);
	}
	json_decref(j);
}

/* --- asking ----------------------------------------------------------------- */

static void
wipe(struct buf *b)
{
	explicit_bzero(b->data, b->len);
	buf_free(b);
}

static int
ask(struct visit *v, struct err *e)
{
	struct auth *a = v->auth;
	const struct conf_account *cf = a->account;
	const char *const *origins = (const char *const *)(void *)cf->origins;
	struct buf url = BUF_INIT, body = BUF_INIT;
	struct auth_out out = { .url = &url };
	struct http_request q = { 0 };
	struct url u;
	int rc = -1;

	if (auth_fill(a, v->def->url, &url, e) == -1)
		goto end;
	if (!url_parse(url.data, &u) || !auth_may_travel(url.data, origins)) {
		err_set(e, ERR_CONFIG, "%.200s is not an address that "
		    "credentials of this account may go to", v->def->url);
		goto end;
	}
	q.allow_private = cf->allow_private || url_is_private(u.host);
	q.allow_http = cf->allow_http;
	if (v->def->body != NULL && auth_expand(&body, v->def->body,
	    auth_lookup, a, e) == -1)
		goto end;
	if (auth_apply(v->def->auth, NULL, v->def->body != NULL ? body.data :
	    NULL, auth_lookup, a, &out, e) == -1)
		goto end;
	q.url = url.data;
	q.headers = (const char *const *)(void *)out.headers;
	if (v->def->body != NULL) {
		q.body = body.data;
		q.type = body.data[0] == '{' ? "application/json" :
		    "application/x-www-form-urlencoded";
	}
	http_start(&q, on_answer, v);
	/* Copied by now. */
	auth_out_clear(&out);
	wipe(&body);
	wipe(&url);
	loop_run();
	rc = v->err.code == ERR_OK ? 0 : -1;
	if (rc == -1)
		*e = v->err;
	return rc;
end:
	auth_out_clear(&out);
	wipe(&body);
	wipe(&url);
	return rc;
}

int
auth_visits(struct auth *a, const struct hark_visit *list, struct err *e)
{
	for (; list != NULL && list->url != NULL; list++) {
		struct visit v = { .auth = a, .def = list };

		if (ask(&v, e) == -1)
			return -1;
	}
	return 0;
}

void
auth_facts_clear(struct auth_facts *f)
{
	free(f->who);
	for (size_t i = 0; i < f->n_scopes; i++)
		free(f->scopes[i]);
	free(f->scopes);
	*f = (struct auth_facts){ 0 };
}
