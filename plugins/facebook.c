/* SPDX-License-Identifier: ISC */

/*
 * facebook - a Page on Facebook, through Meta's Graph API.
 *
 * Lists are ranked and cannot be asked for what is new.  So each poll takes
 * the newest posts with the number of their comments and the latest of these,
 * and has the others read where that number is not the one in its cursor
 * (HASH.COUNT,...).  Where posts have comments, but none is ever shown, a
 * permission is missing: Facebook does not say so.
 *
 * A post is "PAGE_POST".  Comments come as "POST_COMMENT" or by their last part
 * alone; here they are "c/POST_COMMENT".  Messages are "m/CONVERSATION/ID".
 */

#include "hark.h"

#define PAGES		20
#define ALL_POSTS	2		/* pages in a poll */
#define HIDDEN		3		/* polls in a row */
#define HOUR		INT64_C(3600000)
#define FORM		"application/x-www-form-urlencoded"

#define COMMENT_FIELDS	"id,message,created_time,from{id,name},parent{id},"  \
	"permalink_url,is_hidden,is_private,message_tags,attachment{type},"   \
	"user_likes"
#define POST_FIELDS	"id,message,story,created_time,permalink_url,"	      \
	"status_type,from{id,name},attachments{title,unshimmed_url},"	      \
	"is_published"

struct config {
	const char *api, *version, *token, *app_id, *app_secret;
	bool messages;
};

struct state {
	const char *me;
	const char *root;		/* of the thread that is read */
	const char *after;		/* the page that was asked for */
	int64_t pages, claimed, shown, next;
	int64_t limit;			/* halved where it is too much */
	int again;			/* asked once more, in a row */
};

/* What a response answers. */
enum { ME, LIST, MESSAGES, POST, BELOW, TALK, CHECKED, REPLIED, SENT };

/* --- posts, comments, messages --------------------------------------------- */

/* What stands behind the last "_". */
static const char *
last_part(const char *id)
{
	const char *p = id != NULL ? strrchr(id, '_') : NULL;

	return p != NULL && p[1] != '\0' ? p + 1 : id;
}

static bool
is_message(const char *id)
{
	return strncmp(id, "m/", 2) == 0;
}

static bool
is_comment(const char *id)
{
	return strncmp(id, "c/", 2) == 0;
}

/* A comment's id below this post; NULL stays. */
static const char *
comment_id(struct hark_task *t, const char *post, const char *id)
{
	return id == NULL || post == NULL ? id : hark_format(t, "c/%s_%s",
	    last_part(post), last_part(id));
}

/* And as Facebook knows it. */
static const char *
native(const char *id)
{
	return is_comment(id) ? id + 2 : id;
}

/* Report a comment below a post. */
static void
comment(struct hark_task *t, const json_t *o, const char *post,
    enum hark_kind kind)
{
	const struct state *st = t->state;
	const char *to[2] = { st->me, NULL };
	struct hark_post p = {
		.id = comment_id(t, post, hark_str(t, o, "id")),
		.thread = post,
		.parent = comment_id(t, post, hark_str(t, o, "parent/id")),
		/* Missing where the app may not know who it is. */
		.author = hark_str(t, o, "from/id"),
		.name = hark_str(t, o, "from/name"),
		.url = hark_str(t, o, "permalink_url"),
		.text = hark_str(t, o, "message"),
		.created = hark_time(t, hark_str(t, o, "created_time")),
		.visibility = HARK_PUBLIC,
		.kind = kind,
	};

