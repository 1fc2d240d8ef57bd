/* SPDX-License-Identifier: ISC */
#ifndef HARK_H
#define HARK_H

/*
 * hark.h - everything a network plugin may know about the daemon.
 *
 * A plugin turns a network's protocol into posts, and nothing else.  It never
 * opens a socket, reads a clock, starts a thread or sees a secret: the core
 * calls a function of it with one event, and the plugin answers by describing
 * effects - requests to make, posts found, a cursor to remember - through the
 * functions at the end of this file.  Given the same events a plugin must
 * produce the same effects; tests replay recorded events and compare.
 *
 *	START ---> begin ---> request ---> core: limits, retries, TLS, secrets
 *	             on[tag] <-- RESPONSE -----+        until done or failed
 *
 * Ownership, once and for all:
 *   - What the core hands to a plugin is lent until its function returns,
 *     but for task->start, which lives as long as the task.
 *   - What a plugin hands to the core is copied before the call returns.
 *   - Memory from hark_alloc() and friends belongs to the task and vanishes
 *     with it.  There is no free function, and no callback on cancellation.
 *
 * Strings are UTF-8 and NUL-terminated.  Absent strings are NULL.  Times are
 * milliseconds since the Unix epoch, UTC.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include <jansson.h>

/*
 * The high half changes when an old plugin would break; the low half when
 * something was only added.  The core loads a plugin if the high halves agree
 * and the plugin's low half is not newer than its own.
 */
#define HARK_ABI	0x00010009u

struct hark_task;		/* one run of one operation; opaque */

/*
 * Options.  The core parses, checks and documents them; the plugin receives a
 * filled-in struct.  See HARK_OPT_*() below for the type-checked constructors.
 */
enum hark_opt_type {
	HARK_BOOL,		/* bool */
	HARK_INT,		/* int64_t, within [min, max] */
	HARK_MSEC,		/* int64_t; written as 500ms, 30s, 5m, 2h */
	HARK_STRING,		/* const char * */
	HARK_URL,		/* const char *; https unless allowed otherwise */
	HARK_ENUM,		/* int, index into choices */
	HARK_LIST,		/* const char *const *, NULL-terminated */
	HARK_AMOUNT,		/* int64_t, millionths; written as 10 or 0.005 */
	HARK_FILES,		/* the same: contents of data files; see below */
};

/*
 * HARK_FILES: the configuration names data files that come with the plugin, or
 * lie in /etc/hark/OPTION/NAME.conf; without it they are all that are there.
 * Each string is the name, a line break, and the text (UTF-8, at most 64 KiB).
 */

#define HARK_REQUIRED	(1u << 0)	/* no default; must be present */
#define HARK_LIVE	(1u << 1)	/* may change on reload without restart */
#define HARK_REALM	(1u << 2)	/* with the plugin's name, the source of ids */
#define HARK_SECRET	(1u << 3)	/* a credential's name; never its value */
#define HARK_PROGRAM	(1u << 4)	/* HARK_STRING: an absolute path to run */
#define HARK_EXACT	(1u << 5)	/* HARK_URL: keep slashes at its end, as in
					 * the address of a document */

struct hark_option {
	const char *name;		/* as written in the configuration */
	const char *help;		/* one line, for the manual and --help */
	const char *def;		/* as it would be written, or NULL */
	const char *const *choices;	/* HARK_ENUM only, NULL-terminated */
	int64_t min, max;
	size_t offset;
	enum hark_opt_type type;
	unsigned flags;
};

/*
 * Credentials, expanded by the core when a request is sent and never seen by
 * the plugin.  Each entry is a header ("Authorization: Bearer {token}",
 * "Authorization: Basic {base64:user:password}"), a query parameter
 * ("?access_token={token}", "?appsecret_proof={hmac-sha256:app_secret:token}"),
 * a path prefix ("/bot{token}") or a scheme of its own ("oauth1").  Where a
 * plugin can LOGIN, {token}, also called {access}, and {refresh} are what
 * hark_token() brought, and the core sees to it that there is a {token} before
 * a request goes out.  The requests of LOGIN itself do not use these entries;
 * instead placeholders work in their own headers and bodies.  Streams have
 * entries of their own: "sasl {user} {password}" and "xoauth2 {user} {token}",
 * of which the first that is complete is used.  Credentials travel only to
 * origins named by HARK_URL options or by .origins; requests elsewhere need
 * HARK_ANON, and private addresses are refused unless configured.
 */

/* What a plugin may be asked to do; the core never starts any other. */
enum hark_op {
	HARK_LOGIN,		/* obtain or renew a token; see hark_login, or
				 * hark_token() */
	HARK_POLL,		/* one feed: new posts from its cursor onwards */
	HARK_THREAD,		/* fetch the conversation around one post */
	HARK_CHECK,		/* do these posts still exist, unchanged? */
	HARK_REPLY,		/* publish a reply; see hark_posted() */
	HARK_SCAN,		/* a public profile, without account or token */
	HARK_PUSH,		/* lines that somebody brought: `hark push' */
};

#define HARK_CAN(op)	(1u << (op))

/* What can be seen at all; `hark plugins' says in words what cannot. */
#define HARK_SEES_MENTIONS	(1u << 0)
#define HARK_SEES_COMMENTS	(1u << 1)
#define HARK_SEES_MESSAGES	(1u << 2)
#define HARK_SEES_REVIEWS	(1u << 3)
#define HARK_SEES_OWN		(1u << 4)
#define HARK_SEES_THREADS	(1u << 5)
#define HARK_SEES_ANSWERS	(1u << 6)	/* absent: "answered" stays unknown */
#define HARK_SEES_DELETIONS	(1u << 7)

/* The network's terms, enforced by the core. */
#define HARK_NO_TRAIN		(1u << 0)	/* corrections change that verdict only */
#define HARK_NO_MATCH		(1u << 1)	/* no CRM look-up */
#define HARK_NO_EXPORT		(1u << 2)
#define HARK_DELETE_ON_LEAVE	(1u << 3)

/*
 * A feed is one endpoint polled on its own: cursor, baseline, back-off and
 * staleness are kept per account, feed and argument, so that a refused search
 * does not silence the mentions.
 */
