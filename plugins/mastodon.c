/* SPDX-License-Identifier: ISC */

/*
 * mastodon - Mastodon and the servers that speak its client API: GoToSocial,
 * Pleroma, Akkoma, Pixelfed, snac.
 *
 * Feeds are walked over by id, but for hashtags: posts of others come late and
 * out of order there, so the newest page is read every time.  Whatever a page
 * shows is reported, known or not: servers list late arrivals in odd places,
 * and seeing twice is harmless.
 */

#include "mastodon/mastodon.h"

/* --- a task's beginning --------------------------------------------------- */

static void
begin(struct hark_task *t)
{
	const struct config *cf = t->config;
	const char *version = hark_kept(t, "version");
	struct state *st = t->state;

	if (t->start->op == HARK_SCAN) {
		md_scan(t);
		return;
	}
	st->me = hark_copy(t, hark_kept(t, "id"));
	if (st->me == NULL && cf->token != NULL) {
		md_ask(t, ACCOUNT, "accounts/verify_credentials");
		return;
	}
	if (version == NULL) {
		md_ask(t, INSTANCE, "instance");
		return;
	}
	/* "4.3.1", "2.7.2 (compatible; Pleroma x)", "0.17.3+git-b6c1a1b". */
	st->snac = strstr(version, "snac/") != NULL;
	st->pixelfed = strstr(version, "Pixelfed") != NULL;
	if (strchr(version, '(') == NULL) {
		st->gotosocial = strncmp(version, "0.", 2) == 0;
		st->vanilla = !st->gotosocial;
	}
	if (t->start->op == HARK_POLL && cf->token == NULL &&
	    !hark_is(md_feed(t), "tag"))
		hark_fail(t, HARK_E_CONFIG, "\"%s\" needs a token", md_feed(t));
	else if (hark_feed_is(t, "replies"))
		md_ask_counts(t);
	else if (t->start->op == HARK_POLL)
		md_ask_page(t, hark_walk(t, .pages = cf->pages, .full = FULL,
		    .forward = t->start->argument == NULL));
	else if (t->start->op == HARK_REPLY)
		md_reply(t);
	else if (t->start->op == HARK_THREAD)
		md_ask_status(t, CONTEXT, t->start->ids[0]);
	else
		md_check_next(t);
}

/* Whose account, or profile, is it? */
static void
on_account(struct hark_task *t, const struct hark_response *r)
{
	bool scan = t->start->op == HARK_SCAN;
	struct state *st = t->state;
	const json_t *a;

	if (scan && hark_gone(r))
		hark_fail(t, HARK_E_GONE_ACCOUNT, "nobody of that name there");
	else if (scan && hark_closed(r))
		hark_fail(t, HARK_E_AUTH,
		    "this server shows nothing without a token");
	a = hark_answer(t, r, NULL);
	if ((st->me = hark_copy(t, hark_str(t, a, "id"))) == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "an account without id");
		return;
	}
	hark_self(t, st->me, md_handle(t, a), hark_str(t, a, "url"));
	if (scan) {
		hark_blind(t, "what others write to the account outside its own "
		    "threads needs a token");
		md_ask_page(t, hark_walk(t, .pages = SCAN_PAGES));
	} else {
		hark_keep(t, "id", st->me);
		begin(t);
	}
}

/* A server that does not say what it is, is nothing in particular. */
static void
on_instance(struct hark_task *t, const struct hark_response *r)
{
	const char *version = hark_ok(r) && strstr(r->type, "json") != NULL ?
	    hark_str(t, hark_json(t, r), "version") : NULL;

	hark_keep(t, "version", version != NULL ? version : "(unknown)");
	begin(t);
}

/* --- what it is ----------------------------------------------------------- */

