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

#include "facebook/facebook.h"

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
		fb_ask(t, ME, hark_url(t, fb_graph(t, "me", ""), "fields",
		    "id,name,link,category"));
	else if (t->start->op == HARK_POLL)
		fb_ask_list(t);
	else if (t->start->op == HARK_REPLY)
		fb_reply(t);
	else if (t->start->op == HARK_CHECK)
		fb_check_next(t);
	else if (fb_is_message(ids[0]))
		fb_ask(t, TALK, hark_url(t, fb_graph(t, fb_talk_of(t, ids[0]),
		    "/messages"), "fields", "id,created_time,from,message",
		    "limit", "20"));
	else
		fb_ask_one(t, POST, ids[0]);
}

static void
on_me(struct hark_task *t, const struct hark_response *r)
{
	bool gone = hark_absent(t, r);
	const json_t *o = gone ? NULL : hark_answer(t, r, NULL);
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
	"link", "category", "message_id", "error", "code", "error_subcode",
	NULL
};

static const struct hark_refusal refusals[] = {
	/* Asking again makes it last longer. */
	{ .code = "4 17 32 341 613 80001 80006", .error = HARK_E_LATER,
	  .words = "too many calls: {why}", .pause = 3600000 },
	{ .code = "102 190", .error = HARK_E_AUTH,
	  .words = "the Page's token is dead: {why}" },
	{ .code = "1705", .error = HARK_E_AUTH,
	  .words = "the token is a person's, not the Page's: {why}" },
	/* Or is it gone?  See fb_gone(). */
	{ .code = "100", .error = HARK_E_CONFIG, .absent = true,
	  .words = "Facebook does not understand, or it is not there: {why}" },
	{ .code = "1 2", .error = HARK_E_LATER },
	{ .code = "3 12", .error = HARK_E_CONFIG,
	  .words = "not in this version: {why}" },
	{ .code = "10", .error = HARK_E_SCOPE, .words = "a permission is "
	  "missing, or has lapsed after 90 days: {why}" },
	{ .code = "368", .error = HARK_E_SCOPE,
	  .words = "Facebook has blocked the Page for a while: {why}" },
	{ .code = "2??", .error = HARK_E_SCOPE,
	  .words = "a permission is missing: {why}" },
	{ .error = 0 }
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
	    HARK_WORDS("At developers.facebook.com open the app's use case "
	    "Manage everything on your Page, and under Customize add "
	    "pages_read_engagement, pages_read_user_content and, to answer, "
	    "pages_manage_engagement: what is missing there is refused as an "
	    "invalid scope."),
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
		  "/data/expires_at", "less=/data/data_access_expires_at",
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

HARK_PLUGIN(facebook,
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
	.begin = begin,
	.why = "error/message",
	.code = "error/code",
	.refusals = refusals,
	HARK_ON([ME] = on_me, [LIST] = fb_on_list, [MESSAGES] = fb_on_messages,
	    [POST] = fb_on_post, [BELOW] = fb_on_below, [TALK] = fb_on_talk,
	    [CHECKED] = fb_on_checked, [REPLIED] = fb_on_commented,
	    [SENT] = fb_on_sent),
	.consents = consents
);
