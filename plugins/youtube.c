/* SPDX-License-Identifier: ISC */

/*
 * youtube - comments below the videos of a channel, through the YouTube Data
 * API v3.
 *
 * A comment has its own id, a video is "video/ID".  Comments come by the time
 * of the topmost one: an answer far below lifts nothing.  So "replies" goes
 * over all of the last month again and has those threads read whose number of
 * replies is not the one in its cursor (HASH.COUNT,...), if not all are shown.
 *
 * Units are counted here because no answer tells what is left.
 */

#include "hark.h"

#define PAGES		20
#define MONTH		(INT64_C(30) * 86400000)
#define WATCH		"https://www.youtube.com/watch?v="
#define FORM		"application/x-www-form-urlencoded"

struct config {
	const char *api, *login, *channel, *key;
	const char *client_id, *client_secret, *refresh_token;
	const char *const *keywords;
	bool held;
	int64_t budget, search_budget, read, write, search;
};

struct state {
	const char *me;			/* the channel's id */
	const char *top, *page;		/* the thread that is read; its page */
	const char *root;		/* REPLY: "video/..." */
	int64_t pages, next;
	bool below;			/* it is not the first page */
};

/* What a response answers. */
enum { LOGGED_IN, CHANNEL, PAGE, THREAD, BELOW, CHECKED, REPLIED };

/* --- comments and videos --------------------------------------------------- */

static const char *
video_of(const char *id)
{
	return strncmp(id, "video/", 6) == 0 && id[6] != '\0' ? id + 6 : NULL;
}

static enum hark_visibility
visibility(const char *status)
{
	if (status == NULL || hark_is(status, "public") ||
	    hark_is(status, "published"))
		return HARK_PUBLIC;
	return hark_is(status, "unlisted") ? HARK_UNLISTED : HARK_PRIVATE;
}

/* Report a comment; its id, NULL if it is none.  video: where it stands. */
static const char *
comment(struct hark_task *t, const json_t *o, const char *video,
    enum hark_kind kind)
{
	const struct state *st = t->state;
	const json_t *s = json_object_get(o, "snippet");
	const char *status = hark_str(t, s, "moderationStatus");
	const char *us[] = { st->me, NULL };
	struct hark_post p = {
		.id = hark_str(t, o, "id"),
		.author = hark_str(t, s, "authorChannelId/value"),
		.handle = hark_str(t, s, "authorDisplayName"),
		.text = hark_str(t, s, "textDisplay"),
		.created = hark_time(t, hark_str(t, s, "publishedAt")),
		.edited = hark_time(t, hark_str(t, s, "updatedAt")),
		.parent = hark_str(t, s, "parentId"),
		.visibility = visibility(status),
		.kind = kind,
	};

	if (p.id == NULL || !json_is_object(s)) {
		hark_odd(t, "a comment without %s", p.id == NULL ? "id" :
		    "anything in it");
		return NULL;
	}
	if (hark_is(status, "rejected")) {
		hark_post(t, .id = p.id, .flags = HARK_POST_DELETED);
		return p.id;
	}
	if (video == NULL)
		video = hark_str(t, s, "videoId");
	if (video != NULL) {
		p.thread = hark_format(t, "video/%s", video);
		p.url = hark_format(t, WATCH "%s&lc=%s", video, p.id);
	}
	if (hark_is(p.author, st->me))
		p.kind = HARK_OWN;
	if (p.parent == NULL) {
		p.parent = p.thread;
		if (p.kind != HARK_OWN && st->me != NULL)
			p.addressed = us;
	}
	if (p.handle != NULL)
		p.name = p.handle + (p.handle[0] == '@');
	if (p.edited <= p.created)
		p.edited = 0;
	if (t->start->op == HARK_REPLY)
		t->core->posted(t, &p);
	else
		t->core->post(t, sizeof(p), &p);
	return p.id;
}

/* Report a topmost comment and the replies beside it; its id, or NULL. */
static const char *
thread(struct hark_task *t, const json_t *o, enum hark_kind kind, bool *all)
{
	const json_t *s = json_object_get(o, "snippet"), *r;
	const char *video = hark_str(t, s, "videoId"), *id;
	const json_t *list = json_object_get(json_object_get(o, "replies"),
	    "comments");
	size_t i;

	id = comment(t, json_object_get(s, "topLevelComment"), video, kind);
	json_array_foreach(list, i, r)
		comment(t, r, video, kind);
	*all = json_integer_value(json_object_get(s, "totalReplyCount")) <=
	    (json_int_t)json_array_size(list);
	return id;
}

