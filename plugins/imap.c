/* SPDX-License-Identifier: ISC */

/*
 * imap - a mailbox of the business' own: mails from customers, answers to its
 * newsletter, enquiries from the form on its website.
 *
 * A question is answered when a mail to its writer lies among the sent ones.
 * Conversations are private, and their ids come from the mails themselves
 * (Message-ID), so that neither a moved mail nor a new UIDVALIDITY doubles
 * them.  Nothing is sent from here: people answer where they write mails.  No
 * post has an address to answer at: it would hold the writer's, which not every
 * notifier may see.
 */

#include <string.h>

#include "mailbox/mailbox.h"

#define MAX_TEXT	16000

struct config {
	const char *server;
	const char *user;
	const char *password;
	const char *const *addresses;
	const char *const *folders;
	const char *sent;
	const char *authserv_id;
	const char *token_url, *client_id, *client_secret, *refresh_token;
	const char *scope;
};

struct state {
	struct mb_box box;
	bool sent;			/* it is the box of sent mails */
};

/* --- whose ---------------------------------------------------------------- */

/* The address that stands for all of ours; NULL: none is known. */
static const char *
main_address(const struct config *cf)
{
	const char *const *a = cf->addresses;

	for (; a != NULL && *a != NULL; a++)
		if (**a != '@')
			return *a;
	return cf->user != NULL && strchr(cf->user, '@') != NULL ? cf->user :
	    NULL;
}

/* "@shop.example" are all of a domain. */
static bool
is_ours(const struct config *cf, const char *address)
{
	const char *const *a = cf->addresses;
	const char *at = address != NULL ? strrchr(address, '@') : NULL;

	if (at == NULL)
		return false;
	if (cf->user != NULL && strcasecmp(address, cf->user) == 0)
		return true;
	for (; a != NULL && *a != NULL; a++)
		if (strcasecmp(**a == '@' ? at : address, *a) == 0)
			return true;
	return false;
}

static char *
lower(struct hark_task *t, const char *s)
{
	char *out = hark_copy(t, s);

	for (char *p = out; p != NULL && *p != '\0'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + ('a' - 'A'));
	return out;
}

/* --- a mail --------------------------------------------------------------- */

/* To whom a mail of ours speaks. */
static const char *const *
addressed(struct hark_task *t, const json_t *mail)
{
	size_t n = json_array_size(json_object_get(mail, "to")), k = 0;
	const char **list = hark_alloc(t, (n + 1) * sizeof(*list));

	for (size_t i = 0; i < n; i++) {
		const char *a = mb_address(mail, "to", i);

		if (a != NULL && !is_ours(t->config, a))
			list[k++] = a;
	}
	return list;
}

/*
 * Who wrote it.  Forms on websites send in the name of the shop or of a
 * machine, and name the person in Reply-To.
 */
static const json_t *
writer(struct hark_task *t, const json_t *mail)
{
	const json_t *from = json_array_get(json_object_get(mail, "from"), 0);
	const json_t *back = json_array_get(json_object_get(mail, "reply-to"),
	    0);
	const char *a = mb_address(mail, "from", 0);
	const char *b = mb_address(mail, "reply-to", 0);

	if (b != NULL && (a == NULL || is_ours(t->config, a) ||
	    mb_no_reply(a)) && !is_ours(t->config, b) && !mb_no_reply(b))
		return back;
	return from;
}

/* The last of References is the parent, if In-Reply-To names none. */
static void
relatives(struct hark_task *t, const json_t *mail, struct hark_post *p)
{
	const json_t *up = json_object_get(mail, "in-reply-to");
	const json_t *refs = json_object_get(mail, "references");
	const char *parent = json_string_value(json_array_get(up, 0));
	const char *root = json_string_value(json_array_get(refs, 0));

	if (parent == NULL && json_array_size(refs) > 0)
		parent = json_string_value(json_array_get(refs,
		    json_array_size(refs) - 1));
	if (root == NULL)
		root = parent;
	if (parent != NULL)
		p->parent = mb_hash(t, parent);
	if (root != NULL)
		p->thread = mb_hash(t, root);
}

/* The words of the subject belong to the first mail of a conversation. */
static const char *
words(struct hark_task *t, const json_t *mail, struct hark_post *p)
{
	const char *all = mb_text(t, mail), *text = mb_words(t, all);
	bool reply;
	const char *subject = mb_subject(mb_header(mail, "subject"), &reply);

	reply |= p->parent != NULL;
	/* Passed on without a word: what is passed on is meant. */
	if (*text == '\0' && !reply)
		text = all;
	if (*text == '\0' && mb_attached(mail))
		p->flags |= HARK_POST_MEDIA_ONLY;
	if (reply || subject == NULL || *subject == '\0' ||
	    strncasecmp(text, subject, strlen(subject)) == 0)
		return mb_cut(t, text, MAX_TEXT);
	return hark_format(t, "%s\n\n%s", mb_cut(t, subject, 300),
	    mb_cut(t, text, MAX_TEXT));
}

