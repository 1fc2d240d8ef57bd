/* SPDX-License-Identifier: ISC */

/* What the administrator is told; see admin_words.h. */

#include <string.h>

#include "alert/admin_words.h"
#include "alert/compose.h"
#include "alert/letter.h"
#include "base/mem.h"
#include "base/tr.h"
#include "base/when.h"

static void
add_time(struct buf *b, const struct conf_client *c, int64_t t)
{
	char s[64];

	if (c->hours == NULL)
		when_format(t, s);
	else
		hours_format(c->hours, t, c->lang, "full", s, sizeof(s));
	buf_adds(b, s);
}

/* "The last error: ..." in one line, if there is one. */
static void
add_error(struct buf *b, const struct conf_client *c, const char *error)
{
	if (error == NULL || error[0] == '\0')
		return;
	buf_adds(b, tr(c->lang, "Reported: "));
	letter_cut(b, error, 300, true);
	buf_addc(b, '\n');
}

static void
add_last(struct buf *b, const struct conf_client *c,
    const struct account_health *h)
{
	if (h->last_success == 0) {
		buf_adds(b, tr(c->lang, "It has never been read."));
	} else {
		buf_adds(b, tr(c->lang, "Last read: "));
		add_time(b, c, h->last_success);
	}
	buf_addc(b, '\n');
}

char *
admin_words_account(const struct conf_client *c,
    const struct account_health *h, int64_t now, struct buf *b)
{
	const char *lang = c->lang;
	char network[32];

	(void)now;
	compose_network(c->lang, h->network, network);
	switch (h->state) {
	case ACCOUNT_AUTH:
		buf_addf(b, tr(lang, "%s refuses the credentials of account "
		    "\"%s\" (%s).\n"), network, h->account, c->name);
		add_error(b, c, h->error);
		add_last(b, c, h);
		buf_addf(b, tr(lang, "\nWhat to do:\nsudo hark auth "
		    "%s/%s\nThat leads through the login there, tries the new "
		    "key, puts it in place and says what comes next.\n"),
		    c->name, h->account);
		break;
	case ACCOUNT_STALE:
		buf_addf(b, tr(lang, "%s has not delivered for a while: "
		    "account \"%s\" (%s).\n"), network, h->account, c->name);
		add_error(b, c, h->error);
		add_last(b, c, h);
		buf_adds(b, tr(lang, "\nhark keeps trying and will catch up; "
		    "questions asked meanwhile are found then. If it lasts, "
		    "see: hark health\n"));
		break;
	case ACCOUNT_BUDGET:
		buf_addf(b, tr(lang, "What %s may cost is used up: account "
		    "\"%s\" (%s) is not heard for now.\n"), network,
		    h->account, c->name);
		add_error(b, c, h->error);
		if (h->next_poll != 0) {
			buf_adds(b, tr(lang, "hark listens again: "));
			add_time(b, c, h->next_poll);
			buf_addc(b, '\n');
		}
		buf_adds(b, tr(lang, "Replies are possible as long as "
		    "something is left for them. Questions asked meanwhile "
		    "are found then.\n\nWhat to do: nothing, or raise the "
		    "budget in the account's section of harkd.conf; what was "
		    "spent on what says: hark report cost\n"));
		break;
	case ACCOUNT_HIDDEN:
		buf_addf(b, tr(lang, "%s counts more than it shows hark: "
		    "account \"%s\" (%s) is heard in part at most.\n"),
		    network, h->account, c->name);
		add_error(b, c, h->error);
		add_last(b, c, h);
		buf_addf(b, tr(lang, "\nWhat to do: most often a permission "
		    "was not given, or has lapsed. This asks for all of them "
		    "anew and says which are missing:\nsudo hark auth %s/%s\n"),
		    c->name, h->account);
		break;
	case ACCOUNT_NO_PLUGIN:
		buf_addf(b, tr(lang, "The module for %s is missing: account "
		    "\"%s\" (%s) is not heard.\n"), network, h->account,
		    c->name);
		buf_adds(b, tr(lang, "\nWhat to do: put it into the plugin "
		    "folder, or take the account out of harkd.conf; then: "
		    "systemctl restart harkd\n"));
		break;
	case ACCOUNT_OK:
	case ACCOUNT_NEW:
	case ACCOUNT_FAILING:
		buf_addf(b, tr(lang, "%s is heard again: account \"%s\" "
		    "(%s).\n"), network, h->account, c->name);
		buf_adds(b, tr(lang, "What was asked meanwhile is being read "
		    "now. Nothing to do.\n"));
		return xasprintf(tr(lang, "hark hears %s again (%s)"), network,
		    h->account);
	}
	return xasprintf(tr(lang, "hark cannot hear %s (%s)"), network,
	    h->account);
}