/* Report a video: of the list of uploads, found by a search, or by its id. */
static void
video(struct hark_task *t, const json_t *o, enum hark_kind kind)
{
	const struct state *st = t->state;
	const json_t *s = json_object_get(o, "snippet");
	const char *id = hark_str(t, s, "resourceId/videoId");
	const char *title = hark_str(t, s, "title");
	const char *text = hark_str(t, s, "description"), *author;

	if (id == NULL)
		id = hark_str(t, o, "id/videoId");
	if (id == NULL)
		id = hark_str(t, o, "id");
	if (id == NULL || title == NULL) {
		hark_odd(t, "a video without %s", id == NULL ? "id" : "title");
		return;
	}
	author = hark_str(t, s, "channelId");
	id = hark_format(t, "video/%s", id);
	hark_post(t, .id = id, .thread = id, .author = author,
	    .name = hark_str(t, s, "channelTitle"),
	    .url = hark_format(t, WATCH "%s", id + 6),
	    .text = hark_format(t, "%s\n%s", title, text != NULL ? text : ""),
	    .lang = hark_str(t, s, "defaultAudioLanguage"),
	    .created = hark_time(t, hark_str(t, s, "publishedAt")),
	    .kind = hark_is(author, st->me) ? HARK_OWN : kind,
	    .visibility = visibility(hark_str(t, o, "status/privacyStatus")));
}

/* --- asking and being answered --------------------------------------------- */

static const char *
api(struct hark_task *t, const char *path)
{
	const struct config *cf = t->config;

	return hark_format(t, "%s/youtube/v3/%s", cf->api, path);
}

static void
ask(struct hark_task *t, int tag, const char *url)
{
	const struct config *cf = t->config;

	hark_request(t, .url = url, .tag = tag, .cost = cf->read);
}

/* One thing by its id: of a comment also "id", and its text without HTML. */
static void
ask_id(struct hark_task *t, int tag, const char *path, const char *part,
    const char *id)
{
	ask(t, tag, hark_url(t, api(t, path), "part", part, "id", id,
	    "textFormat", part[0] == 'i' ? "plainText" : NULL));
}

/*
 * The JSON of a good answer; NULL, and the task has failed, if it is none.
 * "gone" is a good answer without items.
 */
static json_t *
parse(struct hark_task *t, const struct hark_response *r, bool *gone)
{
	const char *why = "", *words = hark_reason(t, r, "error/message");
	const struct state *st = t->state;
	json_t *list;

	*gone = false;
	if (hark_ok(r))
		return hark_answer(t, r, "error/message");
	list = r->body[0] == '{' && strstr(r->type, "json") != NULL ?
	    json_object_get(json_object_get(hark_json(t, r), "error"),
	    "errors") : NULL;
	if (hark_str(t, json_array_get(list, 0), "reason") != NULL)
		why = hark_str(t, json_array_get(list, 0), "reason");
	/*
	 * Or the list has changed and we cannot go on below; "replies" finds
	 * what was there.
	 */
	*gone = list != NULL && ((r->status == 404 &&
	    !hark_is(why, "channelNotFound")) ||
	    (r->status == 400 && st->below));
	if (*gone)
		return NULL;
	if (hark_is(why, "quotaExceeded") || hark_is(why, "dailyLimitExceeded")) {
		hark_spent(t, NULL, HARK_ALL);
		hark_fail(t, HARK_E_LATER, "the project's units for today are "
		    "used up: %s", words);
	} else if (hark_is(why, "rateLimitExceeded") ||
	    hark_is(why, "userRateLimitExceeded") ||
	    hark_is(why, "processingFailure"))
		hark_fail(t, HARK_E_LATER, "%s", words);
	else if (hark_is(why, "commentsDisabled"))
		hark_fail(t, HARK_E_GONE_POST, "comments are off: %s", words);
	else if (hark_is(why, "channelNotFound"))
		hark_fail(t, HARK_E_GONE_ACCOUNT, "no such channel: %s", words);
	else if (r->status == 400 && (hark_is(why, "badRequest") ||
	    hark_is(why, "keyInvalid")))
		hark_fail(t, HARK_E_AUTH, "the key is refused: %s", words);
	else
		hark_answer(t, r, "error/message");
	return NULL;
}

