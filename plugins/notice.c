/* SPDX-License-Identifier: ISC */

/*
 * notice - mails in which a network tells of reviews, comments and messages,
 * for networks that let no program listen otherwise.
 *
 * Everybody can write such a mail.  One is believed only if our own mail server
 * noted that the network's domain signed it (DKIM).  What the mails of a
 * network look like stands in data files, conf/notices; a layout is read only
 * after a real mail has proved it.  Of all others the subject and the link are
 * told: somebody should look.  The network shows no answers here.
 */

#include <string.h>

#include "mailbox/mailbox.h"

#define MAX_TEXT	8000

struct config {
	struct mb_server at;
	const char *const *notices;
};

struct state {
	struct mb_box box;
};

/* --- profiles ------------------------------------------------------------- */

/*
 *	name = Google			"key = value" lines, # comments
 *	from = google.com		domains and addresses it sends from
 *	dkim = google.com		domains that sign
 *	proved = no
 *	link = google.com		where links may lead
 *	page = https://...		where to look, if there is no link
 *	ignore = PATTERN		subjects that tell nothing
 *	[review]			layouts, tried in their order
 *	kind = review
 *	subject = PATTERN
 *	body = PATTERN
 */
struct entry {
	const char *key, *value;
	size_t key_len, len;
	bool section;
};

/* The next entry at *p, moving on; false: there is none. */
static bool
next_entry(const char **p, struct entry *e)
{
	const char *s, *end, *eq;

	for (s = *p; *s != '\0'; s = *p) {
		end = s + strcspn(s, "\n");
		*p = end + (*end != '\0');
		while (end > s && strchr(" \t\r", end[-1]) != NULL)
			end--;
		s += strspn(s, " \t");
		if (s >= end || *s == '#')
			continue;
		*e = (struct entry){ .key = s };
		if (*s == '[') {
			e->section = true;
			e->key_len = (size_t)(end - s);
			return true;
		}
		eq = memchr(s, '=', (size_t)(end - s));
		if (eq == NULL) {
			e->key_len = (size_t)(end - s);
			return true;
		}
		e->value = eq + 1;
		while (eq > s && strchr(" \t", eq[-1]) != NULL)
			eq--;
		e->key_len = (size_t)(eq - s);
		while (e->value < end && strchr(" \t", *e->value) != NULL)
			e->value++;
		e->len = (size_t)(end - e->value);
		return true;
	}
	return false;
}

static bool
is_key(const struct entry *e, const char *key)
{
	return !e->section && e->key_len == strlen(key) &&
	    memcmp(e->key, key, e->key_len) == 0;
}

static bool
is_value(const struct entry *e, const char *value)
{
	return e->len == strlen(value) && memcmp(e->value, value, e->len) == 0;
}

/* What stands before the first section; false: no such key. */
static bool
head(const char *profile, const char *key, struct entry *e)
{
	const char *p = profile + strcspn(profile, "\n");

	while (next_entry(&p, e) && !e->section)
		if (is_key(e, key))
			return true;
	return false;
}

/* Does one of the words of a key fit: a domain, or, with '@', an address? */
static bool
one_of(const char *profile, const char *key, const char *address)
{
	const char *at = address != NULL ? strrchr(address, '@') : NULL;
	char word[256];
	struct entry e;
	size_t n;

	if (!head(profile, key, &e))
		return false;
	for (const char *p = e.value, *end = p + e.len; p < end; p += n + 1) {
		n = strcspn(p, " \n\r");
		if (p + n > end)
			n = (size_t)(end - p);
		if (n == 0 || n >= sizeof(word))
			continue;
		memcpy(word, p, n);
		word[n] = '\0';
		if (strchr(word, '@') != NULL ? address != NULL &&
		    strcasecmp(word, address) == 0 :
		    mb_within(at != NULL ? at + 1 : address, word))
			return true;
	}
	return false;
}

static const char *
profile_of(const struct config *cf, const char *address)
{
	for (const char *const *p = cf->notices; p != NULL && *p != NULL; p++)
		if (one_of(*p, "from", address))
			return *p;
	return NULL;
}

