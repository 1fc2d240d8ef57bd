/* SPDX-License-Identifier: ISC */

/*
 * x - X, once Twitter, through its API v2.
 *
 * Every post and every person an answer shows is paid for, but only once on
 * the same day, and nothing is paid for an answer that shows nothing.  So lists
 * are asked for what is newer than the last id and nothing else, pages are
 * small, and nobody looks after old posts: what is gone is seen when a thread
 * is read again before a mail.
 *
 * An edited post has a new id; it stays known by its first one.
 */

#include "hark.h"

#define PAGE		"20"
#define PAGE_ITEMS	20
#define MESSAGES	"10"
#define PAGES		5
#define DAY		INT64_C(86400000)
#define FORM		"application/x-www-form-urlencoded"
#define FIELDS		"author_id,conversation_id,created_at,"		\
	"edit_history_tweet_ids,entities,in_reply_to_user_id,lang,"	\
	"note_tweet,referenced_tweets"

struct config {
	const char *api;
	const char *consumer_key, *consumer_secret, *token, *token_secret;
	const char *client_id, *client_secret, *refresh_token;
	const char *const *keywords;
	bool messages;
	int64_t budget, post, owned, user, message, reply, link, answer;
};

struct state {
	const char *me;
	const char *root;		/* of the thread that is read */
	bool below;			/* it is not the first page */
	bool again;			/* asked or logged in otherwise */
};

/* What a response answers. */
enum { LOGGED_IN, ME, PAGE_OF, POST, AROUND, REPLIED };

/* --- small things ---------------------------------------------------------- */

/* Private messages are "dm/CONVERSATION/ID". */
static bool
is_message(const char *id)
{
	return strncmp(id, "dm/", 3) == 0;
}

static int64_t
order(const char *id)
{
	return hark_order(is_message(id) ? strrchr(id, '/') + 1 : id);
}

static const json_t *
user(struct hark_task *t, const json_t *answer, const char *id)
{
	const json_t *list = json_object_get(json_object_get(answer,
	    "includes"), "users"), *u;
	size_t i;

	json_array_foreach(list, i, u)
		if (hark_is(hark_str(t, u, "id"), id))
			return u;
	return NULL;
}

/* What an answer has cost: its items, each for so much, and the people. */
static void
pay(struct hark_task *t, const json_t *answer, int64_t price)
{
	const struct config *cf = t->config;
	const json_t *list = json_object_get(answer, "data"), *o;
	size_t i;

	hark_spent(t, NULL, 0);
	json_array_foreach(list, i, o)
		if (hark_str(t, o, "id") != NULL)
			hark_spent(t, hark_str(t, o, "id"), price);
	if (json_is_object(list))
		hark_spent(t, hark_str(t, list, "id"), price);
	list = json_object_get(json_object_get(answer, "includes"), "users");
	json_array_foreach(list, i, o)
		if (hark_str(t, o, "id") != NULL)
			hark_spent(t, hark_format(t, "@%s", hark_str(t, o,
			    "id")), cf->user);
}

/* --- posts ----------------------------------------------------------------- */

/* The id of what a post refers to in this way, or NULL. */
static const char *
referred(struct hark_task *t, const json_t *o, const char *how)
{
	const json_t *list = json_object_get(o, "referenced_tweets"), *r;
	size_t i;

	if (list == NULL)
		list = json_object_get(o, "referenced_posts");
	json_array_foreach(list, i, r)
		if (hark_is(hark_str(t, r, "type"), how))
			return hark_str(t, r, "id");
	return NULL;
}

/* The text whole, its shortened links written out. */
static const char *
text(struct hark_task *t, const json_t *o)
{
	const json_t *list = json_object_get(json_object_get(o, "entities"),
	    "urls"), *u;
	const char *s = hark_str(t, o, "note_tweet/text"), *p;
	size_t i;

	if (s == NULL)
		s = hark_str(t, o, "note_post/text");
	if (s == NULL)
		s = hark_str(t, o, "text");
	json_array_foreach(list, i, u) {
		const char *from = hark_str(t, u, "url");
		const char *to = hark_str(t, u, "expanded_url");

		if (s == NULL || from == NULL || to == NULL ||
		    (p = strstr(s, from)) == NULL)
			continue;
		s = hark_format(t, "%.*s%s%s", (int)(p - s), s, to,
		    p + strlen(from));
	}
	return s;
}