/* The one with this id of an answer's items; NULL if it is not among them. */
static const json_t *
item(struct hark_task *t, const json_t *j, const char *id)
{
	const json_t *o;
	size_t i;

	json_array_foreach(json_object_get(j, "items"), i, o)
		if (hark_is(hark_str(t, o, "id"), id))
			return o;
	return NULL;
}

/* --- feeds ----------------------------------------------------------------- */

static void
ask_page(struct hark_task *t, const struct hark_span *s)
{
	const struct config *cf = t->config;
	struct state *st = t->state;

	st->below = s != NULL && s->before != NULL;
	if (s == NULL)
		hark_done(t);
	else if (hark_feed_is(t, "own"))
		/* The list of uploads is named after the channel. */
		ask(t, PAGE, hark_url(t, api(t, "playlistItems"), "part",
		    "snippet,status", "playlistId", hark_format(t, "UU%s",
		    st->me + 2), "maxResults", "50", "pageToken", s->before));
	else if (hark_feed_is(t, "search"))
		hark_request(t, .tag = PAGE, .budget = 1, .cost = cf->search,
		    .url = hark_url(t, api(t, "search"), "part", "snippet",
		    "q", t->start->argument, "type", "video", "order", "date",
		    "maxResults", "50", "pageToken", s->before));
	else
		ask(t, PAGE, hark_url(t, api(t, "commentThreads"), "part",
		    "snippet,replies", "allThreadsRelatedToChannelId", st->me,
		    "moderationStatus", hark_feed_is(t, "held") ? "heldForReview" :
		    NULL, "order", "time", "textFormat", "plainText",
		    "maxResults", "100", "pageToken", s->before));
}

/* A page of the month: late replies, edits, and what was missed. */
static void
on_month(struct hark_task *t, const json_t *j)
{
	struct state *st = t->state;
	const char *below = hark_str(t, j, "nextPageToken"), *id;
	const json_t *o, *s;
	bool more = true, all;
	size_t i;

	json_array_foreach(json_object_get(j, "items"), i, o) {
		s = json_object_get(json_object_get(o, "snippet"),
		    "topLevelComment");
		s = json_object_get(s, "snippet");
		if (hark_time(t, hark_str(t, s, "publishedAt")) <
		    t->now - MONTH)
			more = false;
		else if ((id = thread(t, o, HARK_COMMENT, &all)) != NULL &&
		    !all && hark_changed(t, id, json_integer_value(
		    json_object_get(json_object_get(o, "snippet"),
		    "totalReplyCount"))))
			hark_want(t, HARK_THREAD, id);
	}
	if (more && below != NULL && !hark_is(below, st->page) &&
	    ++st->pages < PAGES) {
		st->page = hark_copy(t, below);
		ask_page(t, &(struct hark_span){ .before = below });
		return;
	}
	hark_counted(t);
	hark_done(t);
}

static void
on_page(struct hark_task *t, const struct hark_response *r)
{
	const char *below, *id;
	const json_t *j, *o, *s;
	bool gone, all;
	size_t i;

	/* A channel that never had a video has no list of them. */
	j = parse(t, r, &gone);
	if (hark_feed_is(t, "replies")) {
		on_month(t, j);
		return;
	}
	json_array_foreach(json_object_get(j, "items"), i, o) {
		s = json_object_get(o, "snippet");
		id = hark_str(t, s, "resourceId/videoId");
		if (hark_feed_is(t, "search"))
			id = hark_str(t, o, "id/videoId");
		else if (!hark_feed_is(t, "own")) {
			id = hark_str(t, o, "id");
			s = json_object_get(json_object_get(s,
			    "topLevelComment"), "snippet");
		}
		if (!hark_walk_item(t, id, hark_time(t, hark_str(t, s,
		    "publishedAt"))))
			continue;
		if (hark_feed_is(t, "own") || hark_feed_is(t, "search"))
			video(t, o, hark_feed_is(t, "own") ? HARK_OWN : HARK_FOUND);
		else
			thread(t, o, HARK_COMMENT, &all);
	}
	below = hark_str(t, j, "nextPageToken");
	ask_page(t, hark_walk_next(t, below != NULL ? below : ""));
}

/* --- threads and single ones ----------------------------------------------- */

/* The topmost comment's id is what stands before the point. */
static const char *
top_of(struct hark_task *t, const char *id)
{
	return hark_format(t, "%.*s", (int)strcspn(id, "."), id);
}