struct hark_feed {
	const char *name;		/* "mentions", "own", "tag" */
	const char *help;
	const char *option;		/* HARK_LIST option giving arguments, or
					 * HARK_BOOL that switches it on, or NULL */
	int64_t interval;		/* default between polls */
	unsigned sees;
};

/*
 * What requests cost, where a network counts: money in a month, units in a day.
 * A request says with .cost, in millionths, what it may cost at most; that much
 * is set aside before it is sent, or it is not sent.  What it was in the end is
 * told with hark_spent().  Polls slow down so that the ceiling lasts to the end of
 * the period, and leave a tenth of it to replies and threads read again.
 */
struct hark_budget {
	const char *name;		/* "money" */
	const char *unit;		/* "USD", "units" */
	const char *option;		/* HARK_AMOUNT: the ceiling */
	const char *zone;		/* IANA, where days begin; NULL: UTC */
	bool monthly;			/* else daily */
	bool failures_free;		/* only answers of 2xx are charged */
};

#define HARK_MILLION	INT64_C(1000000)

enum hark_event_type {
	HARK_START,		/* the first event of every task */
	HARK_RESPONSE,		/* the answer to a request */
	HARK_TIMER,		/* a time asked for by hark_timer() */
	HARK_BYTES,		/* data arrived on a stream */
	HARK_CLOSED,		/* a stream ended */
};

struct hark_response {
	int status;			/* 304 only after HARK_CONDITIONAL */
	const char *type;		/* media type, lower case, no parameters */
	const char *url;		/* after redirects */
	const char *body;		/* NUL-terminated for convenience */
	size_t len;
};

/* Ordered: a reply may be narrower than what it answers, never wider. */
enum hark_visibility {
	HARK_UNKNOWN,			/* treated as private */
	HARK_PRIVATE,			/* direct message, mail */
	HARK_FOLLOWERS,
	HARK_UNLISTED,
	HARK_PUBLIC,
};

/* How the post came to concern us; a hint: the core decides what is own. */
enum hark_kind {
	HARK_OWN,
	HARK_MENTION,
	HARK_COMMENT,			/* below something of ours */
	HARK_MESSAGE,			/* private conversation */
	HARK_REVIEW,
	HARK_FOUND,			/* by a search; addressed to nobody */
	HARK_CONTEXT,			/* fetched to understand a thread */
};

enum hark_format { HARK_TEXT, HARK_HTML, HARK_MARKDOWN };

#define HARK_POST_DELETED	(1u << 0)	/* an explicit tombstone; only .id */
#define HARK_POST_STAFF		(1u << 1)	/* the network says: on our behalf */
#define HARK_POST_PARTIAL	(1u << 2)	/* text was cut by the network */
#define HARK_POST_AUTOMATIC	(1u << 3)	/* sent by a machine */
#define HARK_POST_MEDIA_ONLY	(1u << 4)	/* picture, voice, sticker; no text */
#define HARK_POST_REPOST	(1u << 5)	/* passed on; the words are another's */
#define HARK_POST_QUOTE		(1u << 6)	/* own words about a quoted post */
#define HARK_POST_LIKED		(1u << 7)	/* an account of ours liked it */

struct hark_post {
	const char *id;			/* native; unique within plugin and realm */
	const char *uri;		/* global id if there is one */
	const char *thread;		/* native id of the root, or NULL */
	const char *parent;		/* native id replied to, or NULL */
	const char *author;		/* native, stable id; NULL if hidden */
	const char *handle;		/* as shown: @name@host, user@example */
	const char *name;		/* display name */
	const char *url;		/* for humans: where to answer */
	const char *lang;		/* BCP 47, or NULL */
	const char *text;
	const char *opaque;		/* kept for the plugin: cids and the like */
	const char *const *addressed;	/* author ids (or handles, where the
					 * network names no id) it speaks to */
	int64_t created;		/* as the network says; the core clamps */
	int64_t edited;			/* 0: never */
	int rating;			/* reviews: 1..5, else 0 */
	enum hark_format format;
	enum hark_kind kind;
	enum hark_visibility visibility;
	unsigned flags;
};

/* What a task is about; of HARK_START, and in the task as long as it lives. */
struct hark_start {
	enum hark_op op;
	const struct hark_feed *feed;	/* POLL */
	const char *argument;		/* POLL: of the feed; LOGIN: "refresh"
					 * if {refresh} is there */
	const char *cursor;		/* POLL: committed, or NULL */
	const char *url;		/* SCAN */
	int64_t since;			/* POLL without cursor, SCAN: nothing
					 * older is wanted */
	const char *const *ids;		/* THREAD: one; CHECK: several, see
					 * hark_next(); never none */
	const struct hark_post *parent;	/* REPLY: what is answered */
	const char *text;		/* REPLY; PUSH: the lines */
	const char *key;		/* REPLY: idempotency key */
	int64_t created;		/* REPLY: fixed at first try */
	enum hark_visibility visibility; /* REPLY: the ceiling, never above
					 * the parent's */
	int64_t wait;			/* POLL: how long it may stay and wait for
					 * news, see hark_linger(); 0: not */
};

struct hark_event {
	enum hark_event_type type;
	int tag;			/* as given with the request or timer */
	int64_t now;
	union {
		struct hark_start start;
		struct hark_response response;
		struct {
			const void *data;
			size_t len;
		} bytes;
	};
};

/*
 * How a person lets hark in: what `hark auth' says, asks for and does.  It is
 * a description; no code of the plugin runs.  Of several ways the first is
 * taken whose .when is set in the account, or which .gives what was asked for.
 *
 *	.how, .page	are shown
 *	.needs, .asks	secrets are pasted, the former only if not there yet
 *	.before		requests are made: to register, for example
 *	.consent	the address of a page where the person says yes; what
 *			comes back from there is {code}
 *	.after		requests: a code becomes a token, and who are we?
 *	.gives		values become credentials, in the files configured
 *
 * In addresses, bodies and .auth {name} stands for an option of the account, a
 * secret of it, what .take kept of an answer, or one of {redirect} {scopes}
 * {state} {code} {verifier} {challenge} (PKCE S256); everywhere but at the
 * beginning of an address it is escaped.  Credentials travel as they do
 * otherwise: to origins of HARK_URL options and .origins.
 */