/* The key stays good; what people write goes missing, and nobody says so. */
static char *
shows_less(const struct conf_client *c, const struct account_health *h,
    const char *network, int days, struct buf *b)
{
	buf_addf(b, tr(c->lang, "%s may soon show less of what people write: "
	    "account \"%s\" (%s).\n"), network, h->account, c->name);
	buf_adds(b, tr(c->lang, "It begins: "));
	add_time(b, c, h->consent.at);
	buf_addf(b, tr(c->lang, "\n\nThe key stays good, but %s shows people's "
	    "data only for a while after somebody has logged in.\n\nWhat to "
	    "do: log in once more before that, with\nsudo hark auth %s/%s\nIt "
	    "takes a few minutes; until then everything works as before.\n"),
	    network, c->name, h->account);
	return xasprintf(trn(c->lang, "%s: log in again within %d day (%s)",
	    "%s: log in again within %d days (%s)", days), network, days,
	    h->account);
}

char *
admin_words_consent(const struct conf_client *c,
    const struct account_health *h, int days, struct buf *b)
{
	char network[32];

	compose_network(c->lang, h->network, network);
	if (h->consent.less)
		return shows_less(c, h, network, days, b);
	buf_addf(b, tr(c->lang, "The consent that lets hark read %s ends soon: "
	    "account \"%s\" (%s).\n"), network, h->account, c->name);
	buf_adds(b, tr(c->lang, "It ends: "));
	add_time(b, c, h->consent.at);
	buf_addf(b, tr(c->lang, "\n\nWhat to do: renew it before that, "
	    "with\nsudo hark auth %s/%s\nIt takes a few minutes and the login "
	    "to the account there; until then everything works as before.\n"),
	    c->name, h->account);
	return xasprintf(trn(c->lang, "%s: consent ends in %d day (%s)",
	    "%s: consent ends in %d days (%s)", days), network, days,
	    h->account);
}

char *
admin_words_down(const struct conf_client *c, bool down, int64_t since,
    int64_t now, struct buf *b)
{
	char span[32];

	if (down) {
		buf_adds(b, tr(c->lang, "No network can be reached since "));
		add_time(b, c, since);
		buf_adds(b, tr(c->lang, ".\n\nWhat to do: look at this "
		    "machine's connection, its names (DNS) and its clock. hark "
		    "keeps trying and will catch up.\n"));
		return xstrdup(tr(c->lang, "hark hears nothing at all"));
	}
	span_human(now - since, c->lang, span);
	buf_addf(b, tr(c->lang, "The networks can be reached again, after %s.\n"
	    "What was asked meanwhile is being read now. Nothing to do.\n"),
	    span);
	return xstrdup(tr(c->lang, "hark hears again"));
}

char *
admin_words_refused(const struct conf_client *c, const struct outbox_row *row,
    const char *error, struct buf *b)
{
	buf_addf(b, tr(c->lang, "An alert to \"%s\" was refused for good (%s, "
	    "%s).\n"), row->recipient, row->channel, row->address);
	add_error(b, c, error);
	buf_addf(b, tr(c->lang, "\nWhat to do: mend the address of recipient "
	    "\"%s\" in harkd.conf (client \"%s\"), then: systemctl reload "
	    "harkd. What waits: hark list\n"), row->recipient, c->name);
	return xasprintf(tr(c->lang, "hark cannot tell %s"), row->recipient);
}

char *
admin_words_accepted(const struct conf_client *c, const char *address,
    struct buf *b)
{
	buf_addf(b, tr(c->lang, "Alerts to %s are accepted again. Nothing to "
	    "do.\n"), address);
	return xasprintf(tr(c->lang, "hark reaches %s again"), address);
}

char *
admin_words_store(const struct conf_client *c, const struct err *e,
    struct buf *b)
{
	if (e == NULL) {
		buf_addf(b, tr(c->lang, "The database of \"%s\" works again. "
		    "Nothing to do.\n"), c->name);
		return xasprintf(tr(c->lang, "hark: the database of %s works "
		    "again"), c->name);
	}
	buf_addf(b, tr(c->lang, "The database of \"%s\" fails; no alerts "
	    "leave meanwhile.\n"), c->name);
	add_error(b, c, e->text);
	buf_adds(b, tr(c->lang, "\nWhat to do: see that the disk has space and "
	    "harkd may write there; a damaged file can be replaced by a backup "
	    "(hark backup).\n"));
	return xasprintf(tr(c->lang, "hark: the database of %s fails"),
	    c->name);
}

char *
admin_words_commands(const struct conf_client *c, const struct err *e,
    int64_t since, struct buf *b)
{
	const char *lang = c->lang;

	if (e == NULL) {
		buf_addf(b, tr(lang, "The mailbox %s for what staff says by "
		    "mail is read again (%s).\n"), c->commands.address,
		    c->name);
		buf_adds(b, tr(lang, "What was sent there meanwhile is done "
		    "now. Nothing to do.\n"));
		return xasprintf(tr(lang, "The command mailbox is read again "
		    "(%s)"), c->name);
	}
	buf_addf(b, tr(lang, "The mailbox %s cannot be read: what staff says "
	    "by the links in mails is not done for now (%s).\n"),
	    c->commands.address, c->name);
	add_error(b, c, e->text);
	buf_adds(b, tr(lang, "Not read since: "));
	add_time(b, c, since);
	buf_addf(b, tr(lang, "\n\nWhat to do: look at section commands in %s, "
	    "line %d, and at the mail server. hark keeps trying and catches "
	    "up.\n"), c->commands.file, c->commands.line);
	return xasprintf(tr(lang, "The command mailbox cannot be read (%s)"),
	    c->name);
}