static void
ask_below(struct hark_task *t)
{
	const struct state *st = t->state;
	bool root = video_of(st->top) != NULL;

	ask(t, BELOW, hark_url(t, api(t, root ? "commentThreads" : "comments"),
	    "part", root ? "snippet,replies" : "id,snippet",
	    "videoId", video_of(st->top), "parentId", root ? NULL : st->top,
	    "maxResults", "100", "textFormat", "plainText",
	    "pageToken", st->page));
}

/* The beginning: a video, or a topmost comment with some of its replies. */
static void
on_thread(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	bool gone, all = true, root = video_of(st->top) != NULL;
	json_t *j = parse(t, r, &gone);
	const json_t *o = item(t, j, root ? video_of(st->top) : st->top);

	if (o == NULL) {
		if (j == NULL ? gone : json_is_array(json_object_get(j,
		    "items")))
			hark_missing(t, st->top);
		hark_done(t);
		return;
	}
	if (root)
		video(t, o, HARK_CONTEXT);
	else {
		st->root = hark_copy(t, hark_str(t, o, "snippet/videoId"));
		thread(t, o, HARK_CONTEXT, &all);
	}
	if (root || !all)
		ask_below(t);
	else
		hark_done(t);
}

static void
on_below(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	bool gone, all;
	const json_t *j = parse(t, r, &gone), *o;
	const char *next = hark_str(t, j, "nextPageToken"), *id;
	size_t i;

	json_array_foreach(json_object_get(j, "items"), i, o) {
		if (video_of(st->top) == NULL)
			comment(t, o, st->root, HARK_CONTEXT);
		else if ((id = thread(t, o, HARK_CONTEXT, &all)) != NULL &&
		    !all)
			hark_want(t, HARK_THREAD, id);
	}
	if (next == NULL || hark_is(next, st->page) || ++st->pages >= PAGES) {
		hark_done(t);
		return;
	}
	st->page = hark_copy(t, next);
	ask_below(t);
}

static void
check_next(struct hark_task *t)
{
	const struct state *st = t->state;
	const char *id = t->start->ids[st->next];

	if (id == NULL)
		hark_done(t);
	else if (video_of(id) != NULL)
		ask_id(t, CHECKED, "videos", "snippet,status", video_of(id));
	else
		ask_id(t, CHECKED, "comments", "id,snippet", id);
}

static void
on_checked(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const char *id = t->start->ids[st->next++], *native = video_of(id);
	bool gone;
	const json_t *j = parse(t, r, &gone), *o;

	o = item(t, j, native != NULL ? native : id);
	if (o == NULL && (gone || json_is_array(json_object_get(j, "items"))))
		hark_missing(t, id);
	else if (o != NULL && native != NULL)
		video(t, o, HARK_CONTEXT);
	else if (o != NULL)
		comment(t, o, NULL, HARK_CONTEXT);
	check_next(t);
}

/* --- replies --------------------------------------------------------------- */

static void
reply(struct hark_task *t)
{
	const struct config *cf = t->config;
	const struct hark_post *to = t->start->parent;
	const char *root = video_of(to->id), *top = top_of(t, to->id), *text;

	/* Whoever is not asked by a topmost comment is named. */
	text = hark_quote(t, hark_is(top, to->id) || root != NULL ?
	    t->start->text : hark_named(t, t->start->text, to->handle));
	if (cf->refresh_token == NULL)
		hark_fail(t, HARK_E_CONFIG, "an answer needs the channel's own "
		    "consent (refresh_token); the key can only read");
	else if (t->start->visibility < HARK_UNLISTED)
		hark_fail(t, HARK_E_CONFIG, "an answer is public, but what it "
		    "answers is held back: publish that in YouTube Studio "
		    "first");
	hark_request(t, .tag = REPLIED, .method = "POST", .cost = cf->write,
	    .type = "application/json", .url = hark_url(t, api(t, root != NULL ?
	    "commentThreads" : "comments"), "part", "snippet"),
	    .body = root != NULL ? hark_format(t, "{\"snippet\":{\"videoId\":%s,"
	    "\"topLevelComment\":{\"snippet\":{\"textOriginal\":%s}}}}",
	    hark_quote(t, root), text) : hark_format(t, "{\"snippet\":"
	    "{\"parentId\":%s,\"textOriginal\":%s}}", hark_quote(t, top),
	    text));
}

