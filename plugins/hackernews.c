/* SPDX-License-Identifier: ISC */

/*
 * hackernews - Hacker News, through the search of Algolia that everybody may
 * use: what is written below one's own stories and comments, and posts with
 * certain words.  There is nothing to log in to, no inbox, and no way to write.
 *
 * Ids are serial numbers.  A search shows the newest thousand posts of a span
 * of time, so that time is the cursor, with a day of overlap: the index lags.
 */

#include "hark.h"

#define FULL		1000		/* posts in an answer at most */
#define PAGES		10
#define DAY		INT64_C(86400)
#define OPEN		(14 * DAY)	/* later nobody can comment any more */
#define MAX_STORIES	20

/* Tags of requests; ITEM and above: the id of that number. */
enum { SEARCH, STORIES, STORY, ITEM };

struct config {
	const char *api;
	const char *user;
	const char *const *keywords;
};

struct state {
	int64_t from;			/* seconds */
	int64_t newest;
	int64_t oldest;			/* of what was read; 0: nothing yet */
	int pages;
	int open;			/* requests without an answer */
};

static const char *
feed(const struct hark_task *t)
{
	return t->start->feed != NULL ? t->start->feed->name : NULL;
}

static const char *
path(struct hark_task *t, const char *what)
{
	const struct config *cf = t->config;

	return hark_format(t, "%s/%s", cf->api, what);
}

/* Seconds, as everything here. */
static int64_t
seconds(const json_t *o)
{
	int64_t at = json_integer_value(json_object_get(o, "created_at_i"));

	return at > 0 && at < INT64_C(1) << 40 ? at : 0;
}

/* --- posts ---------------------------------------------------------------- */

static void
post(struct hark_task *t, const json_t *o, const char *id, const char *thread,
    const char *text, enum hark_kind kind)
{
	const struct config *cf = t->config;
	const char *author = hark_str(t, o, "author");
	const char *parent = hark_str(t, o, "parent_id");
	const char *title = hark_str(t, o, "title");

	/* A story has its words in the title, some have a text as well. */
	if (title != NULL)
		text = hark_format(t, "<p>%s</p>%s", hark_html(t, title),
		    text != NULL ? text : "");
	if (author == NULL || text == NULL) {
		/* What is deleted keeps its place and nothing else. */
		hark_post(t, .id = id, .flags = HARK_POST_DELETED);
		return;
	}
	hark_post(t, .id = id, .thread = thread, .parent = parent,
	    .author = author, .handle = author, .name = author,
	    .url = hark_format(t, "https://news.ycombinator.com/item?id=%s",
	    hark_encode(t, id)), .text = text, .format = HARK_HTML,
	    .created = seconds(o) * 1000, .visibility = HARK_PUBLIC,
	    .kind = hark_is(cf->user, author) ? HARK_OWN : kind);
}

/* An item and all below it; what the core found too deep to read is odd. */
static void
tree(struct hark_task *t, const json_t *o, const char *thread)
{
	const char *id = hark_str(t, o, "id");
	const json_t *child;
	size_t i;

	if (id == NULL) {
		hark_odd(t, "an item without id");
		return;
	}
	post(t, o, id, thread != NULL ? thread : id, hark_str(t, o, "text"),
	    t->start->op == HARK_POLL ? HARK_COMMENT : HARK_CONTEXT);
	json_array_foreach(json_object_get(o, "children"), i, child)
		tree(t, child, thread != NULL ? thread : id);
}

/* --- searches ------------------------------------------------------------- */

static void
ask_search(struct hark_task *t)
{
	struct state *st = t->state;
	const char *word = t->start->argument;

	hark_request(t, .flags = HARK_ANON, .tag = SEARCH,
	    .url = hark_url(t, path(t, "search_by_date"),
	    "query", hark_format(t, "\"%s\"", word), "tags", "(story,comment)",
	    "typoTolerance", "false", "advancedSyntax", "true",
	    "numericFilters", st->oldest == 0 ?
	    hark_format(t, "created_at_i>%lld", (long long)st->from) :
	    hark_format(t, "created_at_i>%lld,created_at_i<=%lld",
	    (long long)st->from, (long long)st->oldest),
	    "hitsPerPage", hark_format(t, "%d", FULL)));
}