static const char *const *
addressed(struct hark_task *t, const json_t *o)
{
	const json_t *list = json_object_get(json_object_get(o, "entities"),
	    "mentions"), *m;
	const char **to = hark_alloc(t, (json_array_size(list) + 2) *
	    sizeof(*to));
	size_t n = 0, i;

	if ((to[n] = hark_str(t, o, "in_reply_to_user_id")) != NULL)
		n++;
	json_array_foreach(list, i, m)
		if ((to[n] = hark_str(t, m, "id")) != NULL)
			n++;
	return to;
}

/* Report a post; its id, NULL if it is none. */
static const char *
post(struct hark_task *t, const json_t *answer, const json_t *o,
    enum hark_kind kind)
{
	const struct state *st = t->state;
	const json_t *versions = json_object_get(o, "edit_history_tweet_ids");
	const char *last = hark_str(t, o, "id"), *first;
	struct hark_post p = {
		.id = last,
		.thread = hark_str(t, o, "conversation_id"),
		.parent = referred(t, o, "replied_to"),
		.author = hark_str(t, o, "author_id"),
		.lang = hark_str(t, o, "lang"),
		.created = hark_time(t, hark_str(t, o, "created_at")),
		/* The text has &amp; and line breaks, but no tags. */
		.format = HARK_HTML,
		.visibility = HARK_PUBLIC,
		.kind = kind,
	};
	const json_t *u = user(t, answer, p.author);

	if (p.id == NULL || p.author == NULL) {
		hark_odd(t, "a post without %s", p.id == NULL ? "id" :
		    "author");
		return NULL;
	}
	/* Only passed on: the words are another's. */
	if (referred(t, o, "retweeted") != NULL)
		return p.id;
	if (versions == NULL)
		versions = json_object_get(o, "edit_history_post_ids");
	first = json_string_value(json_array_get(versions, 0));
	if (first != NULL && hark_order(first) != 0 && !hark_is(first, last)) {
		p.id = first;
		p.edited = p.created;
	}
	if (json_is_true(json_object_get(u, "protected")))
		p.visibility = HARK_FOLLOWERS;
	if (hark_is(p.author, st->me))
		p.kind = HARK_OWN;
	else if (kind == HARK_MENTION && hark_is(hark_str(t, o,
	    "in_reply_to_user_id"), st->me))
		p.kind = HARK_COMMENT;
	if (referred(t, o, "quoted") != NULL)
		p.flags |= HARK_POST_QUOTE;
	p.text = text(t, o);
	p.addressed = addressed(t, o);
	p.name = hark_str(t, u, "name");
	if (hark_str(t, u, "username") != NULL)
		p.handle = hark_format(t, "@%s", hark_str(t, u, "username"));
	p.url = hark_format(t, "https://x.com/%s/status/%s", p.handle != NULL ?
	    p.handle + 1 : "i", last);
	t->core->post(t, sizeof(p), &p);
	return p.id;
}

/* Report a private message. */
static void
message(struct hark_task *t, const json_t *answer, const json_t *o)
{
	const struct state *st = t->state;
	const char *conversation = hark_str(t, o, "dm_conversation_id");
	const char *author = hark_str(t, o, "sender_id");
	const json_t *u = user(t, answer, author);
	const char *handle = hark_str(t, u, "username");
	const char *words = hark_str(t, o, "text");

	/* People who join and leave are none. */
	if (!hark_is(hark_str(t, o, "event_type"), "MessageCreate"))
		return;
	if (conversation == NULL || author == NULL ||
	    strchr(conversation, '/') != NULL) {
		hark_odd(t, "a message without %s", author == NULL ? "sender" :
		    "conversation");
		return;
	}
	hark_post(t, .id = hark_format(t, "dm/%s/%s", conversation,
	    hark_str(t, o, "id")), .thread = hark_format(t, "dm/%s",
	    conversation), .author = author, .name = hark_str(t, u, "name"),
	    .handle = handle != NULL ? hark_format(t, "@%s", handle) : NULL,
	    .url = hark_format(t, "https://x.com/messages/%s", conversation),
	    .text = words, .format = HARK_HTML, .visibility = HARK_PRIVATE,
	    .created = hark_time(t, hark_str(t, o, "created_at")),
	    .flags = words == NULL ? HARK_POST_MEDIA_ONLY : 0,
	    .kind = hark_is(author, st->me) ? HARK_OWN : HARK_MESSAGE);
}