	if (p.id == NULL) {
		hark_odd(t, "a comment without id");
		return;
	}
	/* By us, or because Facebook takes it for spam. */
	if (json_is_true(json_object_get(o, "is_hidden"))) {
		hark_post(t, .id = p.id, .flags = HARK_POST_DELETED);
		return;
	}
	if (json_is_true(json_object_get(o, "is_private")))
		p.visibility = HARK_PRIVATE;
	if (hark_is(p.author, st->me))
		p.kind = HARK_OWN;
	if (p.parent == NULL) {
		p.parent = post;
		if (p.kind != HARK_OWN)
			p.addressed = to;
	}
	if (p.text == NULL && json_is_object(json_object_get(o, "attachment")))
		p.flags |= HARK_POST_MEDIA_ONLY;
	if (json_is_true(json_object_get(o, "user_likes")))
		p.flags |= HARK_POST_LIKED;
	t->core->post(t, sizeof(p), &p);
}

/* Report what stands on the Page: by us, or by others. */
static const char *
post(struct hark_task *t, const json_t *o, enum hark_kind kind)
{
	const struct state *st = t->state;
	const json_t *list = json_object_get(json_object_get(o, "attachments"),
	    "data"), *a;
	const char *to[2] = { st->me, NULL };
	struct hark_post p = {
		.id = hark_str(t, o, "id"),
		.author = hark_str(t, o, "from/id"),
		.name = hark_str(t, o, "from/name"),
		.url = hark_str(t, o, "permalink_url"),
		.text = hark_str(t, o, "message"),
		.created = hark_time(t, hark_str(t, o, "created_time")),
		/* Advertisements are shown to whom they are paid for. */
		.visibility = json_is_false(json_object_get(o,
		    "is_published")) ? HARK_UNLISTED : HARK_PUBLIC,
		.kind = kind,
	};
	size_t i;

	if (p.id == NULL || strchr(p.id, '_') == NULL) {
		hark_odd(t, "a post without id");
		return NULL;
	}
	p.thread = p.id;
	if (kind == HARK_OWN || hark_is(p.author, st->me)) {
		p.kind = HARK_OWN;
		p.author = st->me;
	} else
		p.addressed = to;
	if (p.text == NULL)
		p.text = hark_str(t, o, "story");
	json_array_foreach(list, i, a) {
		const char *link = hark_str(t, a, "unshimmed_url");
		const char *title = hark_str(t, a, "title");

		if (link != NULL || title != NULL)
			p.text = hark_format(t, "%s\n%s %s", p.text != NULL ?
			    p.text : "", title != NULL ? title : "",
			    link != NULL ? link : "");
	}
	t->core->post(t, sizeof(p), &p);
	return p.id;
}

static void
message(struct hark_task *t, const json_t *o, const char *talk,
    const char *link)
{
	const struct state *st = t->state;
	const char *id = hark_str(t, o, "id"), *from = hark_str(t, o, "from/id");
	const char *text = hark_str(t, o, "message");

	if (id == NULL || talk == NULL || from == NULL) {
		hark_odd(t, "a message without %s", id == NULL ? "id" :
		    from == NULL ? "sender" : "conversation");
		return;
	}
	hark_post(t, .id = hark_format(t, "m/%s/%s", talk, id),
	    .thread = hark_format(t, "m/%s", talk), .author = from,
	    .name = hark_str(t, o, "from/name"), .text = text, .url = link,
	    .created = hark_time(t, hark_str(t, o, "created_time")),
	    .flags = text == NULL ? HARK_POST_MEDIA_ONLY : 0,
	    .visibility = HARK_PRIVATE, .kind = hark_is(from, st->me) ?
	    HARK_OWN : HARK_MESSAGE);
}

/* --- asking and being answered --------------------------------------------- */

static const char *
graph(struct hark_task *t, const char *id, const char *edge)
{
	const struct config *cf = t->config;

	return hark_format(t, "%s/%s/%s%s", cf->api, cf->version,
	    hark_encode(t, id), edge);
}

static void
ask(struct hark_task *t, int tag, const char *url)
{
	/* Every Page has a share of its own. */
	hark_request(t, .url = url, .tag = tag, .quota = "page");
}

/* The same for a list, which may be too long: it says so with a status 500. */
static void
ask_many(struct hark_task *t, int tag, const char *url)
{
	hark_request(t, .url = url, .tag = tag, .quota = "page",
	    .flags = HARK_FAILURES);
}

