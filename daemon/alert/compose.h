/* SPDX-License-Identifier: ISC */
#ifndef HARK_ALERT_COMPOSE_H
#define HARK_ALERT_COMPOSE_H

/*
 * compose.h - what a mail says.  Pure.
 *
 * First line: the question itself.  Second: when and where.  Third: the link to
 * answer.  Then who asks, why it rang, what was said so far, and the command
 * that ends it.  Subjects never hold private text and never change within a
 * conversation.
 *
 * private = link	sender's name, age and link; nothing else of them, and
 *			no name for webhooks and programs
 *	     name	also handle and history of the person
 *	     excerpt	also the first 200 characters of the text
 */

#include "config/config.h"
#include "store/outbox.h"

struct compose_item {
	const struct question *question;
	const struct verdict *verdict;		/* of its opener, or NULL */
	const struct question_post *posts;	/* the thread's, by time */
	size_t n_posts;
	size_t n_others;			/* who else waits there */
	bool stale;				/* could not be read again */
	bool missing;				/* the network says that it is
						 * gone, so far once */
};

struct digest;

/* Where links lead that say what became of a question; see acts.h. */
struct compose_acts {
	const char *to;				/* the command mailbox */
	const unsigned char *key;		/* of its tokens */
	const char *recipient, *address;	/* who gets this mail */
};

struct compose_in {
	enum outbox_kind kind;
	const struct conf_client *client;
	enum conf_channel channel;
	const char *lang;			/* "de" or "en" */
	int64_t now, step;
	const char *root;			/* in_reply_to, or NULL */
	const char *subject;			/* fixed, or NULL */
	const char *words;			/* ADMIN, TEST: the text */
	const struct compose_item *items;	/* those that still matter */
	size_t n_items;
	size_t n_settled;			/* of the mail's, meanwhile */
	const char *why;			/* it reaches this person, or NULL */
	bool awake;				/* it rings again after a silence */
	/* The digest and its sisters, or NULL; see digest_compose.h. */
	const struct digest *digest;
	int64_t opens;				/* the next opening */
	const struct compose_acts *acts;	/* or NULL: there are no links */
};

struct composed {
	char *subject, *text, *html;		/* UTF-8, LF */
};

void	compose(const struct compose_in *, struct composed *);
void	composed_free(struct composed *);

/*
 * The subject of a conversation's mails; q is only asked if root is one
 * question's.  Given.
 */
char	*compose_subject(const char *lang, const char *root,
	    const struct question *q);
/* Are there commands for a terminal in what he gets?  Not in a mail where links
 * do it. */
bool	compose_says_commands(const struct conf_client *,
	    const struct conf_recipient *);
/* Is it a mailbox?  One does not write "on" it. */
bool	compose_is_mail(const char *plugin);
/* "mastodon" as people write it: "Mastodon". */
void	compose_network(const char *lang, const char *plugin, char out[32]);
/* May this be said of q?  For payloads, too. */
bool	compose_may_name(const struct conf_client *, const struct question *,
	    enum conf_channel);
bool	compose_may_quote(const struct conf_client *, const struct question *);
#define COMPOSE_EXCERPT	200
#define COMPOSE_TEXT	500

#endif