static void
on_replied(struct hark_task *t, const struct hark_response *r)
{
	const char *root = video_of(t->start->parent->thread != NULL ?
	    t->start->parent->thread : t->start->parent->id);
	bool gone;
	const json_t *j;

	if (r->status == 400)
		hark_fail(t, HARK_E_CONFIG, "the answer is refused: %s",
		    hark_reason(t, r, "error/message"));
	j = parse(t, r, &gone);
	if (gone)
		hark_fail(t, HARK_E_GONE_POST, "the comment to answer is gone");
	if (json_is_object(json_object_get(json_object_get(j, "snippet"),
	    "topLevelComment")))
		j = json_object_get(json_object_get(j, "snippet"),
		    "topLevelComment");
	if (comment(t, j, root, HARK_OWN) == NULL)
		hark_fail(t, HARK_E_PROTOCOL, "sent, but not shown");
	hark_done(t);
}

/* --- a task's beginning ---------------------------------------------------- */

static void
begin(struct hark_task *t)
{
	const struct config *cf = t->config;
	const char *const *ids = t->start->ids;
	struct state *st = t->state;

	st->me = hark_copy(t, hark_kept(t, cf->channel));
	if (st->me == NULL)
		ask(t, CHANNEL, hark_url(t, api(t, "channels"), "part",
		    "id,snippet", cf->channel[0] == '@' ? "forHandle" : "id",
		    cf->channel));
	else if (hark_feed_is(t, "replies"))
		ask_page(t, &(struct hark_span){ .before = NULL });
	else if (t->start->op == HARK_POLL)
		ask_page(t, hark_walk(t, .pages = PAGES));
	else if (t->start->op == HARK_REPLY)
		reply(t);
	else if (ids == NULL || ids[0] == NULL)
		hark_done(t);
	else if (t->start->op == HARK_CHECK)
		check_next(t);
	else if (video_of(ids[0]) != NULL) {
		st->top = ids[0];
		ask_id(t, THREAD, "videos", "snippet,status", video_of(ids[0]));
	} else {
		st->top = top_of(t, ids[0]);
		ask_id(t, THREAD, "commentThreads", "id,snippet,replies",
		    st->top);
	}
}

static void
on_channel(struct hark_task *t, const struct hark_response *r)
{
	bool gone;
	const json_t *list = json_object_get(parse(t, r, &gone), "items"), *o;
	const char *id, *handle;

	o = json_array_get(list, 0);
	id = hark_str(t, o, "id");
	if (json_array_size(list) == 0)
		hark_fail(t, HARK_E_GONE_ACCOUNT, "there is no such channel");
	else if (id == NULL || strncmp(id, "UC", 2) != 0)
		hark_odd(t, "a channel without a number");
	if (id == NULL || strncmp(id, "UC", 2) != 0) {
		hark_done(t);
		return;
	}
	handle = hark_str(t, o, "snippet/customUrl");
	hark_self(t, id, handle, hark_format(t,
	    "https://www.youtube.com/channel/%s", id));
	hark_keep(t, ((const struct config *)t->config)->channel, id);
	begin(t);
}

static void
on_login(struct hark_task *t, const struct hark_response *r)
{
	const char *error = hark_str(t, r->status != 400 ? NULL :
	    hark_json(t, r), "error");
	const json_t *j;

	if (hark_is(error, "invalid_grant"))
		hark_fail(t, HARK_E_AUTH, "Google has ended the consent: give "
		    "it again and put the new refresh token in place");
	else if (error != NULL)
		hark_fail(t, HARK_E_AUTH, "Google refuses the login: %.60s",
		    error);
	j = hark_answer(t, r, "error_description");
	hark_token(t, "access_token", NULL, t->now + 1000 *
	    json_integer_value(json_object_get(j, "expires_in")));
	hark_done(t);
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	static void (*const on[])(struct hark_task *,
	    const struct hark_response *) = {
		[LOGGED_IN] = on_login, [CHANNEL] = on_channel,
		[PAGE] = on_page, [THREAD] = on_thread, [BELOW] = on_below,
		[CHECKED] = on_checked, [REPLIED] = on_replied,
	};
	const struct config *cf = t->config;

	if (ev->type == HARK_RESPONSE)
		on[ev->tag](t, &ev->response);
	else if (ev->start.op == HARK_LOGIN)
		hark_request(t, .tag = LOGGED_IN, .method = "POST",
		    .url = hark_format(t, "%s/token", cf->login), .type = FORM,
		    .body = "grant_type=refresh_token&client_id={client_id}&"
		    "client_secret={client_secret}&"
		    "refresh_token={refresh_token}");
	else
		begin(t);
}