/* --- asking and being answered --------------------------------------------- */

static const char *
api(struct hark_task *t, const char *path)
{
	const struct config *cf = t->config;

	return hark_format(t, "%s/2/%s", cf->api, path);
}

/* A list of at most n posts, and of their authors, who are paid for. */
static void
ask_posts(struct hark_task *t, int tag, const char *quota, int n,
    int64_t price, const char *url)
{
	const struct config *cf = t->config;
	bool own = hark_feed_is(t, "own");

	hark_request(t, .tag = tag, .quota = quota,
	    .cost = n * (price + (own ? 0 : cf->user)), .url = hark_url(t, url,
	    "tweet.fields", FIELDS, "expansions", own ? NULL : "author_id",
	    "user.fields", own ? NULL : "name,protected,username"));
}

static void
ask_messages(struct hark_task *t, int tag, const char *path, const char *page)
{
	const struct config *cf = t->config;

	hark_request(t, .tag = tag, .quota = "messages",
	    .cost = 10 * (cf->message + cf->user), .url = hark_url(t,
	    api(t, path), "max_results", MESSAGES, "event_types",
	    "MessageCreate", "dm_event.fields", "id,text,event_type,"
	    "created_at,dm_conversation_id,sender_id", "expansions",
	    "sender_id", "user.fields", "name,username", "pagination_token",
	    page));
}

/* The JSON of a good answer; NULL, and the task has failed, if it is none. */
static json_t *
parse(struct hark_task *t, const struct hark_response *r)
{
	if (r->status == 402)
		hark_fail(t, HARK_E_SCOPE, "the credit at X is used up: buy "
		    "some at console.x.com: %s", hark_reason(t, r, "detail"));
	return hark_answer(t, r, "detail");
}

/* --- feeds ----------------------------------------------------------------- */

static void
ask_page(struct hark_task *t, const struct hark_span *s)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	const char *query = t->start->argument, *since = NULL;
	bool found = hark_feed_is(t, "search"), own = hark_feed_is(t, "own");

	if (s == NULL) {
		hark_done(t);
		return;
	}
	st->below = s->before != NULL;
	if (s->after == NULL)
		since = hark_format(t, "%.19sZ", hark_date(t, s->since));
	if (hark_feed_is(t, "messages"))
		ask_messages(t, PAGE_OF, "dm_events", s->before);
	else
		ask_posts(t, PAGE_OF, t->start->feed->name, PAGE_ITEMS,
		    found ? cf->post : cf->owned, hark_url(t, found ?
		    api(t, "tweets/search/recent") : api(t, hark_format(t,
		    "users/%s/%s", st->me, own ? "tweets" : "mentions")),
		    "query", found ? hark_format(t, "%s -is:retweet -from:%s",
		    query, st->me) : NULL,
		    "max_results", PAGE, "since_id", s->after, "start_time",
		    since, "until_id", s->before,
		    "exclude", own ? "retweets" : NULL));
}

/* Without a cursor; posts of ours are cheap, and tell how we talk. */
static int64_t
first(const struct hark_task *t)
{
	return t->now - (hark_feed_is(t, "own") ? 7 * DAY : DAY);
}

static void
on_page(struct hark_task *t, const struct hark_response *r)
{
	const struct config *cf = t->config;
	bool messages = hark_feed_is(t, "messages");
	bool found = hark_feed_is(t, "search");
	struct state *st = t->state;
	const json_t *j, *o;
	const char *next;
	size_t i;

	/* Its memory ends after seven days: ask for what is left. */
	if (found && r->status == 400 && t->start->cursor != NULL &&
	    !st->again) {
		st->again = true;
		ask_page(t, &(struct hark_span){ .since = t->now - 6 * DAY });
		return;
	}
	/* The page below is no longer there. */
	if (messages && r->status == 400 && st->below) {
		ask_page(t, hark_walk_next(t, ""));
		return;
	}
	j = parse(t, r);
	pay(t, j, messages ? cf->message : found ? cf->post : cf->owned);
	json_array_foreach(json_object_get(j, "data"), i, o) {
		if (!hark_walk_item(t, hark_str(t, o, "id"), hark_time(t,
		    hark_str(t, o, "created_at"))))
			continue;
		if (messages)
			message(t, j, o);
		else
			post(t, j, o, hark_feed_is(t, "own") ? HARK_OWN : found ?
			    HARK_FOUND : HARK_MENTION);
	}
	/* A page that is not full need not be the last. */
	next = hark_str(t, j, "meta/next_token");
	ask_page(t, hark_walk_next(t, next == NULL ? "" : messages ? next :
	    NULL));
}