/* The number of the error in an answer, or 0. */
static int64_t
error_code(struct hark_task *t, const struct hark_response *r)
{
	if (hark_ok(r) || strstr(r->type, "json") == NULL ||
	    r->body[0] != '{')
		return 0;
	return json_integer_value(json_object_get(json_object_get(
	    hark_json(t, r), "error"), "code"));
}

/*
 * The JSON of a good answer; NULL, and the task has failed, if it is none.
 * gone: it asked for one thing by name, which is not there.
 */
static json_t *
parse(struct hark_task *t, const struct hark_response *r, bool *gone)
{
	const char *words = hark_reason(t, r, "error/message");
	int64_t code = error_code(t, r);

	*gone = false;
	if (hark_ok(r))
		return hark_answer(t, r, "error/message");
	switch (code) {
	case 4: case 17: case 32: case 341: case 613: case 80001: case 80006:
		/* Asking again makes it last longer. */
		hark_quota(t, 0, t->now + HOUR);
		hark_fail(t, HARK_E_LATER, "too many calls: %s", words);
		break;
	case 102: case 190:
		hark_fail(t, HARK_E_AUTH, "the Page's token is dead: %s", words);
		break;
	case 1705:
		hark_fail(t, HARK_E_AUTH, "the token is a person's, not the "
		    "Page's: %s", words);
		break;
	case 100:
		*gone = true;
		break;
	case 1: case 2:
		hark_fail(t, HARK_E_LATER, "%s", words);
		break;
	case 3: case 12:
		hark_fail(t, HARK_E_CONFIG, "not in this version: %s", words);
		break;
	case 10:
		hark_fail(t, HARK_E_SCOPE, "a permission is missing, or has "
		    "lapsed after 90 days: %s", words);
		break;
	case 368:
		hark_fail(t, HARK_E_SCOPE, "Facebook has blocked the Page for "
		    "a while: %s", words);
		break;
	default:
		if (code >= 200 && code <= 299)
			hark_fail(t, HARK_E_SCOPE, "a permission is missing: "
			    "%s", words);
		else
			hark_answer(t, r, "error/message");
	}
	return NULL;
}

/*
 * "Please reduce the amount of data you're asking for", or out of order for a
 * moment: to be asked once more, for half of it?
 */
static bool
once_more(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	int64_t code = error_code(t, r);

	if (code == 1 && st->limit > 5) {
		st->limit /= 2;
		return true;
	}
	if (hark_ok(r))
		st->again = 0;
	return (code == 1 || code == 2) && st->again++ < 2;
}

/* --- feeds ----------------------------------------------------------------- */

static void
ask_list(struct hark_task *t)
{
	struct state *st = t->state;
	const char *limit = hark_format(t, "%lld", (long long)st->limit);

	if (hark_feed_is(t, "messages"))
		ask_many(t, MESSAGES, hark_url(t, graph(t, st->me,
		    "/conversations"), "platform", "messenger", "fields",
		    "id,updated_time,link,messages.limit(20){id,created_time,"
		    "from,message}", "limit", limit, "after", st->after));
	else if (hark_feed_is(t, "posts"))
		ask_many(t, LIST, hark_url(t, graph(t, st->me, "/published_posts"),
		    "fields", POST_FIELDS ",comments.filter(stream).order("
		    "reverse_chronological).summary(true).limit(25){"
		    COMMENT_FIELDS "}", "limit", limit, "after", st->after));
	else
		ask_many(t, LIST, hark_url(t, graph(t, st->me,
		    hark_feed_is(t, "tagged") ? "/tagged" : "/visitor_posts"), "fields",
		    POST_FIELDS ",comments.summary(true).limit(0)", "limit",
		    limit, "after", st->after));
}