/* --- what it is ------------------------------------------------------------ */

static bool
check(const void *config, char *err, size_t errlen)
{
	const struct config *cf = config;
	bool consent = cf->refresh_token != NULL;
	const char *why = NULL;

	if (consent != (cf->client_id != NULL) ||
	    consent != (cf->client_secret != NULL))
		why = "client_id, client_secret and refresh_token belong "
		    "together: set all of them or none";
	else if (!consent && cf->key == NULL)
		why = "a key is missing, or client_id, client_secret and "
		    "refresh_token";
	else if (cf->held && !consent)
		why = "held = yes needs client_id, client_secret and "
		    "refresh_token: only the channel itself sees those";
	else if (cf->channel[0] != '@' && strncmp(cf->channel, "UC", 2) != 0)
		why = "channel is its @name, or its number beginning with UC";
	return hark_refuse(why, err, errlen);
}

static const struct hark_option options[] = {
	HARK_OPT_STRING("channel", struct config, channel,
	    .flags = HARK_REQUIRED, .help = "the channel: its @name or number"),
	HARK_OPT_STRING("key", struct config, key, .flags = HARK_SECRET,
	    .help = "name of the credential: an API key, to read"),
	HARK_OPT_STRING("client_id", struct config, client_id,
	    .help = "the OAuth client's number, to answer"),
	HARK_OPT_STRING("client_secret", struct config, client_secret,
	    .flags = HARK_SECRET, .help = "name of the credential: its secret"),
	HARK_OPT_STRING("refresh_token", struct config, refresh_token,
	    .flags = HARK_SECRET,
	    .help = "name of the credential: the channel's consent"),
	HARK_OPT_BOOL("held", struct config, held, .def = "no",
	    .help = "also comments that wait for approval"),
	HARK_OPT_LIST("keywords", struct config, keywords,
	    .help = "words to find videos of others by"),
	HARK_OPT_AMOUNT("budget", struct config, budget, .def = "9000",
	    .min = HARK_MILLION, .max = 100000000 * HARK_MILLION,
	    .help = "units a day"),
	HARK_OPT_AMOUNT("search-budget", struct config, search_budget,
	    .def = "90", .min = HARK_MILLION, .max = 100000000 * HARK_MILLION,
	    .help = "searches a day"),
	HARK_OPT_AMOUNT("cost-read", struct config, read, .def = "1",
	    .help = "units for a request that reads"),
	HARK_OPT_AMOUNT("cost-write", struct config, write, .def = "50",
	    .help = "units for an answer"),
	HARK_OPT_AMOUNT("cost-search", struct config, search, .def = "1",
	    .help = "of search-budget, for a search"),
	HARK_OPT_URL("api", struct config, api, .flags = HARK_REALM,
	    .def = "https://www.googleapis.com", .help = "where the API is"),
	HARK_OPT_URL("login", struct config, login,
	    .def = "https://oauth2.googleapis.com",
	    .help = "where tokens are renewed"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "comments", .interval = 300000,
	  .help = "new comments below all videos",
	  .sees = HARK_SEES_COMMENTS | HARK_SEES_THREADS },
	{ .name = "replies", .interval = 1800000,
	  .help = "replies and edits below those of the last month",
	  .sees = HARK_SEES_ANSWERS | HARK_SEES_DELETIONS },
	{ .name = "own", .interval = 3600000, .help = "the channel's videos",
	  .sees = HARK_SEES_OWN },
	{ .name = "held", .interval = 3600000, .option = "held",
	  .help = "comments that wait for approval" },
	{ .name = "search", .interval = 3600000, .option = "keywords",
	  .help = "videos of others" },
	{ .name = NULL }
};

static const struct hark_budget budgets[] = {
	/* Days begin at midnight in California; refusals cost, too. */
	{ .name = "units", .unit = "units", .option = "budget",
	  .zone = "America/Los_Angeles" },
	{ .name = "searches", .unit = "searches", .option = "search-budget",
	  .zone = "America/Los_Angeles" },
	{ .name = NULL }
};