/* --- threads --------------------------------------------------------------- */

/* The post a thread is read around. */
static void
on_post(struct hark_task *t, const struct hark_response *r)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	const char *id = t->start->ids[0];
	const json_t *j = parse(t, r), *o = json_object_get(j, "data"), *e;
	size_t i;

	pay(t, j, cf->post);
	o = json_array_get(o, 0);
	json_array_foreach(json_object_get(j, "errors"), i, e)
		if (o == NULL && hark_str(t, e, "type") != NULL &&
		    strstr(hark_str(t, e, "type"), "resource-not-found"))
			hark_missing(t, id);
	if (o == NULL || post(t, j, o, HARK_CONTEXT) == NULL ||
	    (st->root = hark_copy(t, hark_str(t, o, "conversation_id"))) ==
	    NULL) {
		hark_done(t);
		return;
	}
	ask_posts(t, AROUND, "thread", PAGE_ITEMS, cf->post,
	    hark_url(t, api(t, "tweets/search/recent"), "query",
	    hark_format(t, "conversation_id:%s", st->root), "max_results",
	    PAGE));
}

static void
on_around(struct hark_task *t, const struct hark_response *r)
{
	const struct config *cf = t->config;
	const json_t *j = parse(t, r), *o;
	size_t i;

	pay(t, j, is_message(t->start->ids[0]) ? cf->message : cf->post);
	json_array_foreach(json_object_get(j, "data"), i, o) {
		if (is_message(t->start->ids[0]))
			message(t, j, o);
		else
			post(t, j, o, HARK_CONTEXT);
	}
	hark_done(t);
}

/* --- replies --------------------------------------------------------------- */

static void
reply(struct hark_task *t)
{
	const struct config *cf = t->config;
	const struct hark_post *to = t->start->parent;
	const char *said = hark_quote(t, t->start->text), *path, *body;
	bool private = is_message(to->id);
	/* Addresses cost thirteen times as much. */
	int64_t cost = strstr(t->start->text, "://") != NULL ? cf->link :
	    cf->reply;

	if (!private && t->start->visibility < HARK_PUBLIC)
		hark_fail(t, HARK_E_CONFIG, "a reply on X is public, and this "
		    "must not be");
	if (private) {
		path = hark_format(t, "dm_conversations/%.*s/messages",
		    (int)strcspn(to->id + 3, "/"), to->id + 3);
		body = hark_format(t, "{\"text\":%s}", said);
	} else {
		path = "tweets";
		body = hark_format(t, "{\"text\":%s,\"reply\":"
		    "{\"in_reply_to_tweet_id\":%s}}", said,
		    hark_quote(t, to->id));
	}
	hark_request(t, .tag = REPLIED, .method = "POST",
	    .url = api(t, path), .type = "application/json", .body = body,
	    .cost = private ? cf->answer : cost, .quota = "replies");
}

static void
on_replied(struct hark_task *t, const struct hark_response *r)
{
	const struct hark_post *to = t->start->parent;
	const struct state *st = t->state;
	bool private = is_message(to->id);
	const char *thread = to->thread != NULL ? to->thread : to->id, *id;
	const char *why = hark_reason(t, r, "detail");
	const json_t *j;

	if (r->status == 403 && strstr(why, "duplicate") != NULL)
		hark_fail(t, HARK_E_CONFIG, "X has that reply already: %s",
		    why);
	else if (r->status == 403)
		hark_fail(t, HARK_E_SCOPE, "X does not let programs answer "
		    "this, but only where somebody calls on the account: "
		    "answer in the app: %s", why);
	else if (r->status == 400)
		hark_fail(t, HARK_E_CONFIG, "the reply is refused: %s", why);
	j = json_object_get(parse(t, r), "data");
	id = hark_str(t, j, private ? "dm_event_id" : "id");
	if (id == NULL)
		hark_fail(t, HARK_E_PROTOCOL, "sent, but not shown");
	hark_posted(t, .id = !private ? id : hark_format(t, "%s/%s", thread,
	    id), .thread = thread, .parent = private ? NULL : to->id,
	    .author = st->me, .text = t->start->text, .created = t->now,
	    .url = private ? NULL : hark_format(t,
	    "https://x.com/i/status/%s", id), .kind = HARK_OWN,
	    .visibility = private ? HARK_PRIVATE : HARK_PUBLIC);
	hark_done(t);
}