/* The end of a poll: is anything kept from us? */
static void
finish(struct hark_task *t)
{
	const struct state *st = t->state;
	const char *was = hark_kept(t, "hidden");
	bool hidden = hark_feed_is(t, "posts") && st->claimed >= 3 && st->shown == 0;
	int n = !hidden ? 0 : was == NULL ? 1 : was[0] - '0' + 1;

	if (n > HIDDEN)
		n = HIDDEN;
	if (hark_feed_is(t, "posts") && n != (was != NULL ? was[0] - '0' : 0))
		hark_keep(t, "hidden", hark_format(t, "%d", n));
	hark_counted(t);
	if (n == HIDDEN)
		hark_fail(t, HARK_E_HIDDEN, "Facebook counts %lld comments and "
		    "shows none: the token lacks pages_read_user_content, or "
		    "whoever made it lacks the task MODERATE",
		    (long long)st->claimed);
	hark_done(t);
}

/* Another page, unless it is the same again. */
static bool
more(struct hark_task *t, const json_t *j, int64_t pages)
{
	struct state *st = t->state;
	const char *after = hark_str(t, j, "paging/cursors/after");

	if (hark_str(t, j, "paging/next") == NULL || after == NULL ||
	    hark_is(after, st->after) || ++st->pages >= pages)
		return false;
	st->after = hark_copy(t, after);
	return true;
}

static void
on_list(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const json_t *j, *o, *c, *list, *comments;
	const char *id;
	int64_t total;
	bool gone;
	size_t i, k;

	if (once_more(t, r)) {
		ask_list(t);
		return;
	}
	j = parse(t, r, &gone);
	if (gone)
		hark_fail(t, HARK_E_GONE_ACCOUNT, "the Page is not there: %s",
		    hark_reason(t, r, "error/message"));
	list = json_object_get(j, "data");
	json_array_foreach(list, i, o) {
		id = post(t, o, hark_feed_is(t, "posts") ? HARK_OWN : HARK_MENTION);
		if (id == NULL)
			continue;
		comments = json_object_get(o, "comments");
		total = json_integer_value(json_object_get(json_object_get(
		    comments, "summary"), "total_count"));
		comments = json_object_get(comments, "data");
		st->claimed += total;
		st->shown += (int64_t)json_array_size(comments);
		json_array_foreach(comments, k, c)
			comment(t, c, id, HARK_COMMENT);
		/* More comments than were shown: another number than before? */
		if (total > (int64_t)json_array_size(comments) &&
		    hark_changed(t, id, total))
			hark_want(t, HARK_THREAD, id);
	}
	if (more(t, j, ALL_POSTS))
		ask_list(t);
	else
		finish(t);
}

static void
on_messages(struct hark_task *t, const struct hark_response *r)
{
	const json_t *o, *m, *list;
	const char *id, *link;
	bool gone;
	size_t i, k;

	if (once_more(t, r)) {
		ask_list(t);
		return;
	}
	list = json_object_get(parse(t, r, &gone), "data");
	json_array_foreach(list, i, o) {
		id = hark_str(t, o, "id");
		link = hark_str(t, o, "link");
		if (link != NULL && link[0] == '/')
			link = hark_format(t, "https://www.facebook.com%s",
			    link);
		json_array_foreach(json_object_get(json_object_get(o,
		    "messages"), "data"), k, m)
			message(t, m, id, link);
	}
	finish(t);
}

/* --- threads and single ones ----------------------------------------------- */

/* The conversation of a message. */
static const char *
talk_of(struct hark_task *t, const char *id)
{
	return hark_format(t, "%.*s", (int)strcspn(id + 2, "/"), id + 2);
}

static void
ask_one(struct hark_task *t, int tag, const char *id)
{
	ask(t, tag, hark_url(t, graph(t, native(id), ""), "fields",
	    is_comment(id) ? COMMENT_FIELDS ",object{id}" : POST_FIELDS));
}