/* Words for a person; those of the plugins here have German ones beside them. */
#define HARK_WORDS(s)	s

struct hark_scope {
	const char *name;		/* as the network calls it */
	const char *lacks;		/* what is not possible without it */
	const char *option;		/* wanted only if this option is set, or
					 * yes; NULL: always */
	bool writes;			/* not wanted to read alone */
};

struct hark_visit {
	const char *url;
	const char *body;		/* a form, or JSON; NULL: GET */
	const char *const *auth;	/* as in hark_plugin */
	/* "token=/access_token": a JSON pointer in the answer, and its name. */
	const char *const *take;
	/* There are several to choose from: where, and what to show of each;
	 * .take and .who are of the one that was chosen. */
	const char *list, *label;
	const char *who;		/* pointer: whom the network took us for */
	/* Pointer to what is granted: names in a text or an array, or the true
	 * members of an object. */
	const char *scopes;
	/* Pointers to when the consent ends: seconds from now, or Unix seconds;
	 * of several the first; 0 and absent: it does not.  "less=/pointer":
	 * it goes on, but people show less until somebody logs in again. */
	const char *const *ends_in, *const *ends_at;
};

/*
 * Where a network does as OAuth 2 says (RFC 6749, 7636): what stands in
 * .consent behind the "?", and the body that makes a token of the code, in
 * .after.  id is the name of the option, or value, that is the client's id.
 */
#define HARK_ASK_CODE(id)						\
	"response_type=code&client_id={" id "}&redirect_uri={redirect}&" \
	"scope={scopes}&state={state}&code_challenge={challenge}&"	\
	"code_challenge_method=S256"
#define HARK_GIVE_CODE(id)						\
	"grant_type=authorization_code&code={code}&client_id={" id "}&"	\
	"redirect_uri={redirect}&code_verifier={verifier}"

struct hark_consent {
	const char *when;
	const char *const *how;		/* HARK_WORDS(), a paragraph each */
	const char *page;		/* address template, or NULL */
	const char *const *needs, *const *asks;	/* HARK_SECRET options */
	const char *consent;		/* address template, or NULL */
	/* Where the browser is sent back to: "urn:ietf:wg:oauth:2.0:oob", where
	 * the network shows the code; else "http://127.0.0.1:{port}/". */
	const char *redirect;
	const struct hark_scope *scopes;	/* ends with .name == NULL */
	const char *separator;		/* between them; NULL: a space */
	const struct hark_visit *before, *after;	/* end with .url == NULL */
	const char *const *gives;	/* "refresh_token=refresh": the option,
					 * and the value's name */
};

enum hark_error {
	HARK_E_PROTOCOL = 1,		/* the network answered nonsense */
	HARK_E_AUTH,			/* credentials refused: stop and tell */
	HARK_E_SCOPE,			/* a permission is missing: stop this feed */
	HARK_E_GONE_POST,		/* no such post, or not for us any more */
	HARK_E_GONE_ACCOUNT,
	HARK_E_CONFIG,			/* this cannot work as configured */
	HARK_E_LATER,			/* try again; not our fault */
	HARK_E_HIDDEN,			/* there is something, and the network
					 * shows us nothing of it: tell */
};

/*
 * What an answer other than 2xx means where the status does not say all: the
 * first row that fits.  hark_answer() looks into the plugin's own, .refusals;
 * hark_refused() into a table for one kind of request.
 */
struct hark_refusal {
	int status;			/* 0: any */
	/* The network's word or number for it, found at .code; several with
	 * spaces between, with * and ? as in file names; NULL: any, or none. */
	const char *code;
	const char *says;		/* stands in the network's words; NULL:
					 * whatever they are */
	enum hark_error error;		/* 0: the table ends */
	/* For a person, with {status}, {code}, {said} (the network's words),
	 * {why} (status 404, "said"), {url} and options; NULL: "{why}". */
	const char *words;
	bool absent;			/* what was asked for by its id is not
					 * there; see hark_absent() */
	bool spent;			/* the period's budget is used up */
	int64_t pause;			/* nothing of the kind may be asked for
					 * so long; see hark_quota() */
};

/*
 * How a token is had, and had anew: a request, and where in its answer the
 * token stands.  Where a plugin has .logins the core does all of LOGIN; of
 * several ways the first is gone whose .when is there and whose .url has all
 * that it names.
 */
struct hark_login {
	/* An option or a secret; "refresh": the last token brought something to
	 * have the next one with, {refresh}; NULL: always. */
	const char *when;
	const char *url;		/* address template, of options */
	/* As in hark_plugin; here {refresh} is a value, too.  What is not
	 * complete is left out, of a form the pair. */
	const char *const *auth;
	const char *body;		/* a form, or JSON; NULL: GET */
	unsigned flags;			/* as in hark_request */
	bool next;			/* if 400 is the answer, another way is
					 * tried: that consent may be newer */
	/* Paths in the answer; NULL: as in RFC 6749, "access_token",
	 * "refresh_token" (if there is one), "expires_in" (seconds). */
	const char *token, *refresh, *expires_in;
	/* In answers that are none; NULL: "error_description", "error". */
	const char *why, *code;
	/* NULL: 400 and 401 say that the credentials are refused. */
	const struct hark_refusal *refusals;
};

/* An answer, handled by the plugin. */
typedef void hark_on_fn(struct hark_task *, const struct hark_response *);

/* Who handles what: HARK_ON([ME] = on_me, [PAGE] = on_page), by .tag. */
#define HARK_ON(...)							\
	.on = (hark_on_fn *const[]){ __VA_ARGS__ },			\
	.n_on = sizeof((hark_on_fn *const[]){ __VA_ARGS__ }) /		\
	    sizeof(hark_on_fn *)

/*
 * The plugin itself: constant data, so the core can inspect it, and refuse it,
 * without running any of its code.  It only ever grows at the end.
 */
struct hark_plugin {
	uint32_t abi;			/* HARK_ABI */
	uint32_t size;			/* sizeof(struct hark_plugin) */
	const char *name;
	const char *version;
	unsigned ops;			/* HARK_CAN(...) | ... */
	unsigned terms;			/* HARK_NO_TRAIN | ... */
	int64_t text_ttl;		/* how long text may be kept, or 0 */

