/* SPDX-License-Identifier: ISC */

/* Asking WordPress, and answers that are none; see wordpress.h. */

#include "wordpress/wordpress.h"

/* --- small things --------------------------------------------------------- */

const char *
wp_num(struct hark_task *t, const json_t *o, const char *key)
{
	return hark_int(t, o, key) > 0 ? hark_str(t, o, key) : NULL;
}

int64_t
wp_order(const char *id)
{
	size_t n = strspn(id, "0123456789");

	return n > 0 && n <= 18 && id[n] == '\0' ? hark_number(id) : 0;
}

const char *
wp_post_of(const char *id)
{
	return strncmp(id, "post/", 5) == 0 && wp_order(id + 5) > 0 ? id + 5 :
	    NULL;
}

/* --- answers that are none ------------------------------------------------ */

const char *
wp_json_start(const char *s)
{
	if (*s == '[' || *s == '{')
		return s;
	for (; *s != '\0'; s++)
		if ((*s == '[' && (s[1] == '{' || s[1] == ']')) ||
		    (*s == '{' && (s[1] == '"' || s[1] == '}')))
			return s;
	return NULL;
}

json_t *
wp_document(struct hark_task *t, const struct hark_response *r)
{
	const char *s = wp_json_start(r->body);

	return s == NULL ? NULL :
	    t->core->json(t, s, r->len - (size_t)(s - r->body));
}

bool
wp_gone(struct hark_task *t, const struct hark_response *r)
{
	const char *code;

	if (r->status != 404 && r->status != 410)
		return false;
	code = hark_str(t, wp_document(t, r), "code");
	return code != NULL && strstr(code, "invalid_id") != NULL;
}

static void
refused(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const json_t *o = wp_document(t, r);
	const char *why = hark_format(t, "status %d", r->status);

	if (hark_str(t, o, "message") != NULL)
		why = hark_format(t, "%s, \"%.200s\"", why,
		    hark_str(t, o, "message"));
	if (r->status == 401 && !st->edit)
		hark_fail(t, HARK_E_AUTH, "this blog shows nothing without a "
		    "password: %s", why);
	else if (r->status == 401)
		hark_fail(t, HARK_E_AUTH, "user or application password are "
		    "refused, or the web server drops them: %s", why);
	else if (r->status == 403 && hark_is(hark_str(t, o, "code"),
	    "rest_forbidden_context"))
		hark_fail(t, HARK_E_SCOPE, "the user may not moderate comments; "
		    "it needs the role Editor: %s", why);
	else if (r->status == 403)
		hark_fail(t, HARK_E_SCOPE, "not allowed: %s", why);
	else if (r->status == 404 || r->status == 410)
		hark_fail(t, HARK_E_CONFIG, "%s does not have it: %s; is it a "
		    "WordPress blog, and is its REST interface on?",
		    st->base, why);
	else
		hark_fail(t, HARK_E_PROTOCOL, "%s", why);
}

json_t *
wp_parse(struct hark_task *t, const struct hark_response *r)
{
	if (!hark_ok(r)) {
		refused(t, r);
		return NULL;
	}
	if (wp_json_start(r->body) == NULL) {
		hark_fail(t, HARK_E_LATER, "a page instead of an answer; "
		    "maintenance, or a firewall?");
		return NULL;
	}
	return wp_document(t, r);
}

/* --- asking --------------------------------------------------------------- */

void
wp_ask(struct hark_task *t, enum tag tag, const char *url)
{
	const struct state *st = t->state;

	hark_request(t, .url = url, .tag = (int)tag, .flags = st->ask);
}

#define COMMENT_FIELDS							\
	"id,post,parent,author,author_name,author_email,date_gmt,link,"	\
	"content,status,type"
#define POST_FIELDS							\
	"id,author,date_gmt,modified_gmt,link,title,content,status"

const char *
wp_where(struct hark_task *t, const char *path)
{
	const struct state *st = t->state;

	return hark_format(t, "%s%s/wp/v2/%s", st->base, st->api, path);
}

void
wp_ask_comment(struct hark_task *t, const char *id, enum tag tag)
{
	const struct state *st = t->state;

	wp_ask(t, tag, hark_url(t, wp_where(t, hark_format(t, "comments/%s",
	    hark_encode(t, id))), "context", st->edit ? "edit" : NULL,
	    "_fields", COMMENT_FIELDS));
}

void
wp_ask_post(struct hark_task *t, const char *type, const char *n, enum tag tag)
{
	wp_ask(t, tag, hark_url(t,
	    wp_where(t, hark_format(t, "%s/%s", type, n)), "_fields",
	    POST_FIELDS));
}

void
wp_ask_comments(struct hark_task *t, enum tag tag, const char *post,
    bool newest)
{
	const struct state *st = t->state;
	const char *after = post == NULL && !newest ? hark_date(t, st->after) :
	    NULL;

	wp_ask(t, tag, hark_url(t, wp_where(t, "comments"),
	    "context", st->edit ? "edit" : NULL,
	    "status", st->edit ? "all" : NULL, "post", post, "after", after,
	    "orderby", "date_gmt", "order", newest ? "desc" : "asc",
	    "per_page", hark_format(t, "%d", newest ? HEAD_COMMENTS : PAGE),
	    "offset", st->offset == 0 ? NULL :
		hark_format(t, "%lld", (long long)st->offset),
	    "_fields", COMMENT_FIELDS));
}

static void
ask_posts(struct hark_task *t, enum tag tag, bool newest)
{
	const struct state *st = t->state;

	wp_ask(t, tag, hark_url(t, wp_where(t, "posts"),
	    "modified_after", newest ? NULL : hark_date(t, st->after),
	    "orderby", "modified", "order", newest ? "desc" : "asc",
	    "per_page", hark_format(t, "%d", newest ? HEAD_POSTS : PAGE),
	    "offset", st->offset == 0 ? NULL :
		hark_format(t, "%lld", (long long)st->offset),
	    "_fields", POST_FIELDS));
}

void
wp_ask_page(struct hark_task *t, enum tag tag)
{
	const struct state *st = t->state;

	if (hark_is(st->feed, "own"))
		ask_posts(t, tag, tag == HEAD);
	else
		wp_ask_comments(t, tag, NULL, tag == HEAD);
}