/* --- a task's beginning ---------------------------------------------------- */

static void
begin(struct hark_task *t)
{
	const char *const *ids = t->start->ids;
	const struct config *cf = t->config;
	struct state *st = t->state;

	st->me = hark_copy(t, hark_kept(t, "id"));
	if (st->me == NULL)
		hark_request(t, .tag = ME, .cost = cf->user, .quota = "me",
		    .url = hark_url(t, api(t, "users/me"), "user.fields",
		    "name,username"));
	else if (hark_feed_is(t, "messages"))
		ask_page(t, hark_walk(t, .pages = PAGES, .since = first(t)));
	else if (t->start->op == HARK_POLL)
		ask_page(t, hark_walk(t, .pages = t->start->cursor == NULL ?
		    1 : PAGES, .bounded = true, .since = first(t)));
	else if (t->start->op == HARK_REPLY)
		reply(t);
	else if (ids == NULL || ids[0] == NULL)
		hark_done(t);
	else if (is_message(ids[0]))
		ask_messages(t, AROUND, hark_format(t,
		    "dm_conversations/%.*s/dm_events",
		    (int)strcspn(ids[0] + 3, "/"), ids[0] + 3), NULL);
	else
		ask_posts(t, POST, "posts", 1, cf->post, hark_url(t,
		    api(t, "tweets"), "ids", ids[0]));
}

static void
on_me(struct hark_task *t, const struct hark_response *r)
{
	const struct config *cf = t->config;
	const json_t *o = json_object_get(parse(t, r), "data");
	const char *id = hark_str(t, o, "id");
	const char *name = hark_str(t, o, "username");

	if (id == NULL || name == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "an account without %s",
		    id == NULL ? "id" : "name");
		return;
	}
	hark_spent(t, NULL, cf->user);
	hark_self(t, id, hark_format(t, "@%s", name), hark_format(t,
	    "https://x.com/%s", name));
	hark_keep(t, "id", id);
	begin(t);
}

/* A refresh token is good once; what came with the last token is the next. */
static void
login(struct hark_task *t)
{
	const struct config *cf = t->config;
	const struct state *st = t->state;
	bool next = hark_is(t->start->argument, "refresh") && !st->again;

	hark_request(t, .tag = LOGGED_IN, .method = "POST", .type = FORM,
	    .url = api(t, "oauth2/token"), .headers = (const char *const[]){
		cf->client_secret == NULL ? NULL :
		"Authorization: Basic {base64:client_id:client_secret}", NULL },
	    .body = next ? "grant_type=refresh_token&client_id={client_id}&"
	    "refresh_token={refresh}" : "grant_type=refresh_token&"
	    "client_id={client_id}&refresh_token={refresh_token}");
}

static void
on_login(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const json_t *j;

	/* There may be a newer consent than what came of the old one. */
	if (r->status == 400 && hark_is(t->start->argument, "refresh") &&
	    !st->again) {
		st->again = true;
		login(t);
		return;
	}
	if (r->status == 400)
		hark_fail(t, HARK_E_AUTH, "X has ended the consent: give it "
		    "again and put the new refresh token in place: %s",
		    hark_reason(t, r, "error_description"));
	j = hark_answer(t, r, "error_description");
	hark_token(t, "access_token", "refresh_token", t->now + 1000 *
	    json_integer_value(json_object_get(j, "expires_in")));
	hark_done(t);
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	static void (*const on[])(struct hark_task *,
	    const struct hark_response *) = {
		[LOGGED_IN] = on_login, [ME] = on_me, [PAGE_OF] = on_page,
		[POST] = on_post, [AROUND] = on_around,
		[REPLIED] = on_replied,
	};

	if (ev->type == HARK_RESPONSE)
		on[ev->tag](t, &ev->response);
	else if (ev->start.op == HARK_LOGIN)
		login(t);
	else
		begin(t);
}