	const struct hark_feed *feeds;		/* ends with .name == NULL */
	const struct hark_option *options;	/* ends with .name == NULL */
	const char *const *auth;		/* see above, NULL-terminated */
	const char *const *origins;		/* where credentials may go */

	/*
	 * The JSON member names this plugin reads ("name", or "parent/name"
	 * to narrow), NULL-terminated.  The core prunes all others before
	 * parsing: faster, and what nobody reads is never held.
	 */
	const char *const *reads;

	size_t config_size;
	size_t state_size;		/* of the zeroed, per-task state */

	/* Politeness: at most `burst' requests, then one per `interval'. */
	int64_t interval;
	int burst;

	/* Check what no single option can; on failure say why, in err. */
	bool (*check)(const void *config, char *err, size_t errlen);
	/* Is this the address of a profile here?  For SCAN. */
	bool (*claims)(const char *url);
	/*
	 * Where ids are time-ordered: the order as a number > 0, or 0 if this
	 * id has none.  A function of the id alone; two ids may share a number.
	 * See hark_order() below.  NULL: no id has an order.
	 */
	int64_t (*order)(const char *id);
	/*
	 * React to one event.  Report errors with hark_fail().  NULL: there are
	 * only answers, and .begin and .on handle them.
	 */
	void (*step)(struct hark_task *, const struct hark_event *);

	const struct hark_budget *budgets;	/* ends with .name == NULL */
	/*
	 * The HARK_SECRET option without which there is nothing to LOGIN with;
	 * NULL: any credential will do.
	 */
	const char *login;

	/* Since 1.7. */
	const struct hark_consent *consents;	/* end with .gives == NULL */

	/* Since 1.8, each may be left out. */
	void (*begin)(struct hark_task *);	/* HARK_START */
	hark_on_fn *const *on;			/* answers, by tag: HARK_ON() */
	size_t n_on;
	/* In answers that are none: where the network's own words for it stand,
	 * and its code; the first of several paths with spaces between. */
	const char *why, *code;
	const struct hark_refusal *refusals;	/* end with .error == 0 */
	const struct hark_login *logins;	/* end with .url == NULL */
};

/* The n digits at s as a number; 0 if they are none. */
static inline unsigned __int128
hark_digits_(const char *s, size_t n, const char *digits)
{
	unsigned __int128 v = 0;
	size_t base = strlen(digits);
	const char *d;

	for (size_t i = 0; i < n; i++) {
		if ((d = memchr(digits, s[i], base)) == NULL)
			return 0;
		v = v * base + (size_t)(d - digits);
	}
	return v;
}

/*
 * An .order for common kinds of ids: serial numbers and snowflakes as they
 * are; of ULIDs 48 bits of time and 15 more; of Pleroma's flakes the time and
 * the sequence; of snac's ids the seconds and 29 bits of the hash.
 */
