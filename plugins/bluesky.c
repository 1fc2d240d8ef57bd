/* SPDX-License-Identifier: ISC */

/*
 * bluesky - Bluesky and other networks of the AT protocol.
 *
 * Lists are read backwards from the newest.  The cursor is
 *
 *	TOP			everything up to TOP (ms) was seen
 *	TOP,FLOOR,PAGE		but not what lies between PAGE and FLOOR
 *
 * where PAGE is the server's own cursor: a time, and what is older than that
 * comes next.  Whatever shares that very millisecond would be lost, so we ask
 * from one millisecond later.  A post may be dated back by its author and then
 * stands far down the list: nothing known ever ends a page, and once a day the
 * walk goes on for ten pages more.
 */

#include "bluesky/bluesky.h"

/* --- sessions ------------------------------------------------------------- */

static void
create_session(struct hark_task *t)
{
	hark_request(t, .method = "POST", .tag = CREATED,
	    .url = bs_xrpc(t, "com.atproto.server.createSession"),
	    .type = "application/json",
	    .body = "{\"identifier\":\"{user}\",\"password\":\"{password}\"}");
}

static void
refresh_session(struct hark_task *t)
{
	hark_request(t, .method = "POST", .tag = RENEWED,
	    .url = bs_xrpc(t, "com.atproto.server.refreshSession"),
	    .headers = (const char *const[]){
		"Authorization: Bearer {refresh}", NULL });
}

/* Who we are, as any answer about our session tells. */
static bool
learn_self(struct hark_task *t, const json_t *o)
{
	struct state *st = t->state;
	const char *did = hark_str(t, o, "did");

	if (did == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "a session without did");
		return false;
	}
	if (json_is_false(json_object_get(o, "active"))) {
		hark_fail(t, HARK_E_GONE_ACCOUNT, "the account is %.40s",
		    hark_str(t, o, "status") != NULL ? hark_str(t, o, "status") :
		    "not active");
		return false;
	}
	st->me = hark_copy(t, did);
	hark_self(t, did, bs_handle(t, o),
	    hark_format(t, "%s/profile/%s", WEB, did));
	if (!hark_is(hark_kept(t, "did"), did))
		hark_keep(t, "did", did);
	return true;
}

static void
on_created(struct hark_task *t, const struct hark_response *r)
{
	const json_t *o = hark_answer(t, r, NULL);

	if (o == NULL || !learn_self(t, o))
		return;
	hark_token(t, "accessJwt", "refreshJwt", 0);
	hark_done(t);
}

/* It lives for 90 days; the password is still there. */
static void
on_renewed(struct hark_task *t, const struct hark_response *r)
{
	if (r->status == 400 || r->status == 401)
		create_session(t);
	else
		on_created(t, r);
}

/* --- a task's beginning --------------------------------------------------- */

/* Who we are is known, or not needed. */
static void
run(struct hark_task *t)
{
	switch (t->start->op) {
	case HARK_POLL:
		bs_ask_page(t, NULL);
		break;
	case HARK_THREAD:
		bs_ask_thread(t, t->start->ids[0], THREAD);
		break;
	case HARK_CHECK:
		bs_check_next(t);
		break;
	case HARK_REPLY:
		bs_ask_thread(t, t->start->parent->id, TARGET);
		break;
	case HARK_LOGIN:
	case HARK_PUSH:
	case HARK_SCAN:
		break;
	}
}

static void
on_session(struct hark_task *t, const struct hark_response *r)
{
	const json_t *o = hark_answer(t, r, NULL);

	if (o != NULL && learn_self(t, o))
		run(t);
}

static void
begin(struct hark_task *t)
{
	const struct config *cf = t->config;
	const struct hark_start *s = t->start;
	struct state *st = t->state;

	st->now = t->now;
	st->base = cf->server;
	if (s->op == HARK_SCAN) {
		bs_scan(t);
		return;
	}
	if (s->op == HARK_LOGIN) {
		if (hark_is(s->argument, "refresh"))
			refresh_session(t);
		else
			create_session(t);
		return;
	}
	/* There is nothing but public here. */
	if (s->op == HARK_REPLY && s->visibility < HARK_PUBLIC)
		hark_fail(t, HARK_E_CONFIG, "a reply on Bluesky is public, and "
		    "this must not be");
	st->created = s->created != 0 ? s->created : t->now;
	if (s->op == HARK_POLL) {
		st->notices = hark_feed_is(t, "mentions");
		bs_resume(t, s->cursor);
	}
	st->me = hark_copy(t, hark_kept(t, "did"));
	if (st->me == NULL)
		bs_ask(t, SESSION, bs_xrpc(t, "com.atproto.server.getSession"));
	else
		run(t);
}

