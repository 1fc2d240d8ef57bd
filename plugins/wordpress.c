/* SPDX-License-Identifier: ISC */

/*
 * wordpress - comments on a blog, through WordPress' own REST interface.
 *
 * A comment is "412", a post of the blog "post/88".  The cursor is the time of
 * the newest thing seen.  Each poll reads the newest page first, known or not:
 * comments keep the time of their writing when they are approved later.  Only
 * if that page does not reach back to the cursor, everything since is walked
 * over, oldest first, with some overlap:
 *
 *	- "after" is compared in the blog's own time, which repeats an hour a
 *	  year: so walks begin two hours early;
 *	- a comment deleted between two pages moves the next one up: so pages
 *	  overlap by ten.
 *
 * A wrong password is answered as if there was none, with 200 and what is
 * public; only context=edit is refused.  So that is what is asked for.
 */

#include "wordpress/wordpress.h"

/* --- a task's beginning --------------------------------------------------- */

static void
run(struct hark_task *t)
{
	const char *post;

	switch (t->start->op) {
	case HARK_POLL:
		wp_ask_page(t, HEAD);
		break;
	case HARK_THREAD:
		if ((post = wp_post_of(t->start->ids[0])) != NULL)
			wp_ask_root(t, post);
		else
			wp_ask_comment(t, t->start->ids[0], ANCHOR);
		break;
	case HARK_CHECK:
		wp_ask_next(t);
		break;
	case HARK_REPLY:
		wp_reply(t);
		break;
	case HARK_SCAN:
		hark_blind(t, "comments that wait for approval are not public");
		wp_walk_start(t);
		break;
	case HARK_LOGIN:
	case HARK_PUSH:
		break;
	}
}

/* Where is the interface, and who are we?  Blogs without pretty links, and
 * those whose web server does not know /wp-json, have it elsewhere. */
static void
ask_probe(struct hark_task *t, enum tag tag)
{
	struct state *st = t->state;

	st->api = tag == PROBE ? "/wp-json" : "/?rest_route=";
	if (st->edit)
		wp_ask(t, tag, hark_url(t, wp_where(t, "users/me"), "context",
		    "edit", "_fields", "id,name,link"));
	else
		wp_ask(t, tag, hark_url(t, wp_where(t, "types/post"), "_fields",
		    "slug"));
}

static void
probe(struct hark_task *t, const struct hark_response *r, bool plain)
{
	struct state *st = t->state;
	const char *id;
	json_t *o;

	/* The reason for a refusal is JSON where there is an interface. */
	if (wp_json_start(r->body) == NULL && !plain && r->status != 429) {
		ask_probe(t, PROBE_PLAIN);
		return;
	}
	if (st->edit && r->status != 404) {
		if ((o = wp_parse(t, r)) == NULL)
			return;
		/* Some blogs hide their users, even from themselves. */
		if ((id = wp_num(t, o, "id")) != NULL) {
			st->me = hark_copy(t, id);
			hark_self(t, id, hark_str(t, o, "name"), hark_str(t, o, "link"));
			hark_keep(t, "id", id);
		}
	} else if (wp_document(t, r) == NULL) {
		hark_fail(t, t->start->op == HARK_SCAN ? HARK_E_GONE_ACCOUNT :
		    HARK_E_CONFIG, "%s is no WordPress blog, or its REST "
		    "interface is off", st->base);
		return;
	}
	if (t->start->op != HARK_SCAN)
		hark_keep(t, "api", st->api);
	run(t);
}

static void
on_probe(struct hark_task *t, const struct hark_response *r)
{
	probe(t, r, false);
}

static void
on_probe_plain(struct hark_task *t, const struct hark_response *r)
{
	probe(t, r, true);
}

/* Only whole sites: what a path means is for others to say. */
static bool
claims(const char *url)
{
	const char *p = strstr(url, "://");

	p = p != NULL ? p + 3 : "";
	p += strcspn(p, "/?#");
	return p[0] == '\0' ? p[-1] != '/' : p[0] == '/' && p[1] == '\0';
}

static void
begin(struct hark_task *t)
{
	const struct config *cf = t->config;
	const struct hark_start *s = t->start;
	struct state *st = t->state;

	st->now = t->now;
	st->edit = cf->password != NULL && s->op != HARK_SCAN;
	st->base = cf->site;
	if (s->op == HARK_SCAN) {
		st->feed = "own";
		st->ask = HARK_ANON;
	} else {
		st->api = hark_copy(t, hark_kept(t, "api"));
		st->me = hark_copy(t, hark_kept(t, "id"));
		st->authors = hark_copy(t, hark_kept(t, "authors"));
		st->closed = hark_copy(t, hark_kept(t, "closed"));
	}
	if (s->op == HARK_REPLY && (s->visibility != HARK_PUBLIC ||
	    s->parent->visibility != HARK_PUBLIC))
		hark_fail(t, HARK_E_CONFIG, "an answer on a blog is public, but "
		    "what it answers is not: approve that first");
	if (s->op == HARK_POLL) {
		st->feed = s->feed->name;
		st->cursor = hark_number(s->cursor);
		if (st->cursor > st->now)
			st->cursor = st->now;
	}
	if (st->api == NULL || (st->edit && st->me == NULL))
		ask_probe(t, PROBE);
	else
		run(t);
}