/* It says it is ours, and the server that took it says it is not. */
static bool
is_forged(struct hark_task *t, const json_t *mail)
{
	const struct config *cf = t->config;

	return mb_verdict(t, mail, cf->authserv_id, NULL) == MB_FAIL;
}

static void
on_mail(struct hark_task *t, const json_t *mail, int64_t received, bool cut)
{
	const struct config *cf = t->config;
	const struct state *st = t->state;
	const json_t *who = writer(t, mail);
	const char *address = json_string_value(json_object_get(who,
	    "address"));
	const char *id = json_string_value(json_object_get(mail, "id"));
	const char *me = lower(t, main_address(cf));
	const char *const us[] = { me, NULL };
	struct hark_post p = { .kind = HARK_MESSAGE,
	    .visibility = HARK_PRIVATE, .format = HARK_TEXT };

	p.id = mb_id(t, mail);
	if (id != NULL)
		p.uri = hark_format(t, "mid:%s", hark_encode(t, id));
	p.created = mb_time(t, mail, received);
	p.name = json_string_value(json_object_get(who, "name"));
	p.handle = address;
	relatives(t, mail, &p);
	if (mb_automatic(mail))
		p.flags |= HARK_POST_AUTOMATIC;
	if (cut)
		p.flags |= HARK_POST_PARTIAL;
	if (st->sent || is_ours(cf, address)) {
		p.kind = HARK_OWN;
		p.author = me;
		p.addressed = addressed(t, mail);
		if (!st->sent && is_forged(t, mail)) {
			p.kind = HARK_MESSAGE;
			p.author = NULL;
			p.addressed = us;
			p.flags |= HARK_POST_AUTOMATIC;
		}
	} else {
		p.author = address;
		p.addressed = us;
		if (address == NULL || mb_no_reply(address))
			p.flags |= HARK_POST_AUTOMATIC;
	}
	p.text = words(t, mail, &p);
	t->core->post(t, sizeof(p), &p);
}

/* --- tasks ---------------------------------------------------------------- */

/* A token for XOAUTH2: in exchange for a lasting one, or for the secret alone. */
static void
log_in(struct hark_task *t, const struct hark_start *s)
{
	const struct config *cf = t->config;
	bool again = cf->refresh_token != NULL || (s->argument != NULL &&
	    strcmp(s->argument, "refresh") == 0);

	if (cf->token_url == NULL || cf->client_id == NULL) {
		hark_fail(t, HARK_E_CONFIG, "there is neither a password nor "
		    "a token-url and client-id");
		return;
	}
	hark_request(t, .url = cf->token_url, .flags = HARK_IDEMPOTENT,
	    .type = "application/x-www-form-urlencoded",
	    .body = hark_format(t, "grant_type=%s&client_id={client-id}%s%s%s",
	    again ? "refresh_token" : "client_credentials",
	    cf->client_secret != NULL ? "&client_secret={client-secret}" : "",
	    cf->scope != NULL ? "&scope={scope}" : "",
	    !again ? "" : s->argument != NULL &&
	    strcmp(s->argument, "refresh") == 0 ?
	    "&refresh_token={refresh}" : "&refresh_token={refresh-token}"));
}

static void
logged_in(struct hark_task *t, const struct hark_response *r)
{
	const char *refresh, *type = NULL;
	int64_t lives;
	json_t *j;

	if (r->status == 400 || r->status == 401) {
		hark_fail(t, HARK_E_AUTH, "no token is given: %s",
		    hark_reason(t, r, "error_description"));
		return;
	}
	if ((j = hark_answer(t, r, "error_description")) == NULL)
		return;
	type = hark_str(t, j, "access_token");
	if (type == NULL) {
		hark_fail(t, HARK_E_PROTOCOL, "an answer without a token");
		return;
	}
	lives = json_integer_value(json_object_get(j, "expires_in"));
	refresh = hark_str(t, j, "refresh_token") != NULL ? "refresh_token" :
	    NULL;
	hark_token(t, "access_token", refresh,
	    lives > 0 && lives < 400 * 86400 ? t->now + lives * 1000 : 0);
	hark_done(t);
}

