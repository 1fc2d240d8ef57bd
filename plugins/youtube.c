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

#include "youtube/youtube.h"

/* --- a task's beginning ---------------------------------------------------- */

static void
begin(struct hark_task *t)
{
	const struct config *cf = t->config;
	const char *const *ids = t->start->ids;
	struct state *st = t->state;

	st->me = hark_copy(t, hark_kept(t, cf->channel));
	if (st->me == NULL)
		yt_ask(t, CHANNEL, hark_url(t, yt_api(t, "channels"), "part",
		    "id,snippet", cf->channel[0] == '@' ? "forHandle" : "id",
		    cf->channel));
	else if (hark_feed_is(t, "replies"))
		yt_ask_page(t, &(struct hark_span){ .before = NULL });
	else if (t->start->op == HARK_POLL)
		yt_ask_page(t, hark_walk(t, .pages = PAGES));
	else if (t->start->op == HARK_REPLY)
		yt_reply(t);
	else if (t->start->op == HARK_CHECK)
		yt_check_next(t);
	else if (yt_video_of(ids[0]) != NULL) {
		st->top = ids[0];
		yt_ask_id(t, THREAD, "videos", "snippet,status",
		    yt_video_of(ids[0]));
	} else {
		st->top = yt_top_of(t, ids[0]);
		yt_ask_id(t, THREAD, "commentThreads", "id,snippet,replies",
		    st->top);
	}
}

static void
on_channel(struct hark_task *t, const struct hark_response *r)
{
	bool gone;
	const json_t *list = hark_at(t, yt_parse(t, r, &gone), "items");
	const json_t *o = json_array_get(list, 0);
	const char *id = hark_str(t, o, "id"), *handle;

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
	"message", NULL
};

static const struct hark_refusal refusals[] = {
	{ .code = "channelNotFound", .error = HARK_E_GONE_ACCOUNT,
	  .words = "no such channel: {why}" },
	{ .status = 404, .code = "*", .error = HARK_E_GONE_POST,
	  .absent = true },
	{ .code = "quotaExceeded dailyLimitExceeded", .error = HARK_E_LATER,
	  .words = "the project's units for today are used up: {why}",
	  .spent = true },
	{ .code = "rateLimitExceeded userRateLimitExceeded processingFailure",
	  .error = HARK_E_LATER },
	{ .code = "commentsDisabled", .error = HARK_E_GONE_POST,
	  .words = "comments are off: {why}" },
	{ .status = 400, .code = "badRequest keyInvalid",
	  .error = HARK_E_AUTH, .words = "the key is refused: {why}" },
	{ .error = 0 }
};

static const struct hark_refusal ended[] = {
	{ .status = 400, .code = "invalid_grant", .error = HARK_E_AUTH,
	  .words = "Google has ended the consent: give it again and put the "
	  "new refresh token in place" },
	{ .status = 400, .code = "*", .error = HARK_E_AUTH,
	  .words = "Google refuses the login: {code}" },
	{ .error = 0 }
};

static const struct hark_login logins[] = {
	{ .when = "refresh_token", .url = "{login}/token", .refusals = ended,
	  .body = "grant_type=refresh_token&client_id={client_id}&"
	  "client_secret={client_secret}&refresh_token={refresh_token}" },
	{ .url = NULL }
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
	    "Data API v3 is enabled, and under OAuth consent screen, Audience, "
	    "Publish app was pressed. As long as it says Testing, every "
	    "consent ends after seven days."),
	    HARK_WORDS("That the app is not verified may be passed over: it is "
	    "your own. If several channels are offered, choose the one of this "
	    "account."), NULL },
	  .needs = (const char *const[]){ "client_secret", NULL },
	  .scopes = scopes, .redirect = "http://127.0.0.1:{port}/",
	  .consent = "https://accounts.google.com/o/oauth2/v2/auth?"
	    "access_type=offline&prompt=consent&" HARK_ASK_CODE("client_id"),
	  .after = (const struct hark_visit[]){
		{ .url = "{login}/token",
		  .body = HARK_GIVE_CODE("client_id")
		  "&client_secret={client_secret}",
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

HARK_PLUGIN(youtube,
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
	.begin = begin,
	.why = "error/message",
	.code = "error/errors/0/reason error/message",
	.refusals = refusals,
	.logins = logins,
	HARK_ON([CHANNEL] = on_channel,
	    [PAGE] = yt_on_page, [THREAD] = yt_on_thread,
	    [BELOW] = yt_on_below, [CHECKED] = yt_on_checked,
	    [HELD] = yt_on_held,
	    [REPLIED] = yt_on_replied),
	.budgets = budgets,
	.login = "refresh_token",
	.consents = consents
);