/* Why a profile cannot be used, or NULL. */
static const char *
wrong(const char *profile)
{
	static const char *const keys[] = { "name", "from", "dkim", "proved",
	    "link", "page", "ignore", "kind", "visibility", "subject", "body" };
	static const char *const kinds[] = { "review", "comment", "mention",
	    "message" };
	const char *p = profile + strcspn(profile, "\n");
	struct entry e;

	while (next_entry(&p, &e)) {
		size_t i = 0;

		while (i < sizeof(keys) / sizeof(keys[0]) &&
		    !is_key(&e, keys[i]))
			i++;
		if (!e.section && i == sizeof(keys) / sizeof(keys[0]))
			return "there is a line with an unknown word; known "
			    "are name, from, dkim, proved, link, page, ignore, "
			    "kind, visibility, subject and body";
		if (!e.section && (e.value == NULL || e.len == 0))
			return "a word has no value";
		if (is_key(&e, "kind")) {
			for (i = 0; i < 4 && !is_value(&e, kinds[i]); i++)
				;
			if (i == 4)
				return "kind is review, comment, mention or "
				    "message";
		}
	}
	if (!head(profile, "name", &e) || !head(profile, "from", &e) ||
	    !head(profile, "dkim", &e))
		return "name, from and dkim are needed";
	if (!head(profile, "proved", &e) || (!is_value(&e, "yes") &&
	    !is_value(&e, "no")))
		return "proved is yes or no";
	return NULL;
}

/* --- links ---------------------------------------------------------------- */

/* Without what a tracker or a login may need: it may let somebody in. */
static const char *
clean_link(struct hark_task *t, const char *profile, const char *s)
{
	const char *host, *end;
	size_t n;

	if (s == NULL || strncasecmp(s, "https://", 8) != 0)
		return NULL;
	host = s + 8;
	n = strcspn(host, "/?#: \t\r\n\"'<>()");
	end = host + strcspn(host, "?# \t\r\n\"'<>()");
	if (host[n] == ':' || !one_of(profile, "link",
	    hark_format(t, "%.*s", (int)n, host)))
		return NULL;
	return hark_format(t, "%.*s", (int)(end - s), s);
}

/* The first link of the mail that leads to the network. */
static const char *
first_link(struct hark_task *t, const char *profile, const json_t *mail)
{
	const json_t *part;
	const char *s, *url;
	size_t i, tried = 0;

	json_array_foreach(json_object_get(mail, "parts"), i, part) {
		s = json_string_value(json_object_get(part, "html"));
		if (s == NULL)
			s = json_string_value(json_object_get(part, "text"));
		for (; s != NULL && (s = strcasestr(s, "https://")) != NULL &&
		    tried < 200; s++, tried++)
			if ((url = clean_link(t, profile, s)) != NULL &&
			    strlen(url) < 1000)
				return url;
	}
	return NULL;
}

static const char *
page(struct hark_task *t, const char *profile)
{
	struct entry e;

	return head(profile, "page", &e) ?
	    hark_format(t, "%.*s", (int)e.len, e.value) : NULL;
}

/* --- layouts -------------------------------------------------------------- */

/* What one layout made of a mail. */
struct reading {
	enum hark_kind kind;
	enum hark_visibility visibility;
	const char *author, *text, *link;
	int rating;
};

static void
take(struct hark_task *t, const struct mb_found *f, struct reading *r)
{
	const char *s;

	if ((s = mb_got(t, f, "author")) != NULL)
		r->author = mb_cut(t, s, 200);
	if ((s = mb_got(t, f, "text")) != NULL)
		r->text = mb_cut(t, s, MAX_TEXT);
	if ((s = mb_got(t, f, "link")) != NULL)
		r->link = s;
	if ((s = mb_got(t, f, "rating")) != NULL && *s >= '1' && *s <= '5' &&
	    (s[1] == '\0' || strchr(" ,./", s[1]) != NULL))
		r->rating = *s - '0';
}