static void
start(struct hark_task *t, const struct hark_start *s)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	struct mb_box *b = &st->box;

	if (s->op == HARK_LOGIN) {
		log_in(t, s);
		return;
	}
	if (main_address(cf) != NULL)
		hark_self(t, lower(t, main_address(cf)),
		    lower(t, main_address(cf)), NULL);
	b->url = cf->server;
	b->mail = on_mail;
	if (s->op == HARK_THREAD) {
		/* Was it answered meanwhile?  The newest sent ones tell. */
		b->tail = st->sent = true;
	} else if (s->op == HARK_POLL) {
		st->sent = strcmp(s->feed->name, "sent") == 0;
		b->since = s->since;
	} else {
		hark_fail(t, HARK_E_CONFIG, "a mailbox cannot do that");
		return;
	}
	b->name = st->sent ? cf->sent : s->argument;
	if (st->sent && b->name == NULL)
		b->raw = hark_copy(t, hark_kept(t, "sent"));
	mb_start(t, b, s->cursor);
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	struct state *st = t->state;

	if (ev->type == HARK_START)
		start(t, t->start);
	else if (ev->type == HARK_RESPONSE)
		logged_in(t, &ev->response);
	else
		mb_event(t, &st->box, ev);
}

static bool
check(const void *config, char *why, size_t size)
{
	const struct config *cf = config;
	const char *words = NULL;

	if (strncmp(cf->server, "imap", 4) != 0)
		words = "server must begin with imaps:// or imap://";
	else if (main_address(cf) == NULL)
		words = "user is no mail address: name yours in addresses";
	else if (cf->password == NULL && cf->token_url == NULL)
		words = "it needs a password, or token-url and client-id";
	else if (cf->token_url != NULL && (cf->client_id == NULL ||
	    (cf->client_secret == NULL && cf->refresh_token == NULL)))
		words = "token-url needs client-id, and client-secret or "
		    "refresh-token";
	for (const char *const *a = cf->addresses; words == NULL &&
	    a != NULL && *a != NULL; a++)
		if (strchr(*a, '@') == NULL)
			words = "addresses are mail addresses, or @ and a "
			    "domain";
	if (words == NULL)
		return true;
	if (strlen(words) < size)
		memcpy(why, words, strlen(words) + 1);
	return false;
}

/* --- what it is ----------------------------------------------------------- */

static const struct hark_option options[] = {
	HARK_OPT_URL("server", struct config, server,
	    .flags = HARK_REQUIRED | HARK_REALM,
	    .help = "mail server, as imaps://imap.example.org"),
	HARK_OPT_STRING("user", struct config, user, .flags = HARK_REQUIRED,
	    .help = "user name there, mostly the mail address"),
	HARK_OPT_STRING("password", struct config, password,
	    .flags = HARK_SECRET,
	    .help = "name of the credential with the (app) password"),
	HARK_OPT_LIST("addresses", struct config, addresses,
	    .help = "mail addresses that are yours, or @ and a domain"),
	HARK_OPT_LIST("folders", struct config, folders, .def = "INBOX",
	    .help = "mailboxes where mails from others arrive"),
	HARK_OPT_STRING("sent", struct config, sent,
	    .help = "mailbox of sent mails, if it is not found by itself"),
	HARK_OPT_STRING("authserv-id", struct config, authserv_id,
	    .help = "your mail server's name in Authentication-Results"),
	HARK_OPT_URL("token-url", struct config, token_url,
	    .help = "where tokens are given instead of passwords (OAuth)"),
	HARK_OPT_STRING("client-id", struct config, client_id,
	    .help = "id of the application that asks for tokens"),
	HARK_OPT_STRING("client-secret", struct config, client_secret,
	    .flags = HARK_SECRET, .help = "name of the credential with its "
	    "secret"),
	HARK_OPT_STRING("refresh-token", struct config, refresh_token,
	    .flags = HARK_SECRET, .help = "name of the credential with a "
	    "refresh token"),
	HARK_OPT_STRING("scope", struct config, scope,
	    .help = "scope of the tokens"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "inbox", .interval = 180000, .option = "folders",
	  .help = "mails from others", .sees = HARK_SEES_MESSAGES },
	{ .name = "sent", .interval = 180000, .help = "sent mails",
	  .sees = HARK_SEES_OWN | HARK_SEES_ANSWERS },
	{ .name = NULL }
};

static const char *const auth[] = {
	"sasl {user} {password}", "xoauth2 {user} {token}", NULL
};

/* Of the tokens' answer; what comes on streams is not pruned. */
static const char *const reads[] = {
	"access_token", "refresh_token", "expires_in", "error_description", NULL
};

HARK_EXPORT extern const struct hark_plugin hark_plugin_imap;

const struct hark_plugin hark_plugin_imap = {
	.abi = HARK_ABI,
	.size = sizeof(struct hark_plugin),
	.name = "imap",
	.version = "1",
	.ops = HARK_CAN(HARK_LOGIN) | HARK_CAN(HARK_POLL) |
	    HARK_CAN(HARK_THREAD),
	.feeds = feeds,
	.options = options,
	.auth = auth,
	.reads = reads,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	.interval = 1000,
	.burst = 10,
	.check = check,
	.step = step,
};