static void
ask_below(struct hark_task *t)
{
	const struct state *st = t->state;

	ask_many(t, BELOW, hark_url(t, graph(t, st->root, "/comments"),
	    "filter", "stream", "order", "reverse_chronological", "fields",
	    COMMENT_FIELDS, "limit", hark_format(t, "%lld",
	    (long long)st->limit), "after", st->after));
}

/* The post below which a comment stands: one of ours unless it is told. */
static const char *
post_of(struct hark_task *t, const json_t *o, const char *id)
{
	const struct state *st = t->state;
	const char *post = hark_str(t, o, "object/id");

	if (post != NULL && strchr(post, '_') != NULL)
		return post;
	return post != NULL ? hark_format(t, "%s_%s", st->me, post) :
	    hark_format(t, "%s_%.*s", st->me, (int)strcspn(native(id), "_"),
	    native(id));
}

static void
on_post(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const char *id = t->start->ids[0];
	bool gone;
	const json_t *o = parse(t, r, &gone);

	if (gone)
		hark_missing(t, id);
	else if (!is_comment(id))
		st->root = post(t, o, HARK_CONTEXT);
	else if (o != NULL) {
		st->root = post_of(t, o, id);
		comment(t, o, st->root, HARK_CONTEXT);
	}
	if (st->root == NULL) {
		hark_done(t);
		return;
	}
	st->root = hark_copy(t, st->root);
	ask_below(t);
}

static void
on_below(struct hark_task *t, const struct hark_response *r)
{
	const struct state *st = t->state;
	const json_t *j, *o;
	bool gone;
	size_t i;

	if (once_more(t, r)) {
		ask_below(t);
		return;
	}
	j = parse(t, r, &gone);
	json_array_foreach(json_object_get(j, "data"), i, o)
		comment(t, o, st->root, HARK_CONTEXT);
	if (more(t, j, PAGES))
		ask_below(t);
	else
		hark_done(t);
}

static void
on_talk(struct hark_task *t, const struct hark_response *r)
{
	bool gone;
	const json_t *j = parse(t, r, &gone), *o;
	size_t i;

	json_array_foreach(json_object_get(j, "data"), i, o)
		message(t, o, talk_of(t, t->start->ids[0]), NULL);
	hark_done(t);
}

static void
check_next(struct hark_task *t)
{
	struct state *st = t->state;
	const char *const *ids = t->start->ids;

	/* Messages cannot be asked for but the last twenty. */
	while (ids[st->next] != NULL && is_message(ids[st->next]))
		st->next++;
	if (ids[st->next] == NULL)
		hark_done(t);
	else
		ask_one(t, CHECKED, ids[st->next]);
}

static void
on_checked(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const char *id = t->start->ids[st->next++];
	bool gone;
	const json_t *o = parse(t, r, &gone);

	if (gone)
		hark_missing(t, id);
	else if (!is_comment(id))
		post(t, o, HARK_CONTEXT);
	else
		comment(t, o, post_of(t, o, id), HARK_CONTEXT);
	check_next(t);
}

/* --- replies --------------------------------------------------------------- */

static void
reply(struct hark_task *t)
{
	const struct hark_post *to = t->start->parent;
	const struct state *st = t->state;
	/* Facebook has two floors: below a reply is beside it. */
	const char *parent = to->parent != NULL && is_comment(to->parent) ?
	    to->parent : to->id;
	const char *json;

	if (is_message(to->id)) {
		json = hark_format(t, "{\"recipient\":{\"id\":%s},"
		    "\"messaging_type\":\"RESPONSE\",\"message\":{\"text\":%s}}",
		    hark_quote(t, to->author), hark_quote(t, t->start->text));
		hark_request(t, .tag = SENT, .method = "POST", .quota = "page",
		    .url = graph(t, st->me, "/messages"), .body = json,
		    .type = "application/json");
		return;
	}
	if (t->start->visibility < HARK_UNLISTED)
		hark_fail(t, HARK_E_CONFIG, "a reply on Facebook is public, "
		    "but what it answers is not: answer in the Page's inbox");
	/* Not to the comment itself: that would overwrite it. */
	hark_request(t, .tag = REPLIED, .method = "POST", .quota = "page",
	    .url = graph(t, native(parent), "/comments"), .type = FORM,
	    .body = hark_url(t, "", "message", t->start->text) + 1);
}