static void
end_search(struct hark_task *t)
{
	struct state *st = t->state;
	const char *cursor;

	cursor = hark_format(t, "%lld", (long long)st->newest);
	if (!hark_is(t->start->cursor, cursor))
		hark_cursor(t, cursor);
	hark_done(t);
}

/* A hit of a search; false: it cannot be used. */
static bool
hit(struct hark_task *t, const json_t *o, enum hark_kind kind)
{
	const char *id = hark_str(t, o, "objectID");
	const char *story = hark_str(t, o, "story_id");
	const char *text = hark_str(t, o, "comment_text");

	if (id == NULL || seconds(o) == 0) {
		hark_odd(t, "a hit without id or time");
		return false;
	}
	post(t, o, id, story != NULL ? story : id, text != NULL ? text :
	    hark_str(t, o, "story_text"), kind);
	return true;
}

static void
on_search(struct hark_task *t, const struct hark_response *r)
{
	struct state *st = t->state;
	const json_t *list = json_object_get(hark_answer(t, r, NULL),
	    "hits"), *o;
	int64_t before = st->oldest;
	size_t i;

	if (!hark_ok(r))
		return;
	if (!json_is_array(list)) {
		hark_fail(t, HARK_E_PROTOCOL, "an answer without hits");
		return;
	}
	json_array_foreach(list, i, o) {
		int64_t at = seconds(o);

		if (!hit(t, o, HARK_FOUND))
			continue;
		if (at > st->newest && at <= t->now / 1000)
			st->newest = at;
		if (st->oldest == 0 || at < st->oldest)
			st->oldest = at;
	}
	/* A thousand in one second there never were. */
	if (json_array_size(list) >= FULL && st->oldest != before &&
	    ++st->pages < PAGES)
		ask_search(t);
	else
		end_search(t);
}

/* --- below one's own ------------------------------------------------------ */

static void
ask_item(struct hark_task *t, const char *id, int tag)
{
	struct state *st = t->state;

	st->open++;
	hark_request(t, .flags = HARK_ANON, .tag = tag, .url = path(t,
	    hark_format(t, "items/%s", hark_encode(t, id))));
}

static void
ask_stories(struct hark_task *t)
{
	const struct config *cf = t->config;

	hark_request(t, .flags = HARK_ANON, .tag = STORIES,
	    .url = hark_url(t, path(t, "search_by_date"), "tags",
	    hark_format(t, "author_%s", cf->user), "numericFilters",
	    hark_format(t, "created_at_i>%lld",
	    (long long)(t->now / 1000 - OPEN)), "hitsPerPage", "200"));
}

/* Each conversation in which the account wrote lately, once. */
static void
on_stories(struct hark_task *t, const struct hark_response *r)
{
	const json_t *list = json_object_get(hark_answer(t, r, NULL),
	    "hits"), *o;
	const char *seen[MAX_STORIES];
	struct state *st = t->state;
	size_t i, n = 0, k;

	if (!hark_ok(r))
		return;
	json_array_foreach(list, i, o) {
		const char *story = hark_str(t, o, "story_id");

		if (!hit(t, o, HARK_OWN))
			continue;
		story = story != NULL ? story : hark_str(t, o, "objectID");
		for (k = 0; k < n; k++)
			if (hark_is(seen[k], story))
				break;
		if (k < n || n == MAX_STORIES)
			continue;
		seen[n++] = story;
		ask_item(t, story, STORY);
	}
	if (st->open == 0)
		end_search(t);
}

