/* SPDX-License-Identifier: ISC */

/* Tokens in exchange for what a person consented to; see grant.h. */

#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/mem.h"
#include "base/url.h"
#include "base/when.h"
#include "config/plugin.h"
#include "poll/answer.h"
#include "poll/grant.h"
#include "poll/help.h"

#define NAME_CHARS	"abcdefghijklmnopqrstuvwxyz0123456789-_"
/* Whoever says more means something else. */
#define LONGEST_LIFE	(400 * WHEN_DAY)

bool
grant_is_ours(const struct run *r)
{
	return r->start.op == HARK_LOGIN && plugin_has(r->plugin, logins) &&
	    r->plugin->logins != NULL;
}

/* --- what there is ---------------------------------------------------------- */

static bool
is_set(const struct hark_task *t, const char *name, size_t n)
{
	if (n == strlen("refresh") && strncmp(name, "refresh", n) == 0)
		return hark_is(t->start->argument, "refresh");
	return help_option(t, name, n) != NULL;
}

/* Is there a value for each {name} and {function:name:name}? */
static bool
all_set(const struct hark_task *t, const char *text)
{
	for (const char *p = text; (p = strchr(p, '{')) != NULL; ) {
		bool function = false;
		size_t n;

		do {
			p++;
			n = strspn(p, NAME_CHARS);
			/* In JSON braces stand for themselves. */
			if (n == 0 || (p[n] != ':' && p[n] != '}'))
				break;
			if ((p[n] == '}' || function) && !is_set(t, p, n))
				return false;
			function = true;
			p += n;
		} while (*p == ':');
	}
	return true;
}

/* --- the request ------------------------------------------------------------- */

/* An address with its options filled in; NULL: one is not set. */
static const char *
address(struct hark_task *t, const char *tmpl)
{
	AUTO(buf_free) struct buf b = BUF_INIT;
	const char *p = tmpl, *value;

	for (; *p != '\0'; p++) {
		size_t n = *p == '{' ? strcspn(p, "}") : 0;

		if (n == 0 || p[n] == '\0') {
			buf_addc(&b, *p);
			continue;
		}
		if ((value = help_option(t, p + 1, n - 1)) == NULL)
			return NULL;
		/* An address at the beginning is one, not part of one. */
		if (p == tmpl)
			buf_adds(&b, value);
		else
			url_encode(&b, value);
		p += n;
	}
	return hark_copy(t, b.data);
}

static const char *const *
headers(struct hark_task *t, const char *const *auth)
{
	const char **list;
	size_t n = 0, k = 0;

	while (auth != NULL && auth[n] != NULL)
		n++;
	list = hark_alloc(t, (n + 1) * sizeof(*list));
	for (size_t i = 0; i < n; i++)
		if (all_set(t, auth[i]))
			list[k++] = auth[i];
	return list;
}

/* A form without the pairs that have no value; JSON as it is. */
static const char *
body(struct hark_task *t, const char *tmpl)
{
	AUTO(buf_free) struct buf b = BUF_INIT;

	if (tmpl == NULL || *tmpl == '{')
		return tmpl;
	for (size_t n; *tmpl != '\0'; tmpl += n + (tmpl[n] == '&')) {
		const char *pair;

		n = strcspn(tmpl, "&");
		pair = hark_format(t, "%.*s", (int)n, tmpl);
		if (all_set(t, pair))
			buf_addf(&b, "%s%s", b.len > 0 ? "&" : "", pair);
	}
	return hark_copy(t, b.data);
}

/* The first way from this one on that can be gone, or NULL. */
static const struct hark_login *
way(struct hark_task *t, const struct hark_login *l)
{
	for (; l->url != NULL; l++)
		if ((l->when == NULL || is_set(t, l->when, strlen(l->when))) &&
		    address(t, l->url) != NULL)
			return l;
	return NULL;
}

static void
ask(struct hark_task *t, const struct hark_login *l)
{
	hark_request(t, .url = address(t, l->url), .flags = l->flags,
	    .tag = (int)(l - ((struct run *)t)->plugin->logins),
	    .method = l->body != NULL ? "POST" : NULL,
	    .headers = headers(t, l->auth), .body = body(t, l->body),
	    .type = l->body == NULL ? NULL : l->body[0] == '{' ?
	    "application/json" : HARK_FORM);
}

/* --- its answer --------------------------------------------------------------- */

/* As hark_token() wants it: a member, or a pointer. */
static const char *
pointer(struct hark_task *t, const char *path)
{
	return strchr(path, '/') == NULL ? path : hark_format(t, "/%s", path);
}

static void
take(struct hark_task *t, const struct hark_login *l,
    const struct hark_response *r)
{
	const char *token = l->token != NULL ? l->token : "access_token";
	const char *refresh = l->refresh != NULL ? l->refresh : "refresh_token";
	const json_t *j = answer_login(t, r, l);
	int64_t lives;

	if (j == NULL)
		return;
	if (hark_str(t, j, token) == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "an answer without a token");
		return;
	}
	lives = hark_int(t, j, l->expires_in != NULL ? l->expires_in :
	    "expires_in");
	hark_token(t, pointer(t, token), hark_str(t, j, refresh) != NULL ?
	    pointer(t, refresh) : NULL, lives > 0 &&
	    lives < LONGEST_LIFE / WHEN_SECOND ?
	    t->now + lives * WHEN_SECOND : 0);
	hark_done(t);
}

void
grant_step(struct run *r, const struct hark_event *ev)
{
	const struct hark_login *l = r->plugin->logins, *next;

	if (ev->type == HARK_START) {
		if ((next = way(&r->task, l)) != NULL)
			ask(&r->task, next);
		else
			hark_fail(&r->task, HARK_E_CONFIG, "there is nothing "
			    "to log in with");
		return;
	}
	l += ev->tag;
	next = ev->response.status == 400 && l->next ?
	    way(&r->task, l + 1) : NULL;
	if (next != NULL)
		ask(&r->task, next);
	else
		take(&r->task, l, &ev->response);
}