static void
on_replied(struct hark_task *t, const struct hark_response *r, bool sent)
{
	const struct hark_post *to = t->start->parent;
	const struct state *st = t->state;
	int64_t code = error_code(t, r);
	const char *words = hark_reason(t, r, "error/message"), *id;
	const char *root = to->thread != NULL ? to->thread : to->id;
	const json_t *j;
	bool gone;

	if (code == 506)
		hark_fail(t, HARK_E_PROTOCOL, "Facebook has that reply "
		    "already: %s", words);
	else if (sent && (code == 10 || code == 551))
		hark_fail(t, HARK_E_SCOPE, "messages can be answered within "
		    "24 hours only, or the permission is missing: %s", words);
	j = parse(t, r, &gone);
	if (gone)
		hark_fail(t, HARK_E_GONE_POST, "what is to be answered is "
		    "gone: %s", words);
	id = hark_str(t, j, sent ? "message_id" : "id");
	if (!sent && hark_is(last_part(id), last_part(to->id)))
		hark_fail(t, HARK_E_PROTOCOL, "Facebook took the reply for a "
		    "change of what it answers; look there");
	if (id == NULL)
		hark_fail(t, HARK_E_PROTOCOL, "sent, but not shown");
	hark_posted(t, .id = sent ? hark_format(t, "m/%s/%s", talk_of(t, to->id),
	    id) : comment_id(t, root, id), .thread = root, .parent = sent ?
	    NULL : to->id, .author = st->me, .text = t->start->text, .kind = HARK_OWN,
	    .created = t->now, .visibility = sent ? HARK_PRIVATE : HARK_PUBLIC);
	hark_done(t);
}

static void
on_commented(struct hark_task *t, const struct hark_response *r)
{
	on_replied(t, r, false);
}

static void
on_sent(struct hark_task *t, const struct hark_response *r)
{
	on_replied(t, r, true);
}

/* --- a task's beginning ---------------------------------------------------- */

static void
begin(struct hark_task *t)
{
	const char *const *ids = t->start->ids;
	struct state *st = t->state;

	st->me = hark_copy(t, hark_kept(t, "id"));
	st->limit = t->start->op == HARK_THREAD ? 50 : 25;
	if (st->me == NULL)
		/* A person has no such field: the token must be the Page's. */
		ask(t, ME, hark_url(t, graph(t, "me", ""), "fields",
		    "id,name,link,category"));
	else if (t->start->op == HARK_POLL)
		ask_list(t);
	else if (t->start->op == HARK_REPLY)
		reply(t);
	else if (ids == NULL || ids[0] == NULL)
		hark_done(t);
	else if (t->start->op == HARK_CHECK)
		check_next(t);
	else if (is_message(ids[0]))
		ask(t, TALK, hark_url(t, graph(t, talk_of(t, ids[0]),
		    "/messages"), "fields", "id,created_time,from,message",
		    "limit", "20"));
	else
		ask_one(t, POST, ids[0]);
}

static void
on_me(struct hark_task *t, const struct hark_response *r)
{
	bool gone;
	const json_t *o = parse(t, r, &gone);
	const char *id = hark_str(t, o, "id");

	/* "Tried accessing nonexisting field (category)". */
	if (gone || hark_str(t, o, "category") == NULL)
		hark_fail(t, HARK_E_AUTH, "the token is a person's, not the "
		    "Page's: Facebook would answer it with empty lists");
	if (id == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "a Page without id");
		return;
	}
	hark_self(t, id, hark_str(t, o, "name"), hark_str(t, o, "link"));
	hark_keep(t, "id", id);
	begin(t);
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	static void (*const on[])(struct hark_task *,
	    const struct hark_response *) = {
		[ME] = on_me, [LIST] = on_list, [MESSAGES] = on_messages,
		[POST] = on_post, [BELOW] = on_below, [TALK] = on_talk,
		[CHECKED] = on_checked, [REPLIED] = on_commented,
		[SENT] = on_sent,
	};

	if (ev->type == HARK_RESPONSE)
		on[ev->tag](t, &ev->response);
	else
		begin(t);
}