/* --- what it is ----------------------------------------------------------- */

static bool
check(const void *config, char *err, size_t errlen)
{
	const struct config *cf = config;

	return hark_refuse((cf->user == NULL) == (cf->password == NULL) ?
	    NULL : "user and password belong together: set both, or none to "
	    "hear approved comments only", err, errlen);
}

static const struct hark_option options[] = {
	HARK_OPT_URL("site", struct config, site,
	    .flags = HARK_REQUIRED | HARK_REALM,
	    .help = "address of the blog"),
	HARK_OPT_STRING("user", struct config, user,
	    .help = "user who moderates comments there"),
	HARK_OPT_STRING("password", struct config, password,
	    .flags = HARK_SECRET,
	    .help = "name of the credential: an application password"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "comments", .interval = 300000,
	  .help = "comments, also those that wait for approval",
	  .sees = HARK_SEES_COMMENTS | HARK_SEES_THREADS | HARK_SEES_ANSWERS |
	      HARK_SEES_DELETIONS },
	{ .name = "own", .interval = 900000, .help = "posts of the blog",
	  .sees = HARK_SEES_OWN },
	{ .name = NULL }
};

static const char *const auth[] = {
	"Authorization: Basic {base64:user:password}", NULL
};

static const char *const reads[] = {
	"id", "post", "parent", "author", "author_name", "author_email",
	"date_gmt", "modified_gmt", "link", "content", "title", "rendered",
	"raw", "protected", "status", "type", "name", "code", "message", NULL
};

#define NOT_HERE	.error = HARK_E_CONFIG, .words = "{site} does not "  \
	"have it: {why}; is it a WordPress blog, and is its REST interface on?"

static const struct hark_refusal refusals[] = {
	/* WordPress itself says that there is no such thing, not a proxy. */
	{ .status = 404, .code = "*invalid_id*", NOT_HERE, .absent = true },
	{ .status = 410, .code = "*invalid_id*", NOT_HERE, .absent = true },
	{ .status = 404, NOT_HERE },
	{ .status = 410, NOT_HERE },
	{ .status = 401, .error = HARK_E_AUTH, .words = "user or application "
	  "password are refused, or the web server drops them: {why}" },
	{ .status = 403, .code = "rest_forbidden_context",
	  .error = HARK_E_SCOPE, .words = "the user may not moderate comments; "
	  "it needs the role Editor: {why}" },
	{ .error = 0 }
};

/* --- how a person lets us in ------------------------------------------------ */

static const struct hark_scope scopes[] = {
	{ .name = "moderate_comments", .lacks = HARK_WORDS("comments that wait "
	  "for approval are not heard: give this user the role Editor") },
	{ .name = "edit_posts", .lacks = HARK_WORDS("answers of others who "
	  "write there are not recognized: give this user the role Editor") },
	{ .name = NULL }
};

static const struct hark_consent consents[] = {
	{ .how = (const char *const[]){ HARK_WORDS("Log in to WordPress as the "
	    "user that this account names, open Users, Profile, and at its end "
	    "under Application Passwords write hark and press Add. The "
	    "password is shown once: copy it, with or without its spaces."),
	    NULL },
	  .page = "{site}/wp-admin/profile.php",
	  .asks = (const char *const[]){ "password", NULL },
	  .scopes = scopes,
	  .after = (const struct hark_visit[]){
		{ .url = "{site}/?rest_route=/wp/v2/users/me&context=edit",
		  .auth = (const char *const[]){
		  "Authorization: Basic {base64:user:password}", NULL },
		  .who = "/name", .scopes = "/capabilities" },
		{ .url = NULL } },
	  .gives = (const char *const[]){ "password=password", NULL } },
	{ .gives = NULL }
};

HARK_PLUGIN(wordpress,
	.version = "1",
	.ops = HARK_CAN(HARK_POLL) | HARK_CAN(HARK_THREAD) |
	    HARK_CAN(HARK_CHECK) | HARK_CAN(HARK_REPLY) | HARK_CAN(HARK_SCAN),
	.feeds = feeds,
	.options = options,
	.auth = auth,
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	/* Small machines stand behind many blogs. */
	.interval = 2000,
	.burst = 20,
	.check = check,
	.claims = claims,
	.order = wp_order,
	.begin = begin,
	.why = "message",
	.code = "code",
	.refusals = refusals,
	HARK_ON([PROBE] = on_probe, [PROBE_PLAIN] = on_probe_plain,
	    [HEAD] = wp_head, [WALK] = wp_walk, [ANCHOR] = wp_anchor,
	    [ROOT] = wp_root, [ROOT_PAGE] = wp_root_page, [BELOW] = wp_below,
	    [CHECKED] = wp_checked, [TARGET] = wp_target,
	    [REPLIED] = wp_replied, [TWIN] = wp_twin),
	.consents = consents
);