/* The section at *p: does it fit?  *p moves on to the next. */
static bool
fits(struct hark_task *t, const char **p, const char *subject,
    const char *text, struct reading *r)
{
	static const char *const kinds[] = { "review", "comment", "mention",
	    "message" };
	static const enum hark_kind kind[] = { HARK_REVIEW, HARK_COMMENT,
	    HARK_MENTION, HARK_MESSAGE };
	struct mb_found f;
	const char *back;
	struct entry e;
	bool good = true, any = false;

	*r = (struct reading){ .kind = HARK_MESSAGE,
	    .visibility = HARK_PRIVATE };
	for (back = *p; next_entry(p, &e) && !e.section; back = *p) {
		if (is_key(&e, "kind")) {
			for (size_t i = 0; i < 4; i++)
				if (is_value(&e, kinds[i]))
					r->kind = kind[i];
		} else if (is_key(&e, "visibility")) {
			r->visibility = is_value(&e, "public") ? HARK_PUBLIC :
			    HARK_PRIVATE;
		} else if (is_key(&e, "subject") || is_key(&e, "body")) {
			bool whole = is_key(&e, "subject");

			any = true;
			if (!mb_match(e.value, e.len, whole ? subject : text,
			    whole, &f))
				good = false;
			else
				take(t, &f, r);
		}
	}
	if (e.section)
		*p = back;
	return good && any && (r->text != NULL || r->rating != 0);
}

static bool
read_layout(struct hark_task *t, const char *profile, const char *subject,
    const char *text, struct reading *r)
{
	const char *p = profile + strcspn(profile, "\n");
	struct entry e;

	if (!head(profile, "proved", &e) || !is_value(&e, "yes"))
		return false;
	while (next_entry(&p, &e))
		if (e.section && fits(t, &p, subject, text, r))
			return true;
	return false;
}

static bool
is_ignored(const char *profile, const char *subject)
{
	const char *p = profile + strcspn(profile, "\n");
	struct mb_found f;
	struct entry e;

	while (next_entry(&p, &e) && !e.section)
		if (is_key(&e, "ignore") &&
		    mb_match(e.value, e.len, subject, true, &f))
			return true;
	return false;
}

/* --- a mail --------------------------------------------------------------- */

/* The server's word for one of the profile's domains. */
static bool
is_signed(struct hark_task *t, const char *profile, const json_t *mail)
{
	const struct config *cf = t->config;
	struct entry e;
	size_t n;

	if (!head(profile, "dkim", &e))
		return false;
	for (const char *p = e.value, *end = p + e.len; p < end; p += n + 1) {
		n = strcspn(p, " \n\r");
		if (n > 0 && mb_verdict(mail, cf->at.authserv_id,
		    hark_format(t, "%.*s", (int)n, p)) == MB_PASS)
			return true;
	}
	return false;
}

static void
on_mail(struct hark_task *t, const json_t *mail, int64_t received, bool cut)
{
	const char *address = mb_address(mail, "from", 0);
	const char *profile = profile_of(t->config, address);
	const char *subject = mb_header(mail, "subject");
	struct hark_post p = { .kind = HARK_MESSAGE, .format = HARK_TEXT,
	    .visibility = HARK_PRIVATE };
	struct reading r;
	struct entry e;

	if (profile == NULL)
		return;			/* not of a network we know */
	subject = mb_cut(t, subject != NULL ? subject : "", 300);
	if (is_ignored(profile, subject))
		return;
	head(profile, "name", &e);
	p.id = mb_id(t, mail);
	p.created = mb_time(t, mail, received);
	p.name = hark_format(t, "%.*s", (int)e.len, e.value);
	/* Each by itself: nobody knows who is behind two of them. */
	p.author = hark_format(t, "notice/%s", p.id);
	p.text = *subject != '\0' ? subject : p.name;
	if (!is_signed(t, profile, mail)) {
		/* Without a link: it may lead anywhere. */
		p.flags = HARK_POST_AUTOMATIC;
		hark_odd(t, "a mail says that it is from %s, which your mail "
		    "server does not confirm", p.name);
	} else if (read_layout(t, profile, subject, mb_text(t, mail), &r)) {
		p.kind = r.kind;
		p.visibility = r.visibility;
		p.rating = r.rating;
		p.flags = cut ? HARK_POST_PARTIAL : 0;
		if (r.visibility != HARK_PRIVATE)
			p.author = NULL;
		if (r.author != NULL)
			p.name = r.author;
		p.text = r.text != NULL ? r.text : "";
		p.url = clean_link(t, profile, r.link);
	} else {
		p.flags = HARK_POST_MEDIA_ONLY;
	}
	if ((p.flags & HARK_POST_AUTOMATIC) == 0 && p.url == NULL)
		p.url = first_link(t, profile, mail);
	if ((p.flags & HARK_POST_AUTOMATIC) == 0 && p.url == NULL)
		p.url = page(t, profile);
	t->core->post(t, sizeof(p), &p);
}

