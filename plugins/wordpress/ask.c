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

/* The same answer without what stands before the JSON. */
static const struct hark_response *
cleaned(const struct hark_response *r, struct hark_response *own)
{
	const char *s = wp_json_start(r->body);

	if (s == NULL)
		return r;
	*own = *r;
	own->body = s;
	own->len = r->len - (size_t)(s - r->body);
	own->type = "application/json";
	return own;
}

json_t *
wp_document(struct hark_task *t, const struct hark_response *r)
{
	struct hark_response own;

	return wp_json_start(r->body) == NULL ? NULL :
	    hark_json(t, cleaned(r, &own));
}

bool
wp_gone(struct hark_task *t, const struct hark_response *r)
{
	struct hark_response own;

	return hark_absent(t, cleaned(r, &own));
}

bool
wp_refused(struct hark_task *t, const struct hark_response *r,
    const struct hark_refusal *rows)
{
	struct hark_response own;

	return hark_refused(t, cleaned(r, &own), rows);
}

static const struct hark_refusal to_strangers[] = {
	{ .status = 401, .error = HARK_E_AUTH,
	  .words = "this blog shows nothing without a password: {why}" },
	{ .error = 0 }
};

json_t *
wp_parse(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	struct hark_response own;

	if (!st->edit)
		wp_refused(t, r, to_strangers);
	if (hark_ok(r) && wp_json_start(r->body) == NULL)
		hark_fail(t, HARK_E_LATER, "a page instead of an answer; "
		    "maintenance, or a firewall?");
	return hark_answer(t, cleaned(r, &own), NULL);
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