/* --- what it is ------------------------------------------------------------ */

static bool
check(const void *config, char *err, size_t errlen)
{
	const struct config *cf = config;
	size_t n = strspn(cf->version + 1, "0123456789.");

	if (cf->app_id != NULL && cf->app_secret == NULL)
		return hark_refuse("app_id is of use with app_secret only: "
		    "set that, too", err, errlen);
	return hark_refuse(cf->version[0] == 'v' && n > 0 &&
	    cf->version[n + 1] == '\0' ? NULL : "version is something like "
	    "\"v26.0\"", err, errlen);
}

static const struct hark_option options[] = {
	HARK_OPT_STRING("token", struct config, token,
	    .flags = HARK_REQUIRED | HARK_SECRET,
	    .help = "name of the credential: the Page's access token"),
	HARK_OPT_STRING("app_id", struct config, app_id,
	    .help = "the app's number, for hark auth"),
	HARK_OPT_STRING("app_secret", struct config, app_secret,
	    .flags = HARK_SECRET,
	    .help = "name of the credential: the app's secret, to sign with"),
	HARK_OPT_BOOL("messages", struct config, messages, .def = "no",
	    .help = "also Messenger, where Meta has granted it"),
	HARK_OPT_STRING("version", struct config, version, .def = "v26.0",
	    .help = "of the Graph API"),
	HARK_OPT_URL("api", struct config, api, .flags = HARK_REALM,
	    .def = "https://graph.facebook.com", .help = "where the API is"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "posts", .interval = 600000,
	  .help = "the Page's posts and what stands below them",
	  .sees = HARK_SEES_COMMENTS | HARK_SEES_THREADS | HARK_SEES_OWN |
	      HARK_SEES_ANSWERS | HARK_SEES_DELETIONS },
	{ .name = "visitors", .interval = 3600000,
	  .help = "what others write on the Page",
	  .sees = HARK_SEES_MENTIONS },
	{ .name = "tagged", .interval = 3600000,
	  .help = "public posts that name the Page",
	  .sees = HARK_SEES_MENTIONS },
	{ .name = "messages", .interval = 300000, .option = "messages",
	  .help = "messages to the Page", .sees = HARK_SEES_MESSAGES },
	{ .name = NULL }
};

static const char *const reads[] = {
	"data", "id", "message", "story", "created_time", "from", "name",
	"permalink_url", "attachments", "attachment", "title",
	"unshimmed_url", "type", "is_published", "is_hidden", "is_private",
	"parent", "object", "user_likes", "comments", "summary",
	"total_count", "paging", "cursors", "after", "next", "messages",
	"link", "category", "message_id", "error", "code", NULL
};

/* --- how a person lets us in ------------------------------------------------ */

static const struct hark_scope scopes[] = {
	{ .name = "pages_show_list", .lacks = HARK_WORDS("hark does not find "
	  "the Page") },
	{ .name = "pages_read_engagement",
	  .lacks = HARK_WORDS("the Page's posts and answers are not heard") },
	{ .name = "pages_read_user_content",
	  .lacks = HARK_WORDS("comments are not heard") },
	{ .name = "pages_manage_engagement", .writes = true,
	  .lacks = HARK_WORDS("hark reply cannot answer there") },
	{ .name = "pages_messaging", .option = "messages",
	  .lacks = HARK_WORDS("Messenger is not heard") },
	{ .name = NULL }
};