/* --- tasks ---------------------------------------------------------------- */

static void
start(struct hark_task *t, const struct hark_start *s)
{
	const struct config *cf = t->config;
	struct state *st = t->state;

	if (s->op != HARK_POLL) {
		hark_fail(t, HARK_E_CONFIG, "notices cannot do that");
		return;
	}
	st->box.url = cf->at.server;
	st->box.name = s->argument;
	st->box.since = s->since;
	st->box.mail = on_mail;
	mb_start(t, &st->box, s->cursor);
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

/* "profile \"NAME\": WHY", as far as there is room. */
static void
say_why(char *out, size_t size, const char *profile, const char *why)
{
	const struct { const char *s; size_t n; } part[] = {
		{ profile != NULL ? "notice \"" : "", profile != NULL ? 8 : 0 },
		{ profile, profile != NULL ? strcspn(profile, "\n") : 0 },
		{ "\": ", profile != NULL ? 3 : 0 }, { why, strlen(why) },
	};
	size_t k = 0;

	for (size_t i = 0; i < sizeof(part) / sizeof(part[0]); i++)
		for (size_t j = 0; j < part[i].n && k + 1 < size; j++)
			out[k++] = part[i].s[j];
	if (size > 0)
		out[k] = '\0';
}

static bool
check(const void *config, char *why, size_t size)
{
	const struct config *cf = config;
	const char *words = mb_check(&cf->at);

	if (words == NULL && cf->at.authserv_id == NULL)
		words = "without authserv-id no mail could be believed: write "
		    "what stands at the beginning of Authentication-Results in "
		    "the mails you receive";
	if (words == NULL && (cf->notices == NULL || cf->notices[0] == NULL))
		words = "there are no files of notices: install hark's, or "
		    "put yours into the folder notices beside harkd.conf";
	if (words != NULL) {
		say_why(why, size, NULL, words);
		return false;
	}
	for (const char *const *p = cf->notices; p != NULL && *p != NULL; p++)
		if ((words = wrong(*p)) != NULL) {
			say_why(why, size, *p, words);
			return false;
		}
	return true;
}

/* --- what it is ----------------------------------------------------------- */

static const struct hark_option options[] = {
	MB_OPTIONS(struct config, at),
	HARK_OPT_FILES("notices", struct config, notices,
	    .help = "networks whose mails are read; all, if not given"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "notices", .interval = 180000, .option = "folders",
	  .help = "mails of networks", .sees = HARK_SEES_REVIEWS |
	  HARK_SEES_COMMENTS | HARK_SEES_MENTIONS | HARK_SEES_MESSAGES },
	{ .name = NULL }
};

HARK_EXPORT extern const struct hark_plugin hark_plugin_notice;

const struct hark_plugin hark_plugin_notice = {
	.abi = HARK_ABI,
	.size = sizeof(struct hark_plugin),
	.name = "notice",
	.version = "1",
	.ops = HARK_CAN(HARK_LOGIN) | HARK_CAN(HARK_POLL),
	.feeds = feeds,
	.options = options,
	.auth = mb_auth,
	.config_size = sizeof(struct config),
	.state_size = sizeof(struct state),
	.interval = 1000,
	.burst = 10,
	.check = check,
	.step = step,
	.logins = mb_logins,
};