/* --- what it is ------------------------------------------------------------ */

static bool
check(const void *config, char *err, size_t errlen)
{
	const struct config *cf = config;
	int keys = (cf->consumer_key != NULL) + (cf->consumer_secret != NULL) +
	    (cf->token != NULL) + (cf->token_secret != NULL);
	bool consent = cf->refresh_token != NULL;
	const char *why = NULL;

	if (keys != 0 && keys != 4)
		why = "consumer_key, consumer_secret, token and token_secret "
		    "belong together: set all four";
	else if (consent != (cf->client_id != NULL))
		why = "client_id and refresh_token belong together";
	else if ((keys == 4) == consent)
		why = "set either consumer_key, consumer_secret, token and "
		    "token_secret, or client_id and refresh_token";
	return hark_refuse(why, err, errlen);
}

#define SECRET(name, what)						\
	HARK_OPT_STRING(#name, struct config, name, .flags = HARK_SECRET, \
	    .help = "name of the credential: " what)
#define PRICE(name, field, price, what)					\
	HARK_OPT_AMOUNT(name, struct config, field, .def = price,	\
	    .max = 1000 * HARK_MILLION, .help = "USD for " what)

static const struct hark_option options[] = {
	SECRET(consumer_key, "the app's API key"),
	SECRET(consumer_secret, "the app's API key secret"),
	SECRET(token, "the account's access token"),
	SECRET(token_secret, "the account's access token secret"),
	HARK_OPT_STRING("client_id", struct config, client_id,
	    .help = "instead of those four: the app's OAuth 2.0 client ID"),
	SECRET(client_secret, "its secret, if it has one"),
	SECRET(refresh_token, "the account's consent"),
	HARK_OPT_BOOL("messages", struct config, messages, .def = "no",
	    .help = "also private messages"),
	HARK_OPT_LIST("keywords", struct config, keywords,
	    .help = "what to search for, as in X's own search"),
	HARK_OPT_AMOUNT("budget", struct config, budget, .def = "10",
	    .min = HARK_MILLION, .max = 1000000 * HARK_MILLION,
	    .help = "USD a month"),
	PRICE("price-post", post, "0.005", "a post that is read"),
	PRICE("price-owned", owned, "0.005", "one of the account's own lists"),
	PRICE("price-user", user, "0.01", "a person that is read"),
	PRICE("price-message", message, "0.01", "a private message read"),
	PRICE("price-reply", reply, "0.015", "a reply"),
	PRICE("price-link", link, "0.2", "a reply with an address in it"),
	PRICE("price-answer", answer, "0.015", "a private answer"),
	HARK_OPT_URL("api", struct config, api, .flags = HARK_REALM,
	    .def = "https://api.x.com", .help = "where the API is"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "mentions", .interval = 300000,
	  .help = "mentions, replies and quotes",
	  .sees = HARK_SEES_MENTIONS | HARK_SEES_COMMENTS | HARK_SEES_THREADS },
	{ .name = "own", .interval = 900000,
	  .help = "what the account itself writes",
	  .sees = HARK_SEES_OWN | HARK_SEES_ANSWERS },
	{ .name = "messages", .interval = 300000, .option = "messages",
	  .help = "private messages that are not encrypted",
	  .sees = HARK_SEES_MESSAGES },
	{ .name = "search", .interval = 900000, .option = "keywords",
	  .help = "posts of the last days that are found" },
	{ .name = NULL }
};

static const struct hark_budget budgets[] = {
	{ .name = "money", .unit = "USD", .option = "budget", .monthly = true,
	  .failures_free = true },
	{ .name = NULL }
};

static const char *const reads[] = {
	"data", "includes", "users", "id", "name", "username", "author_id",
	"conversation_id", "created_at", "edit_history_tweet_ids",
	"edit_history_post_ids", "entities", "urls", "url", "expanded_url",
	"mentions", "protected", "in_reply_to_user_id", "lang", "note_tweet",
	"note_post", "text", "referenced_tweets", "referenced_posts", "type", "meta",
	"next_token", "event_type", "dm_conversation_id", "sender_id",
	"dm_event_id", "errors", "detail", "access_token", "refresh_token",
	"expires_in", "error_description", NULL
};