static inline int64_t
hark_order(const char *id)
{
	static const char dec[] = "0123456789", hex[] = "0123456789abcdef",
	    b32[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ",
	    b62[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "abcdefghijklmnopqrstuvwxyz";
	size_t n = strlen(id);
	unsigned __int128 v = n <= 19 ? hark_digits_(id, n, dec) : 0;

	if (v != 0)
		return v <= INT64_MAX ? (int64_t)v : 0;
	if (n == 26 && id[0] <= '7' && hark_digits_(id, n, b32) != 0)
		return (int64_t)hark_digits_(id, 13, b32);
	if (n == 42 && hark_digits_(id + 10, 32, hex) != 0)
		return (int64_t)(hark_digits_(id, 10, dec) << 29 |
		    hark_digits_(id + 10, 8, hex) >> 3);
	v = n == 18 ? hark_digits_(id, n, b62) : 0;
	/* Between 2010 and 2100, or it is something else. */
	if (v >> 64 > INT64_C(1262304000000) &&
	    v >> 64 < INT64_C(4102444800000))
		return (int64_t)((v >> 64) << 16 | (v & 0xffff));
	return 0;
}

/*
 * A plugin exports one symbol, hark_plugin_<name>, where <name> is that of its
 * file.  Everything else in it is static or hidden.
 *
 *	HARK_PLUGIN(example, .version = "1", .ops = ...);
 */
#define HARK_EXPORT	__attribute__((visibility("default")))
#define HARK_PLUGIN(word, ...)						\
	HARK_EXPORT extern const struct hark_plugin hark_plugin_##word;	\
	const struct hark_plugin hark_plugin_##word = { .abi = HARK_ABI, \
	    .size = sizeof(struct hark_plugin), .name = #word, __VA_ARGS__ }

#define HARK_OFFSET_(type, ctype, field)				\
	(offsetof(type, field) + 0 * sizeof(struct {			\
	    _Static_assert(__builtin_types_compatible_p(		\
	    ctype, __typeof__(((type *)0)->field)),			\
	    #field " has the wrong type for its option"); int x; }))

#define HARK_OPT_(t, ctype, text, st, field, ...)			\
	{ .name = (text), .type = (t),					\
	  .offset = HARK_OFFSET_(st, ctype, field), __VA_ARGS__ }
#define HARK_OPT_BOOL(...)	HARK_OPT_(HARK_BOOL, bool, __VA_ARGS__)
#define HARK_OPT_INT(...)	HARK_OPT_(HARK_INT, int64_t, __VA_ARGS__)
#define HARK_OPT_MSEC(...)	HARK_OPT_(HARK_MSEC, int64_t, __VA_ARGS__)
#define HARK_OPT_STRING(...)	HARK_OPT_(HARK_STRING, const char *, __VA_ARGS__)
#define HARK_OPT_URL(...)	HARK_OPT_(HARK_URL, const char *, __VA_ARGS__)
#define HARK_OPT_ENUM(...)	HARK_OPT_(HARK_ENUM, int, __VA_ARGS__)
#define HARK_OPT_LIST(...)						\
	HARK_OPT_(HARK_LIST, const char *const *, __VA_ARGS__)
#define HARK_OPT_AMOUNT(...)	HARK_OPT_(HARK_AMOUNT, int64_t, __VA_ARGS__)
#define HARK_OPT_FILES(...)						\
	HARK_OPT_(HARK_FILES, const char *const *, __VA_ARGS__)

/*
 * A request.  The core adds User-Agent, credentials, timeouts and the size
 * limit, follows redirects within the same origin, waits its turn, retries
 * what is safe to retry, honours Retry-After, and renews an expired token
 * once.  The plugin sees the final 2xx, 3xx or 4xx only; where the network says
 * in a 5xx what should be asked otherwise, see HARK_FAILURES.
 */
#define HARK_ANON		(1u << 0)	/* send no credentials; a SCAN has none */
#define HARK_IDEMPOTENT		(1u << 1)	/* a repeated POST does no harm */
#define HARK_CONDITIONAL	(1u << 2)	/* ETag, Last-Modified; 304 is shown */
#define HARK_FAILURES		(1u << 3)	/* 5xx with JSON is shown, at once */

struct hark_request {
	const char *method;		/* NULL means GET, or POST with a body */
	const char *url;		/* absolute; see hark_url() */
	const char *const *headers;	/* "Name: value", NULL-terminated */
	const char *body;
	size_t len;			/* 0: strlen(body) */
	const char *type;		/* media type of the body */
	int64_t cost;			/* millionths of a budget's unit, at
					 * most; see struct hark_budget */
	unsigned flags;
	int tag;			/* handed back in the event */
	int budget;			/* which of .budgets pays */
	const char *quota;		/* where the network allows each account
					 * so many requests of this kind: a name
					 * for the kind; NULL: the host's */
};

/*
 * A TLS byte stream to a mailbox server, logged in by the core (SASL) as .auth
 * says.  What is sent before it is open waits.  Bytes arrive as HARK_BYTES;
 * when the server ends it there is one HARK_CLOSED, after which the tag is free
 * again.  A server that cannot be reached, or refuses us, ends the task.
 *
 * Or a program on this machine: what is sent at the same time is its standard
 * input, what it says arrives as HARK_BYTES, HARK_CLOSED means that it ended
 * well.  It gets no arguments and no secrets.
 */
struct hark_stream {
	const char *url;		/* imaps://host, or imap://host, which
					 * must STARTTLS; of an option */
	const char *program;		/* or this: of a HARK_PROGRAM option */
	int tag;			/* of its events */
};

/* How to walk over the pages of a feed; see hark_walk(). */
struct hark_walk {
	int64_t pages;			/* at most so many in one task */
	int64_t full;			/* a page with fewer items is the last;
					 * 0: that says nothing */
	bool forward;			/* .after can be asked for */
	bool bounded;			/* pages down end above .after, too */
	int64_t since;			/* first time: nothing older than this */
};

/* The page to ask for: newest first, or next to .after; NULL: no bound. */
struct hark_span {
	const char *after;		/* only what is newer than this id; with
					 * .bounded beside .before as well */
	const char *before;		/* only what is older: id or token */
	int64_t since;			/* where no id says it: nothing older */
};

/*
 * The core, as a plugin sees it.  Tests and fuzzers supply their own.  Plugins
 * use the wrappers below, not this struct; it only ever grows at the end.
 */
struct hark_core {
	uint32_t abi;
	uint32_t size;
	void *(*alloc)(struct hark_task *, size_t);
	char *(*format)(struct hark_task *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
	char *(*url)(struct hark_task *, const char *, const char *const *);
	int64_t (*time)(struct hark_task *, const char *);
	const char *(*header)(struct hark_task *, const char *);
	json_t *(*json)(struct hark_task *, const char *, size_t);
	json_t *(*xml)(struct hark_task *, const char *, size_t);
	json_t *(*mail)(struct hark_task *, const char *, size_t);
	const char *(*kept)(struct hark_task *, const char *);
	void (*keep)(struct hark_task *, const char *, const char *);
	void (*self)(struct hark_task *, const char *, const char *, const char *);
	void (*request)(struct hark_task *, size_t, const struct hark_request *);
	void (*open)(struct hark_task *, size_t, const struct hark_stream *);
	void (*send)(struct hark_task *, int, const void *, size_t);
	void (*close)(struct hark_task *, int);
	void (*timer)(struct hark_task *, int64_t, int);
	void (*post)(struct hark_task *, size_t, const struct hark_post *);
	void (*odd)(struct hark_task *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
	void (*cursor)(struct hark_task *, const char *);
	void (*want)(struct hark_task *, enum hark_op, const char *);
	void (*quota)(struct hark_task *, int64_t, int64_t);
	void (*token)(struct hark_task *, const char *, const char *, int64_t);
	void (*posted)(struct hark_task *, const struct hark_post *);
	void (*done)(struct hark_task *);
	void (*fail)(struct hark_task *, enum hark_error, const char *, ...)
	    __attribute__((format(printf, 3, 4)));
	void (*debug)(struct hark_task *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
	void (*missing)(struct hark_task *, const char *);
	void (*blind)(struct hark_task *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
	char *(*date)(struct hark_task *, int64_t);
	const char *(*str)(struct hark_task *, const json_t *, const char *);
	char *(*copy)(struct hark_task *, const char *);
	char *(*html)(struct hark_task *, const char *);
	char *(*encode)(struct hark_task *, const char *);
	bool (*wordless)(struct hark_task *, const char *);
	const char *(*named)(struct hark_task *, const char *, const char *);
	const char *(*reason)(struct hark_task *, const struct hark_response *,
	    const char *);
	json_t *(*answer)(struct hark_task *, const struct hark_response *,
	    const char *);
	const struct hark_span *(*walk)(struct hark_task *, size_t,
	    const struct hark_walk *);
	bool (*walk_item)(struct hark_task *, const char *, int64_t);
	const struct hark_span *(*walk_next)(struct hark_task *, const char *);
	json_t *(*imap)(struct hark_task *, int, const void *, size_t);
	char *(*mailbox)(struct hark_task *, const char *);
	void (*spent)(struct hark_task *, const char *, int64_t);
	char *(*quote)(struct hark_task *, const char *);
	void (*linger)(struct hark_task *);
	json_t *(*lines)(struct hark_task *, int, const char *, size_t);
	void (*item)(struct hark_task *, const json_t *);
	bool (*changed)(struct hark_task *, const char *, int64_t);
	void (*counted)(struct hark_task *);
	json_t *(*at)(struct hark_task *, const json_t *, const char *);
	const char *(*next)(struct hark_task *);
	const char *(*code)(struct hark_task *, const struct hark_response *);
	bool (*refused)(struct hark_task *, const struct hark_response *,
	    const struct hark_refusal *);
	bool (*absent)(struct hark_task *, const struct hark_response *);
	const char *(*more)(struct hark_task *, const char *, int64_t);
	/* Since 1.9. */
	char *(*hash)(struct hark_task *, size_t, const char *const *);
	char *(*join)(struct hark_task *, const char *, const char *);
	bool (*later)(struct hark_task *, const char *);
};

/* The visible head of a task; the rest is the core's. */
struct hark_task {
	const struct hark_core *core;
	const void *config;		/* of config_size, constant */
	void *state;			/* of state_size, zero at HARK_START */
	const struct hark_start *start;	/* lives as long as the task */
	int64_t now;			/* of the event */
};

/* Memory that lives as long as the task.  Never NULL. */
#define hark_alloc(t, n)	((t)->core->alloc((t), (n)))
#define hark_format(t, ...)	((t)->core->format((t), __VA_ARGS__))
#define hark_copy(t, s)		((t)->core->copy((t), (s)))	/* NULL stays */

/*
 * Build a URL from a base and name, value, ... , NULL pairs, percent-encoding
 * both; pairs with a NULL value are left out.
 */
#define hark_url(t, base, ...)						\
	((t)->core->url((t), (base), (const char *const[]){ __VA_ARGS__, NULL }))

/*
 * Parse the response; lent until the function returns.  NULL, and the task fails,
 * if it cannot be read at all.  XML and mail come as documented JSON shapes, so
 * a plugin links jansson and nothing else.  An element of XML is an object with
 * "name", "ns" (the address, not the prefix), "attr" (an object), "text" (what
 * stands directly in it) and "children" (an array; with strings among them
 * where words and elements stand side by side), each only if there is any;
 * .reads does not apply.  Bad UTF-8, \u0000 and lone
 * surrogates become U+FFFD, numbers out of range become strings: one hostile
 * post must not jam an account.
 */
#define hark_json(t, r)		((t)->core->json((t), (r)->body, (r)->len))
#define hark_xml(t, r)		((t)->core->xml((t), (r)->body, (r)->len))

/*
 * A mail (RFC 5322, MIME).  NULL, and it is counted as odd, if it is none.
 *
 *	{ "id": "a@b", "in-reply-to": ["c@d"], "references": ["e@f", "c@d"],
 *	  "from": [{"name": "Anna K.", "address": "anna@example.org"}],
 *	  "reply-to": [], "to": [], "cc": [],
 *	  "headers": {"subject": ["Frage"], "received": ["...", "..."]},
 *	  "type": "multipart/report", "report": "delivery-status",
 *	  "parts": [{"type": "text/plain", "text": "Hallo", "flowed": true},
 *		    {"type": "text/html", "html": "<p>Hallo", "text": "Hallo"},
 *		    {"type": "image/png", "attached": true, "name": "x"}] }
 *
 * Names of headers, types and addresses are in lower case, headers topmost
 * first, unfolded and decoded; what is not there is absent.
 */
#define hark_mail(t, p, n)	((t)->core->mail((t), (p), (n)))

/*
 * What came on a stream, as the IMAP responses (RFC 9051) that are whole by
 * now, an array; the rest is remembered.  NULL, and the task fails, if it is
 * not IMAP.
 *
 *	* 2 FETCH (UID 7 BODY[] {3}	["*", "2", "FETCH",
 *	abc)				  ["UID", "7", "BODY[]", "abc"]]
 *	* OK [UIDVALIDITY 77] hello	["*", "OK", ["UIDVALIDITY", "77"], "hello"]
 *	A1 NO no such mailbox		["A1", "NO", null, "no such mailbox"]
 *	+ idling			["+", "idling"]
 *
 * Numbers stay strings, NIL is null; what came as a literal may be any bytes.
 */
#define hark_imap(t, tag, p, n)	((t)->core->imap((t), (tag), (p), (n)))

/* Of a response: the i-th as a string, or NULL; is it this word? */
static inline const char *
hark_imap_str(const json_t *list, size_t i)
{
	return json_string_value(json_array_get(list, i));
}

static inline bool
hark_imap_is(const json_t *list, size_t i, const char *word)
{
	const char *s = hark_imap_str(list, i);

	return s != NULL && strcasecmp(s, word) == 0;
}

/* A whole number up to 2^32 - 1, or -1. */
static inline int64_t
hark_imap_number(const char *s)
{
	int64_t n = 0;

	if (s == NULL || *s == '\0')
		return -1;
	for (; *s >= '0' && *s <= '9' && n < INT64_C(1) << 32; s++)
		n = n * 10 + (*s - '0');
	return *s == '\0' && n < INT64_C(1) << 32 ? n : -1;
}

/* What a FETCH shows: ["*", "3", "FETCH", ["UID", "7", "BODY[]<0>", "..."]]. */
struct hark_imap_mail {
	int64_t uid;			/* -1: not told */
	const char *received;		/* INTERNALDATE, or NULL */
	const json_t *body;		/* NULL: only flags have changed */
};

static inline struct hark_imap_mail
hark_imap_mail(const json_t *r)
{
	struct hark_imap_mail m = { .uid = -1 };
	const json_t *l = json_array_get(r, 3);

	for (size_t i = 0; i + 1 < json_array_size(l); i += 2) {
		if (hark_imap_is(l, i, "UID"))
			m.uid = hark_imap_number(hark_imap_str(l, i + 1));
		else if (hark_imap_is(l, i, "INTERNALDATE"))
			m.received = hark_imap_str(l, i + 1);
		else if (hark_imap_str(l, i) != NULL &&
		    strncasecmp(hark_imap_str(l, i), "BODY[]", 6) == 0)
			m.body = json_array_get(l, i + 1);
	}
	return m;
}

/*
 * Where the server tells of news: all is read, and the poll counts as done, but
 * it stays for up to start->wait to hear what comes next.  Then it holds up
 * nobody, and its streams may be silent.  May be said again after news.
 */
#define hark_linger(t)		((t)->core->linger((t)))
/* A mailbox' name as IMAP wants it, with its quotes. */
#define hark_mailbox(t, name)	((t)->core->mailbox((t), (name)))

/*
 * What came on a stream, as the JSON documents that are whole by now, one a
 * line, an array; the rest is remembered.  With NULL, 0 what is left at the
 * end.  A line that is no JSON is null in it; .reads does not apply.
 */
#define hark_lines(t, tag, p, n) ((t)->core->lines((t), (tag), (p), (n)))
/*
 * What such an object tells becomes an effect: a post, or "self", "cursor",
 * "missing", "blind", "posted", "error"; the schema is in hark-plugin(7).
 */
#define hark_item(t, j)		((t)->core->item((t), (j)))

/* RFC 3339, RFC 5322 (also as IMAP writes it) or decimal seconds to milliseconds;
 * 0 if NULL or not one. */
#define hark_time(t, s)		((t)->core->time((t), (s)))
/* And back: "2026-11-20T08:14:02.113Z".  Never NULL. */
#define hark_date(t, ms)	((t)->core->date((t), (ms)))

/* A header of the current response, any case; NULL if absent. */
#define hark_header(t, name)	((t)->core->header((t), (name)))

/*
 * What stands at a path of members ("id", "account/id"): a string, or an
 * integer as text, since old servers send numbers where new ones send strings.
 * NULL if it is absent, empty or anything else.  Lent like the JSON.
 */
#define hark_str(t, j, path)	((t)->core->str((t), (j), (path)))

/*
 * What stands at such a path, whatever it is, or NULL; "items/0" is the first
 * of a list.  And whole numbers and what is true, 0 and false if it is not.
 */
#define hark_at(t, j, path)	((t)->core->at((t), (j), (path)))
#define hark_int(t, j, path)						\
	((int64_t)json_integer_value(hark_at((t), (j), (path))))
#define hark_true(t, j, path)	json_is_true(hark_at((t), (j), (path)))

/* The number that a text begins with, without sign; 0 if there is none. */
static inline int64_t
hark_number(const char *s)
{
	int64_t n = 0;

	while (s != NULL && *s >= '0' && *s <= '9' && n < INT64_MAX / 10 - 1)
		n = n * 10 + (*s++ - '0');
	return n;
}

/* For .check: hand over why the configuration is refused; NULL: it is not. */
static inline bool
hark_refuse(const char *why, char *err, size_t errlen)
{
	size_t n = why != NULL ? strlen(why) : 0;

	if (why == NULL || errlen == 0)
		return why == NULL;
	n = n < errlen ? n : errlen - 1;
	memcpy(err, why, n);
	err[n] = '\0';
	return false;
}

static inline bool
hark_is(const char *s, const char *word)
{
	return s != NULL && word != NULL && strcmp(s, word) == 0;
}

/* Is it a poll of this feed? */
static inline bool
hark_feed_is(const struct hark_task *t, const char *name)
{
	return t->start->feed != NULL && hark_is(t->start->feed->name, name);
}

/* What a page at `base' means with "/x", "?q", "//host/x" or all of it. */
#define hark_join(t, base, ref)	((t)->core->join((t), (base), (ref)))
/*
 * Of one text or several an id of 32 hexadecimal digits, for what has none of
 * its own, or one that is nobody's business.  NULL is as good as "".
 */
#define hark_hash(t, ...)						\
	((t)->core->hash((t), sizeof((const char *const[]){ __VA_ARGS__ }) / \
	    sizeof(const char *), (const char *const[]){ __VA_ARGS__ }))
/* Text as HTML, and as part of a path in a URL. */
#define hark_html(t, s)		((t)->core->html((t), (s)))
#define hark_encode(t, s)	((t)->core->encode((t), (s)))
/* Name and value, ... as a form's body: its media type is HARK_FORM. */
#define HARK_FORM		"application/x-www-form-urlencoded"
#define hark_form(t, ...)	(hark_url((t), "", __VA_ARGS__) + 1)
/* As a string of JSON, quotes included; NULL is null. */
#define hark_quote(t, s)	((t)->core->quote((t), (s)))
/* Does this text or HTML say nothing but @names?  For HARK_POST_MEDIA_ONLY. */
#define hark_wordless(t, s)	((t)->core->wordless((t), (s)))

/* REPLY: text with the handle before it, unless that is in it somewhere. */
#define hark_named(t, s, who)	((t)->core->named((t), (s), (who)))

#define hark_ok(r)		((r)->status / 100 == 2)
#define hark_gone(r)		((r)->status == 404 || (r)->status == 410)
#define hark_closed(r)		((r)->status == 401 || (r)->status == 403)

/*
 * The JSON of a 2xx answer.  NULL, and the task fails as .refusals say or else
 * the status, if it is anything else; `why' is the path of the network's own
 * words for it, NULL: the plugin's .why.
 */
#define hark_answer(t, r, why)	((t)->core->answer((t), (r), (why)))
/* The same words alone: "status 404, \"Record not found\"". */
#define hark_reason(t, r, why)	((t)->core->reason((t), (r), (why)))
/* And its code, at the plugin's .code; NULL if there is none. */
#define hark_code(t, r)		((t)->core->code((t), (r)))
/* Is it in this table?  Then the task fails as it says there. */
#define hark_refused(t, r, rows) ((t)->core->refused((t), (r), (rows)))
/*
 * Is what was asked for by its id not there?  As those of .refusals say that
 * are .absent; if none is: 404 and 410.
 */
#define hark_absent(t, r)	((t)->core->absent((t), (r)))

/* Small facts kept per account: limits of the server, ids. */
#define hark_kept(t, name)	((t)->core->kept((t), (name)))
#define hark_keep(t, name, v)	((t)->core->keep((t), (name), (v)))

/* Who this account is: author id, handle, URL. */
#define hark_self(t, id, h, u)	((t)->core->self((t), (id), (h), (u)))

/*
 * Effects.  None returns a status: the first failure ends the task and turns
 * the remaining calls into no-ops, so a plugin need not check each of them.
 */
#define hark_request(t, ...)						\
	((t)->core->request((t), sizeof(struct hark_request),		\
	    &(const struct hark_request){ __VA_ARGS__ }))
#define hark_open(t, ...)						\
	((t)->core->open((t), sizeof(struct hark_stream),		\
	    &(const struct hark_stream){ __VA_ARGS__ }))
#define hark_send(t, tag, p, n)	((t)->core->send((t), (tag), (p), (n)))
#define hark_close(t, tag)	((t)->core->close((t), (tag)))
#define hark_timer(t, ms, tag)	((t)->core->timer((t), (ms), (tag)))

/* A post was seen.  Seeing it twice is harmless: (source, id) is unique. */
#define hark_post(t, ...)						\
	((t)->core->post((t), sizeof(struct hark_post),			\
	    &(const struct hark_post){ __VA_ARGS__ }))

/* The same, filled in already; in a REPLY it is what was sent. */
static inline void
hark_tell(struct hark_task *t, const struct hark_post *p)
{
	if (t->start->op == HARK_REPLY)
		t->core->posted(t, p);
	else
		t->core->post(t, sizeof(*p), p);
}

/* An item that cannot be understood: counted and shown, never fatal. */
#define hark_odd(t, ...)	((t)->core->odd((t), __VA_ARGS__))

/*
 * A commit point: everything posted so far and this cursor become durable
 * together.  A task that fails later keeps them, and the next one goes on here.
 */
#define hark_cursor(t, s)	((t)->core->cursor((t), (s)))

/*
 * Walk over a feed's pages without losing anything, however few of them one
 * task may read: from the cursor up to the newest item, and then over what
 * earlier tasks had to leave out.  The core keeps the cursor; the plugin asks
 * for one page at a time, tells what stands on it, and asks for the next:
 *
 *	s = hark_walk(t, .pages = 10);
 *	while (s != NULL) {			(an answer each)
 *		request the page s, and for each item on it
 *			if (hark_walk_item(t, id, time)) hark_post(...);
 *		s = hark_walk_next(t, NULL);
 *	}
 *	hark_done(t);
 *
 * Items are compared by .order() where both have one, else by the time the
 * network sorts them by.  Those without a usable id are hark_odd() already.  An
 * unchanged page (304) is one without items.  hark_walk_next() takes the token
 * of the page below where the network has tokens, "" if there is no such page,
 * NULL to go on below the lowest id.
 */
#define hark_walk(t, ...)						\
	((t)->core->walk((t), sizeof(struct hark_walk),			\
	    &(const struct hark_walk){ __VA_ARGS__ }))
#define hark_walk_item(t, id, at) ((t)->core->walk_item((t), (id), (at)))
#define hark_walk_next(t, below) ((t)->core->walk_next((t), (below)))

/*
 * Where lists only tell how many answers there are: there are so many below
 * this id now.  False if there were as many the last time; true is a reason to
 * look there.  hark_counted() at the end of the poll makes what was told the
 * feed's cursor (HASH.COUNT,...), which is nothing else then.
 */
#define hark_changed(t, id, n)	((t)->core->changed((t), (id), (n)))
#define hark_counted(t)		((t)->core->counted((t)))

/*
 * Asked for this id by name, the network said 404 or 410.  Not finding a post
 * in a list says nothing.  The core decides when it believes the network.
 */
#define hark_missing(t, id)	((t)->core->missing((t), (id)))

/*
 * Where lists are read page by page without a cursor: the token of the next
 * one, which lives as long as the task.  NULL: there is none, it is the one
 * that was just asked for, or so many pages were read.
 */
#define hark_more(t, token, pages) ((t)->core->more((t), (token), (pages)))

/*
 * CHECK: the id to ask for now, one after the other.  After the last one the
 * task is done, and it is NULL.  SCAN: the same with what was put aside.
 */
#define hark_next(t)		((t)->core->next((t)))
/*
 * SCAN: a thread to read when the list is.  False: a hundred are enough, and
 * the person is told.
 */
#define hark_later(t, id)	((t)->core->later((t), (id)))

/* What could not be seen, in words for a person ("replies need a token"). */
#define hark_blind(t, ...)	((t)->core->blind((t), __VA_ARGS__))

/*
 * Suggest another task, e.g. the thread around a post; the core may decline,
 * and does in a THREAD for the very post it was asked for.  What it takes it
 * reads, also after failures and a restart: a cursor may go past it.
 */
#define hark_want(t, op, id)	((t)->core->want((t), (op), (id)))

/*
 * The network told us how many requests are left, and until when.  Headers
 * (X-RateLimit-Remaining and -Reset, RateLimit-..., X-Rate-Limit-..., and
 * Meta's X-App-Usage and the like) the core reads itself.
 */
#define hark_quota(t, left, reset) ((t)->core->quota((t), (left), (reset)))

/*
 * What the answer at hand has cost, in millionths: the sum of all calls, or
 * the request's .cost if there are none.  Where the same item costs nothing
 * more on the same day (UTC) it is named, else NULL.  HARK_ALL: the network
 * says that the period's budget is used up.
 */
#define HARK_ALL	INT64_MAX
#define hark_spent(t, item, cost) ((t)->core->spent((t), (item), (cost)))

/*
 * LOGIN: where the new tokens stand in the JSON of the current response, each
 * the name of a member ("access_token") or a JSON pointer ("/data/0/token"),
 * never the token itself.  refresh may be NULL: the old one stays.  expires is
 * when the access token ends; 0: as it says itself (JWT), or unknown.  They are
 * {token} and {refresh} from then on.
 */
#define hark_token(t, access, refresh, expires)				\
	((t)->core->token((t), (access), (refresh), (expires)))

/*
 * REPLY: it is out, and this is how the network shows it.  A task that is done
 * without it, or with one without id, has failed: nobody knows what is there.
 */
#define hark_posted(t, ...)						\
	((t)->core->posted((t), &(const struct hark_post){ __VA_ARGS__ }))

#define hark_done(t)		((t)->core->done((t)))
#define hark_fail(t, err, ...)	((t)->core->fail((t), (err), __VA_ARGS__))
#define hark_debug(t, ...)	((t)->core->debug((t), __VA_ARGS__))

#endif
