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
	struct mb_server at;
	const char *const *addresses;
	const char *sent;
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
	return cf->at.user != NULL && strchr(cf->at.user, '@') != NULL ? cf->at.user :
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
	if (cf->at.user != NULL && strcasecmp(address, cf->at.user) == 0)
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
		p->parent = hark_hash(t, parent);
	if (root != NULL)
		p->thread = hark_hash(t, root);
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

	return mb_verdict(mail, cf->at.authserv_id, NULL) == MB_FAIL;
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
	hark_tell(t, &p);
}

/* --- tasks ---------------------------------------------------------------- */

static void
start(struct hark_task *t, const struct hark_start *s)
{
	const struct config *cf = t->config;
	struct state *st = t->state;
	struct mb_box *b = &st->box;

	if (main_address(cf) != NULL)
		hark_self(t, lower(t, main_address(cf)),
		    lower(t, main_address(cf)), NULL);
	b->url = cf->at.server;
	b->mail = on_mail;
	if (s->op == HARK_THREAD) {
		/* Was it answered meanwhile?  The newest sent ones tell. */
		b->tail = st->sent = true;
	} else {
		st->sent = hark_feed_is(t, "sent");
		b->since = s->since;
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
	else
		mb_event(t, &st->box, ev);
}

static bool
check(const void *config, char *why, size_t size)
{
	const struct config *cf = config;
	const char *words = mb_check(&cf->at);

	if (words == NULL && main_address(cf) == NULL)
		words = "user is no mail address: name yours in addresses";
	for (const char *const *a = cf->addresses; words == NULL &&
	    a != NULL && *a != NULL; a++)
		if (strchr(*a, '@') == NULL)
			words = "addresses are mail addresses, or @ and a "
			    "domain";
	return hark_refuse(words, why, size);
}

/* --- what it is ----------------------------------------------------------- */

static const struct hark_option options[] = {
	MB_OPTIONS(struct config, at),
	HARK_OPT_LIST("addresses", struct config, addresses,
	    .help = "mail addresses that are yours, or @ and a domain"),
	HARK_OPT_STRING("sent", struct config, sent,
	    .help = "mailbox of sent mails, if it is not found by itself"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "inbox", .interval = 180000, .option = "folders",
	  .help = "mails from others", .sees = HARK_SEES_MESSAGES },
	{ .name = "sent", .interval = 180000, .help = "sent mails",
	  .sees = HARK_SEES_OWN | HARK_SEES_ANSWERS },
	{ .name = NULL }
};

HARK_PLUGIN(imap,
	.version = "1",
	.ops = HARK_CAN(HARK_LOGIN) | HARK_CAN(HARK_POLL) |
	    HARK_CAN(HARK_THREAD),
	.feeds = feeds,
	.options = options,
	.auth = mb_auth,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	.interval = 1000,
	.burst = 10,
	.check = check,
	.step = step,
	.logins = mb_logins
);
