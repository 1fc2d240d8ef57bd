/* SPDX-License-Identifier: ISC */

/*
 * x - X, once Twitter, through its API v2.
 *
 * Every post and every person an answer shows is paid for, but only once on
 * the same day, and nothing is paid for an answer that shows nothing.  So lists
 * are asked for what is newer than the last id, and once an hour for that hour
 * (feed.c), pages are small, and nobody looks after old posts: what is gone is
 * seen when a thread is read again before a mail.
 *
 * An edited post has a new id; it stays known by its first one.
 */

#include "x/x.h"

/* --- a task's beginning ---------------------------------------------------- */

void
x_begin(struct hark_task *t)
{
	const char *const *ids = t->start->ids;
	const struct config *cf = t->config;
	struct state *st = t->state;

	st->me = hark_copy(t, hark_kept(t, "id"));
	if (st->me == NULL)
		hark_request(t, .tag = ME, .cost = cf->user, .quota = "me",
		    .url = hark_url(t, x_api(t, "users/me"), "user.fields",
		    "name,username"));
	else if (hark_feed_is(t, "messages"))
		x_ask_page(t, hark_walk(t, .pages = PAGES,
		    .since = x_first(t)));
	else if (t->start->op == HARK_POLL)
		x_ask_page(t, hark_walk(t, .pages = t->start->cursor == NULL ?
		    1 : PAGES, .bounded = true, .since = x_first(t)));
	else if (t->start->op == HARK_REPLY)
		x_reply(t);
	else if (x_is_message(ids[0]))
		x_ask_messages(t, AROUND, x_talk(t, ids[0], "dm_events"),
		    NULL);
	else
		x_ask_posts(t, POST, "posts", 1, cf->post, hark_url(t,
		    x_api(t, "tweets"), "ids", ids[0]));
}

static void
on_me(struct hark_task *t, const struct hark_response *r)
{
	const struct config *cf = t->config;
	const json_t *o = hark_at(t, hark_answer(t, r, NULL), "data");
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
	x_begin(t);
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
	"dm_event_id", "errors", "detail", NULL
};

static const struct hark_refusal refusals[] = {
	{ .status = 402, .error = HARK_E_SCOPE, .words = "the credit at X is "
	  "used up: buy some at console.x.com: {why}" },
	{ .error = 0 }
};

static const struct hark_refusal ended[] = {
	{ .status = 400, .error = HARK_E_AUTH, .words = "X has ended the "
	  "consent: give it again and put the new refresh token in place: "
	  "{why}" },
	{ .error = 0 }
};

#define LOGIN(refresh)	.url = "{api}/2/oauth2/token",			\
	.auth = (const char *const[]){ "Authorization: Basic "		\
	  "{base64:client_id:client_secret}", NULL },			\
	.body = "grant_type=refresh_token&client_id={client_id}&"	\
	  "refresh_token={" refresh "}", .refusals = ended

static const struct hark_login logins[] = {
	/* Good once; what came with the last token is the next, unless there
	 * is a newer consent than the one it came of. */
	{ .when = "refresh", .next = true, LOGIN("refresh") },
	{ .when = "refresh_token", LOGIN("refresh_token") },
	{ .url = NULL }
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
	  .consent = "https://x.com/i/oauth2/authorize?"
	    HARK_ASK_CODE("client_id"),
	  .after = (const struct hark_visit[]){
		{ .url = "{api}/2/oauth2/token",
		  .body = HARK_GIVE_CODE("client_id"),
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

HARK_PLUGIN(x,
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
	.order = x_order,
	.begin = x_begin,
	.why = "detail",
	.refusals = refusals,
	.logins = logins,
	HARK_ON([ME] = on_me, [PAGE_OF] = x_on_page, [LATE] = x_on_late,
	    [POST] = x_on_post, [AROUND] = x_on_around,
	    [REPLIED] = x_on_replied),
	.budgets = budgets,
	.login = "refresh_token",
	.consents = consents
);