static const struct hark_option options[] = {
	HARK_OPT_URL("server", struct config, server,
	    .flags = HARK_REQUIRED | HARK_REALM,
	    .help = "address of the account's own server"),
	HARK_OPT_STRING("token", struct config, token, .flags = HARK_SECRET,
	    .help = "name of the credential that holds the access token"),
	HARK_OPT_LIST("tags", struct config, tags,
	    .help = "hashtags to follow, without the #"),
	HARK_OPT_LIST("keywords", struct config, keywords,
	    .help = "words to search for, where the server can search"),
	HARK_OPT_INT("pages", struct config, pages, .def = "10", .min = 1,
	    .max = 50, .flags = HARK_LIVE,
	    .help = "pages to read in one poll at most"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "mentions", .interval = 60000,
	  .help = "mentions, replies, private mentions and quotes",
	  .sees = HARK_SEES_MENTIONS | HARK_SEES_COMMENTS |
	      HARK_SEES_MESSAGES | HARK_SEES_THREADS | HARK_SEES_DELETIONS },
	{ .name = "own", .interval = 300000,
	  .help = "what the account itself writes",
	  .sees = HARK_SEES_OWN | HARK_SEES_ANSWERS },
	{ .name = "replies", .interval = 900000,
	  .help = "replies that do not name the account",
	  .sees = HARK_SEES_COMMENTS },
	{ .name = "tag", .interval = 300000, .option = "tags",
	  .help = "public posts with a hashtag" },
	{ .name = "search", .interval = 600000, .option = "keywords",
	  .help = "public posts the server finds" },
	{ .name = NULL }
};

static const char *const reads[] = {
	"id", "type", "status", "account", "acct", "display_name", "bot", "uri",
	"url", "created_at", "edited_at", "in_reply_to_id",
	"in_reply_to_account_id", "visibility", "language", "content",
	"spoiler_text", "reblog", "quote", "favourited", "replies_count",
	"mentions", "poll", "poll/options", "options/title", "media_attachments",
	"media_attachments/description", "ancestors", "descendants", "statuses",
	"version", "error", NULL
};

static const struct hark_refusal refusals[] = {
	/* "This method requires an authenticated user": an app's token. */
	{ .status = 422, .error = HARK_E_AUTH,
	  .words = "the token is no user's: {why}" },
	{ .error = 0 }
};

/* --- how a person lets us in ------------------------------------------------ */

#define BEARER	(const char *const[]){ "Authorization: Bearer {token}", NULL }
#define CALLED	.url = "{server}/api/v1/accounts/verify_credentials",	\
	.auth = BEARER, .who = "/acct"

static const struct hark_scope scopes[] = {
	{ .name = "read", .lacks = HARK_WORDS("hark hears nothing") },
	{ .name = "write:statuses", .writes = true,
	  .lacks = HARK_WORDS("hark reply cannot answer there") },
	{ .name = NULL }
};

static const struct hark_consent consents[] = {
	{ .how = (const char *const[]){ HARK_WORDS("hark makes itself known "
	    "to your server; then you log in there and agree."), NULL },
	  .scopes = scopes, .redirect = "urn:ietf:wg:oauth:2.0:oob",
	  .before = (const struct hark_visit[]){
		{ .url = "{server}/api/v1/apps", .body = "client_name=hark&"
		  "redirect_uris={redirect}&scopes={scopes}",
		  .take = (const char *const[]){ "client=/client_id",
		  "secret=/client_secret", NULL } }, { .url = NULL } },
	  .consent = "{server}/oauth/authorize?" HARK_ASK_CODE("client"),
	  .after = (const struct hark_visit[]){
		{ .url = "{server}/oauth/token",
		  .body = HARK_GIVE_CODE("client")
		  "&client_secret={secret}&scope={scopes}",
		  .take = (const char *const[]){ "token=/access_token", NULL },
		  .scopes = "/scope",
		  /* Mastodon's do not end; those of some others do. */
		  .ends_in = (const char *const[]){ "/expires_in", NULL } },
		{ CALLED }, { .url = NULL } },
	  .gives = (const char *const[]){ "token=token", NULL } },
	{ .gives = NULL }
};

HARK_PLUGIN(mastodon,
	.version = "1",
	.ops = HARK_CAN(HARK_POLL) | HARK_CAN(HARK_THREAD) |
	    HARK_CAN(HARK_CHECK) | HARK_CAN(HARK_REPLY) | HARK_CAN(HARK_SCAN),
	.feeds = feeds,
	.options = options,
	.auth = (const char *const[]){ "Authorization: Bearer {token}", NULL },
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	/* 300 requests in five minutes; half of it is ours. */
	.interval = 2000,
	.burst = 30,
	.claims = md_claims,
	.order = md_order,
	.begin = begin,
	.why = "error",
	.refusals = refusals,
	HARK_ON([ACCOUNT] = on_account, [INSTANCE] = on_instance,
	    [PAGE] = md_on_page, [COUNTS] = md_on_counts,
	    [CONTEXT] = md_on_context,
	    [STATUS] = md_on_status, [REPLIED] = md_on_replied),
	.consents = consents
);