/* --- what it is ----------------------------------------------------------- */

static const struct hark_option options[] = {
	HARK_OPT_URL("server", struct config, server,
	    .def = "https://bsky.social", .flags = HARK_REALM,
	    .help = "where the account lives"),
	HARK_OPT_STRING("user", struct config, user, .flags = HARK_REQUIRED,
	    .help = "its handle, such as shop.bsky.social"),
	HARK_OPT_STRING("password", struct config, password,
	    .flags = HARK_REQUIRED | HARK_SECRET,
	    .help = "name of the credential: an app password"),
	HARK_OPT_URL("appview", struct config, appview,
	    .def = "https://public.api.bsky.app",
	    .help = "who shows public profiles, for scan"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "mentions", .interval = 60000,
	  .help = "mentions, replies and quotes",
	  .sees = HARK_SEES_MENTIONS | HARK_SEES_COMMENTS | HARK_SEES_THREADS |
	      HARK_SEES_DELETIONS },
	{ .name = "own", .interval = 300000,
	  .help = "what the account itself writes",
	  .sees = HARK_SEES_OWN | HARK_SEES_ANSWERS },
	{ .name = NULL }
};

static const char *const auth[] = { "Authorization: Bearer {token}", NULL };

static const char *const reads[] = {
	"notifications", "feed", "post", "thread", "replies", "parent",
	"root", "reply", "record", "author", "uri", "cid", "did", "handle",
	"displayName", "labels", "val", "reason", "text", "createdAt", "langs",
	"facets", "index", "byteStart", "byteEnd", "features", "$type", "embed",
	"external", "media", "images", "alt", "indexedAt", "cursor", "viewer",
	"like", "replyDisabled", "replyCount", "error", "message", "active",
	"status", NULL
};

static const struct hark_refusal refusals[] = {
	{ .status = 401, NO_TOKEN },
	{ .code = TOKENS, NO_TOKEN },
	{ .code = "Account* RepoTakendown RepoDeactivated",
	  .error = HARK_E_GONE_ACCOUNT,
	  .words = "the account is closed: " SAID },
	{ .status = 403, .error = HARK_E_SCOPE,
	  .words = "not allowed: " SAID },
	{ .status = 404, .error = HARK_E_CONFIG,
	  .words = "{server} is no Bluesky server: " SAID },
	{ .status = 410, .error = HARK_E_CONFIG,
	  .words = "{server} is no Bluesky server: " SAID },
	{ .status = 400, .code = "NotFound", .error = HARK_E_PROTOCOL,
	  .words = SAID, .absent = true },
	{ .error = HARK_E_PROTOCOL, .words = SAID },
	{ .error = 0 }
};

/* --- how a person lets us in ------------------------------------------------ */

static const struct hark_consent consents[] = {
	{ .how = (const char *const[]){ HARK_WORDS("At Bluesky under Settings, "
	    "Privacy and security, App passwords add one, call it hark, and "
	    "leave access to direct messages unticked. It is shown once: copy "
	    "it."), NULL },
	  .page = "https://bsky.app/settings/app-passwords",
	  .asks = (const char *const[]){ "password", NULL },
	  .after = (const struct hark_visit[]){
		{ .url = "{server}/xrpc/com.atproto.server.createSession",
		  .body = "{\"identifier\":\"{user}\",\"password\":"
		  "\"{password}\"}", .who = "/handle" }, { .url = NULL } },
	  .gives = (const char *const[]){ "password=password", NULL } },
	{ .gives = NULL }
};

HARK_PLUGIN(bluesky,
	.version = "1",
	.ops = HARK_CAN(HARK_LOGIN) | HARK_CAN(HARK_POLL) |
	    HARK_CAN(HARK_THREAD) | HARK_CAN(HARK_CHECK) |
	    HARK_CAN(HARK_REPLY) | HARK_CAN(HARK_SCAN),
	.feeds = feeds,
	.options = options,
	.auth = auth,
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	/* 3000 requests in five minutes for an address; a tenth is ours. */
	.interval = 1000,
	.burst = 30,
	.claims = bs_claims,
	.order = bs_order,
	.begin = begin,
	.why = "message",
	.code = "error",
	.refusals = refusals,
	HARK_ON([RENEWED] = on_renewed, [CREATED] = on_created,
	    [SESSION] = on_session, [PAGE] = bs_page, [THREAD] = bs_thread,
	    [CHECKED] = bs_checked, [TARGET] = bs_target,
	    [REPLIED] = bs_replied, [PROFILE] = bs_profile,
	    [THREADS] = bs_scanned_thread),
	.consents = consents
);