/* --- how a person lets us in ------------------------------------------------ */

static const struct hark_scope scopes[] = {
	{ .name = "tweet.read", .lacks = HARK_WORDS("hark hears nothing") },
	{ .name = "users.read",
	  .lacks = HARK_WORDS("hark cannot tell who writes") },
	{ .name = "offline.access", .lacks = HARK_WORDS("the consent ends after "
	    "two hours") },
	{ .name = "tweet.write", .writes = true,
	  .lacks = HARK_WORDS("hark reply cannot answer there") },
	{ .name = "dm.read", .option = "messages",
	  .lacks = HARK_WORDS("private messages are not heard") },
	{ .name = "dm.write", .writes = true, .option = "messages",
	  .lacks = HARK_WORDS("private messages cannot be answered from here") },
	{ .name = NULL }
};

#define CALLED(...)							\
	{ .url = "{api}/2/users/me", .who = "/data/username",		\
	  .auth = (const char *const[]){ __VA_ARGS__, NULL } }

static const struct hark_consent consents[] = {
	{ .when = "client_id", .how = (const char *const[]){
	    HARK_WORDS("At console.x.com, in the app's User authentication "
	    "settings, enter http://127.0.0.1:8377/ as Callback URI; of the "
	    "types of app choose Web App, or Native App if there is no client "
	    "secret."), NULL },
	  .needs = (const char *const[]){ "client_secret", NULL },
	  .scopes = scopes, .redirect = "http://127.0.0.1:{port}/",
	  .consent = "https://x.com/i/oauth2/authorize?response_type=code&"
	    "client_id={client_id}&redirect_uri={redirect}&scope={scopes}&"
	    "state={state}&code_challenge={challenge}&"
	    "code_challenge_method=S256",
	  .after = (const struct hark_visit[]){
		{ .url = "{api}/2/oauth2/token",
		  .body = "grant_type=authorization_code&code={code}&"
		  "client_id={client_id}&redirect_uri={redirect}&"
		  "code_verifier={verifier}",
		  .auth = (const char *const[]){ "Authorization: Basic "
		  "{base64:client_id:client_secret}", NULL },
		  .take = (const char *const[]){ "token=/access_token",
		  "refresh=/refresh_token", NULL }, .scopes = "/scope" },
		CALLED("Authorization: Bearer {token}"), { .url = NULL } },
	  .gives = (const char *const[]){ "refresh_token=refresh",
	    "client_secret=client_secret", NULL } },
	{ .when = "consumer_key", .how = (const char *const[]){
	    HARK_WORDS("At console.x.com open the app. Under User "
	    "authentication settings choose Read and write, or Read and write "
	    "and Direct message; only then, under Keys and tokens, generate "
	    "API Key and Secret (consumer_key, consumer_secret) and Access "
	    "Token and Secret (token, token_secret)."), NULL },
	  .page = "https://console.x.com",
	  .asks = (const char *const[]){ "consumer_key", "consumer_secret",
	    "token", "token_secret", NULL },
	  .after = (const struct hark_visit[]){ CALLED("oauth1"),
	    { .url = NULL } },
	  .gives = (const char *const[]){ "consumer_key=consumer_key",
	    "consumer_secret=consumer_secret", "token=token",
	    "token_secret=token_secret", NULL } },
	{ .gives = NULL }
};

HARK_EXPORT extern const struct hark_plugin hark_plugin_x;

const struct hark_plugin hark_plugin_x = {
	.abi = HARK_ABI,
	.size = sizeof(struct hark_plugin),
	.name = "x",
	.version = "1",
	.ops = HARK_CAN(HARK_LOGIN) | HARK_CAN(HARK_POLL) |
	    HARK_CAN(HARK_THREAD) | HARK_CAN(HARK_REPLY),
	.terms = HARK_NO_TRAIN | HARK_NO_MATCH | HARK_DELETE_ON_LEAVE,
	/* What is not looked at again is not kept for long. */
	.text_ttl = 90 * DAY,
	.feeds = feeds,
	.options = options,
	.auth = (const char *const[]){ "Authorization: Bearer {access}",
	    "oauth1", NULL },
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	.interval = 1000,
	.burst = 10,
	.check = check,
	.order = order,
	.step = step,
	.budgets = budgets,
	.login = "refresh_token",
	.consents = consents,
};