static void
on_item(struct hark_task *t, const struct hark_response *r, int tag)
{
	const char *id = tag >= ITEM ? t->start->ids[tag - ITEM] : NULL;
	struct state *st = t->state;
	const json_t *o;

	st->open--;
	if (hark_gone(r)) {
		if (id != NULL && t->start->op == HARK_CHECK)
			hark_missing(t, id);
		else if (id != NULL)
			hark_fail(t, HARK_E_GONE_POST, "no such item");
	} else if ((o = hark_answer(t, r, NULL)) != NULL) {
		const char *story = hark_str(t, o, "story_id");

		/* What lies around it hangs below its story. */
		if (id != NULL && t->start->op == HARK_THREAD &&
		    story != NULL && !hark_is(story, id))
			ask_item(t, story, STORY);
		else
			tree(t, o, story);
	}
	if (st->open > 0)
		return;
	if (t->start->op == HARK_POLL)
		end_search(t);
	else
		hark_done(t);
}

/* --- the plugin ----------------------------------------------------------- */

static void
begin(struct hark_task *t)
{
	const struct config *cf = t->config;
	const char *cursor = t->start->cursor;
	struct state *st = t->state;
	int64_t since = t->start->since / 1000;

	if (cf->user != NULL)
		hark_self(t, cf->user, cf->user, hark_format(t,
		    "https://news.ycombinator.com/user?id=%s",
		    hark_encode(t, cf->user)));
	if (t->start->op != HARK_POLL) {
		for (int i = 0; t->start->ids[i] != NULL; i++)
			ask_item(t, t->start->ids[i], ITEM + i);
		return;
	}
	if (cf->user == NULL && t->start->argument == NULL) {
		hark_done(t);
		return;
	}
	st->newest = cursor != NULL ? hark_time(t, cursor) / 1000 :
	    t->now / 1000 - DAY;
	st->from = cursor != NULL ? st->newest - DAY : since;
	if (hark_is(feed(t), "comments"))
		ask_stories(t);
	else
		ask_search(t);
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	if (ev->type == HARK_START)
		begin(t);
	else if (ev->tag == SEARCH)
		on_search(t, &ev->response);
	else if (ev->tag == STORIES)
		on_stories(t, &ev->response);
	else
		on_item(t, &ev->response, ev->tag);
}

static bool
check(const void *config, char *err, size_t errlen)
{
	const struct config *cf = config;

	return hark_refuse(cf->user == NULL && cf->keywords == NULL ?
	    "neither user nor keywords: nothing would be heard" : NULL, err,
	    errlen);
}

static const struct hark_option options[] = {
	HARK_OPT_STRING("user", struct config, user,
	    .help = "name of the account"),
	HARK_OPT_LIST("keywords", struct config, keywords,
	    .help = "words to look for"),
	HARK_OPT_URL("api", struct config, api,
	    .def = "https://hn.algolia.com/api/v1",
	    .help = "address of the search, for tests"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "comments", .interval = 1800000,
	  .help = "what the account wrote, and what others wrote around it",
	  .sees = HARK_SEES_COMMENTS | HARK_SEES_THREADS | HARK_SEES_OWN |
	    HARK_SEES_ANSWERS | HARK_SEES_DELETIONS },
	{ .name = "search", .interval = 1800000, .option = "keywords",
	  .help = "posts with these words" },
	{ .name = NULL }
};

static const char *const reads[] = {
	"hits", "objectID", "id", "author", "created_at_i", "title",
	"comment_text", "story_text", "text", "story_id", "parent_id",
	"children", "message", NULL
};

HARK_PLUGIN(hackernews,
	.version = "1",
	.ops = HARK_CAN(HARK_POLL) | HARK_CAN(HARK_THREAD) |
	    HARK_CAN(HARK_CHECK),
	.feeds = feeds,
	.options = options,
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	.interval = 1000,
	.burst = 5,
	.check = check,
	.order = hark_order,
	.step = step,
	.why = "message"
);