static const char *const reads[] = {
	"items", "id", "videoId", "snippet", "topLevelComment", "replies",
	"comments", "totalReplyCount", "textDisplay", "authorDisplayName",
	"authorChannelId", "value", "parentId", "publishedAt", "updatedAt",
	"moderationStatus", "nextPageToken", "resourceId", "title",
	"description", "channelId", "channelTitle", "defaultAudioLanguage",
	"status", "privacyStatus", "customUrl", "error", "errors", "reason",
	"message", "access_token", "expires_in", "error_description", NULL
};

/* --- how a person lets us in ------------------------------------------------ */

static const struct hark_scope scopes[] = {
	{ .name = "https://www.googleapis.com/auth/youtube.force-ssl",
	  .lacks = HARK_WORDS("hark reply cannot answer there, and comments "
	  "that wait for approval are not heard") },
	{ .name = NULL }
};

static const struct hark_consent consents[] = {
	{ .when = "client_id", .how = (const char *const[]){
	    HARK_WORDS("At console.cloud.google.com, in the project of this "
	    "client_id: the OAuth client is of the type Desktop app, YouTube "
	    "Data API v3 is enabled, and under OAuth consent screen Publish "
	    "app was pressed. As long as it says Testing, every consent ends "
	    "after seven days."),
	    HARK_WORDS("That the app is not verified may be passed over: it is "
	    "your own. If several channels are offered, choose the one of this "
	    "account."), NULL },
	  .needs = (const char *const[]){ "client_secret", NULL },
	  .scopes = scopes, .redirect = "http://127.0.0.1:{port}/",
	  .consent = "https://accounts.google.com/o/oauth2/v2/auth?"
	    "response_type=code&client_id={client_id}&"
	    "redirect_uri={redirect}&scope={scopes}&access_type=offline&"
	    "prompt=consent&state={state}&code_challenge={challenge}&"
	    "code_challenge_method=S256",
	  .after = (const struct hark_visit[]){
		{ .url = "{login}/token",
		  .body = "grant_type=authorization_code&code={code}&"
		  "client_id={client_id}&client_secret={client_secret}&"
		  "redirect_uri={redirect}&code_verifier={verifier}",
		  .take = (const char *const[]){ "token=/access_token",
		  "refresh=/refresh_token", NULL }, .scopes = "/scope",
		  .ends_in = (const char *const[]){
		  "/refresh_token_expires_in", NULL } },
		{ .url = "{api}/youtube/v3/channels?part=snippet&mine=true",
		  .auth = (const char *const[]){
		  "Authorization: Bearer {token}", NULL },
		  .who = "/items/0/snippet/title" }, { .url = NULL } },
	  .gives = (const char *const[]){ "refresh_token=refresh",
	    "client_secret=client_secret", NULL } },
	{ .when = "key", .how = (const char *const[]){
	    HARK_WORDS("At console.cloud.google.com: enable YouTube Data API "
	    "v3 in a project, then under Credentials create an API key and "
	    "restrict it to that interface."), NULL },
	  .page = "https://console.cloud.google.com/apis/credentials",
	  .asks = (const char *const[]){ "key", NULL },
	  .after = (const struct hark_visit[]){
		{ .url = "{api}/youtube/v3/videoCategories?part=id&"
		  "regionCode=DE", .auth = (const char *const[]){
		  "X-Goog-Api-Key: {key}", NULL } }, { .url = NULL } },
	  .gives = (const char *const[]){ "key=key", NULL } },
	{ .gives = NULL }
};

HARK_EXPORT extern const struct hark_plugin hark_plugin_youtube;

const struct hark_plugin hark_plugin_youtube = {
	.abi = HARK_ABI,
	.size = sizeof(struct hark_plugin),
	.name = "youtube",
	.version = "1",
	.ops = HARK_CAN(HARK_LOGIN) | HARK_CAN(HARK_POLL) |
	    HARK_CAN(HARK_THREAD) | HARK_CAN(HARK_CHECK) | HARK_CAN(HARK_REPLY),
	.terms = HARK_DELETE_ON_LEAVE,
	/* The developer policies' 30 days for what is not asked for again. */
	.text_ttl = MONTH,
	.feeds = feeds,
	.options = options,
	.auth = (const char *const[]){ "X-Goog-Api-Key: {key}",
	    "Authorization: Bearer {access}", NULL },
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	.interval = 1000,
	.burst = 20,
	.check = check,
	.step = step,
	.budgets = budgets,
	.login = "refresh_token",
	.consents = consents,
};
