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

#include "notice/notice.h"

/* --- a mail --------------------------------------------------------------- */

/* The server's word for one of the profile's domains. */
static bool
is_signed(struct hark_task *t, const char *profile, const json_t *mail)
{
	const struct config *cf = t->config;
	struct entry e;
	size_t n;

	if (!nt_head(profile, "dkim", &e))
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
	const char *profile = nt_profile_of(t->config, address);
	const char *subject = mb_header(mail, "subject");
	struct hark_post p = { .kind = HARK_MESSAGE, .format = HARK_TEXT,
	    .visibility = HARK_PRIVATE };
	struct reading r;
	struct entry e;

	if (profile == NULL)
		return;			/* not of a network we know */
	subject = mb_cut(t, subject != NULL ? subject : "", 300);
	if (nt_is_ignored(profile, subject))
		return;
	nt_head(profile, "name", &e);
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
	} else if (nt_read_layout(t, profile, subject, mb_text(t, mail), &r)) {
		p.kind = r.kind;
		p.visibility = r.visibility;
		p.rating = r.rating;
		p.flags = cut ? HARK_POST_PARTIAL : 0;
		if (r.visibility != HARK_PRIVATE)
			p.author = NULL;
		if (r.author != NULL)
			p.name = r.author;
		p.text = r.text != NULL ? r.text : "";
		p.url = nt_clean_link(t, profile, r.link);
	} else {
		p.flags = HARK_POST_MEDIA_ONLY;
	}
	if ((p.flags & HARK_POST_AUTOMATIC) == 0 && p.url == NULL)
		p.url = nt_first_link(t, profile, mail);
	if ((p.flags & HARK_POST_AUTOMATIC) == 0 && p.url == NULL)
		p.url = nt_page(t, profile);
	hark_tell(t, &p);
}

/* --- tasks ---------------------------------------------------------------- */

static void
start(struct hark_task *t, const struct hark_start *s)
{
	const struct config *cf = t->config;
	struct state *st = t->state;

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
		if ((words = nt_wrong(*p)) != NULL) {
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

HARK_PLUGIN(notice,
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
	.logins = mb_logins
);