#define SIGNED	(const char *const[]){ "Authorization: Bearer {token}",	\
	"?appsecret_proof={hmac-sha256:app_secret:token}", NULL }

static const struct hark_consent consents[] = {
	{ .when = "app_id", .how = (const char *const[]){
	    HARK_WORDS("At developers.facebook.com, in the app's Facebook Login "
	    "settings, http://localhost:8377/ may come back (while the app is "
	    "in development that goes without saying). Before you answer from "
	    "here the app must be Live: what it writes before that, only you "
	    "can see."),
	    HARK_WORDS("Log in as somebody who runs the Page, and grant all "
	    "that is asked for, for this Page."), NULL },
	  .needs = (const char *const[]){ "app_secret", NULL },
	  .scopes = scopes, .separator = ",",
	  .redirect = "http://localhost:{port}/",
	  .consent = "https://www.facebook.com/{version}/dialog/oauth?"
	    "client_id={app_id}&redirect_uri={redirect}&scope={scopes}&"
	    "state={state}&response_type=code&auth_type=rerequest",
	  /* A person's token for hours, one for weeks, and the Page's. */
	  .after = (const struct hark_visit[]){
		{ .url = "{api}/{version}/oauth/access_token?"
		  "client_id={app_id}&client_secret={app_secret}&"
		  "redirect_uri={redirect}&code={code}",
		  .take = (const char *const[]){ "token=/access_token",
		  NULL } },
		{ .url = "{api}/{version}/oauth/access_token?"
		  "grant_type=fb_exchange_token&client_id={app_id}&"
		  "client_secret={app_secret}&fb_exchange_token={token}",
		  .take = (const char *const[]){ "token=/access_token",
		  NULL } },
		{ .url = "{api}/{version}/me/accounts?"
		  "fields=id,name,access_token&limit=50", .auth = SIGNED,
		  .list = "/data", .label = "/name", .who = "/name",
		  .take = (const char *const[]){ "token=/access_token",
		  NULL } },
		{ .url = "{api}/debug_token?input_token={token}&"
		  "access_token={app_id}%7C{app_secret}",
		  .scopes = "/data/scopes", .ends_at = (const char *const[]){
		  "/data/expires_at", "/data/data_access_expires_at",
		  NULL } }, { .url = NULL } },
	  .gives = (const char *const[]){ "token=token",
	    "app_secret=app_secret", NULL } },
	{ .how = (const char *const[]){ HARK_WORDS("With app_id and app_secret "
	    "in this account's section hark gets the key by itself. Without "
	    "them, make the Page's token by hand, as hark-networks(7) "
	    "says."), NULL },
	  .page = "https://developers.facebook.com/tools/explorer",
	  .asks = (const char *const[]){ "token", NULL },
	  .after = (const struct hark_visit[]){
		{ .url = "{api}/{version}/me?fields=id,name,category",
		  .auth = SIGNED, .who = "/name" }, { .url = NULL } },
	  .gives = (const char *const[]){ "token=token", NULL } },
	{ .gives = NULL }
};

HARK_EXPORT extern const struct hark_plugin hark_plugin_facebook;

const struct hark_plugin hark_plugin_facebook = {
	.abi = HARK_ABI,
	.size = sizeof(struct hark_plugin),
	.name = "facebook",
	.version = "1",
	.ops = HARK_CAN(HARK_POLL) | HARK_CAN(HARK_THREAD) |
	    HARK_CAN(HARK_CHECK) | HARK_CAN(HARK_REPLY),
	.terms = HARK_NO_TRAIN | HARK_NO_MATCH | HARK_DELETE_ON_LEAVE,
	.feeds = feeds,
	.options = options,
	.auth = (const char *const[]){ "Authorization: Bearer {token}",
	    "?appsecret_proof={hmac-sha256:app_secret:token}", NULL },
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	.interval = 2000,
	.burst = 10,
	.check = check,
	.step = step,
	.consents = consents,
};
