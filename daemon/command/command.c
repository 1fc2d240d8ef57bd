/* SPDX-License-Identifier: ISC */

/*
 * The command mailboxes; see command.h.  A client's post outlives a reload and
 * its mailbox: a call to the store may still come back.
 */

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/queue.h>

#include "base/hash.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/when.h"
#include "command/command.h"

/* Servers are restarted now and then: that alone is no news. */
#define PATIENCE	(30 * WHEN_MINUTE)

/* Mails that the store is busy with. */
struct batch {
	struct post *post;
	bool read[MAILBOX_BATCH];
};

struct post {
	struct command *command;
	struct client *client;
	struct conf_commands is;	/* with which the box was opened */
	struct secret *password;
	char *server, *user, *folder;
	uint64_t hash;			/* of these three */
	struct mailbox *box;		/* NULL: not open */
	bool starting;			/* the store is asked for the cursor */
	bool stale;			/* ... and another one is wanted since */
	struct command_health health;
	bool told;			/* the administrator knows */
	bool said_well;			/* ... or need not be told that it is */
	struct batch *batch;		/* of this mailbox, or NULL */
	int64_t failures;		/* to read any mail, in a row */
	TAILQ_ENTRY(post) link;
};

struct command {
	const struct config *config;
	struct alert *alert;
	TAILQ_HEAD(, post) posts;
};

static void start(struct post *);

/* --- how it is heard ------------------------------------------------------ */

static void
heard(struct post *p)
{
	if (!p->health.heard)
		log_info("%s: the command mailbox is read",
		    p->client->conf->name);
	p->health = (struct command_health){ .heard = true };
	if (p->told || !p->said_well)
		alert_commands(p->command->alert, p->client, 0, NULL);
	p->told = false;
	p->said_well = true;
}

static void
not_heard(struct post *p, const struct err *e, int64_t tries)
{
	struct command_health *h = &p->health;
	bool refused = e->code == ERR_PERMISSION || e->code == ERR_CONFIG ||
	    e->code == ERR_UNAVAILABLE;

	if (h->heard || h->since == 0)
		h->since = loop_now();
	h->heard = false;
	h->err = *e;
	/* The first, then at every doubling. */
	if ((tries & (tries - 1)) == 0)
		log_warn("%s: the command mailbox cannot be read, trying "
		    "again: %s", p->client->conf->name, e->text);
	if (p->told || (!refused && loop_now() < h->since + PATIENCE))
		return;
	p->told = true;
	alert_commands(p->command->alert, p->client, h->since, e);
}

/* --- doing ---------------------------------------------------------------- */

static void
on_done(void *arg, const struct err *e, const struct store_command *v,
    size_t n)
{
	AUTO(free_p) struct batch *b = arg;
	struct post *p = b->post;
	const char *name = p->client->conf->name;

	/* The mailbox they came from may be another one's by now. */
	if (p->batch != b)
		return;
	p->batch = NULL;
	if (e->code != ERR_OK) {
		if (e->code != ERR_UNAVAILABLE)
			log_warn("%s: commands by mail wait: %s", name,
			    e->text);
		mailbox_retry(p->box);
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (v[i].result != COMMAND_UNKNOWN &&
		    v[i].result != COMMAND_AUTOMATIC)
			/* By whom stands in the audit table alone. */
			log_info("%s: command by mail: %s%s%s %s%s", name,
			    v[i].verb != 0 ? verb_name(v[i].verb) : "?",
			    v[i].id[0] != '\0' ? " " : "", v[i].id,
			    v[i].result == COMMAND_DONE ? "" : "not done, ",
			    command_result_name(v[i].result));
	mailbox_taken(p->box, b->read);
}

static void
on_mails(struct post *p, const struct mailbox_event *ev)
{
	struct store *st = p->client->store;
	struct store_command v[MAILBOX_BATCH];
	AUTO(free_p) char *cursor = NULL;
	struct batch *b;
	struct arena *a;
	struct err e = { 0 };

	if (st == NULL) {
		mailbox_retry(p->box);
		return;
	}
	a = arena_new();
	b = xcalloc(1, sizeof(*b));
	b->post = p;
	for (size_t i = 0; i < ev->n; i++) {
		if (command_order(p->client->conf, store_command_key(st),
		    &ev->mails[i], loop_now(), a, &v[i], &e) == -1) {
			not_heard(p, &e, ++p->failures);
			mailbox_retry(p->box);
			arena_free(a);
			free(b);
			return;
		}
		/* Others are people's, perhaps: they stay as they are. */
		b->read[i] = v[i].result != COMMAND_UNKNOWN &&
		    v[i].result != COMMAND_AUTOMATIC;
	}
	p->failures = 0;
	p->batch = b;
	cursor = xasprintf("%016" PRIx64 " %s", p->hash, ev->cursor);
	store_commands(st, v, ev->n, cursor, loop_now(), on_done, b);
	arena_free(a);
}

static void
on_mailbox(void *arg, const struct mailbox_event *ev)
{
	struct post *p = arg;

	switch (ev->what) {
	case MAILBOX_MAILS:
		on_mails(p, ev);
		break;
	case MAILBOX_WAITS:
		heard(p);
		break;
	case MAILBOX_FAILED:
		not_heard(p, &ev->err, ev->tries);
		break;
	}
}

/* --- life ----------------------------------------------------------------- */

static void
on_cursor(void *arg, const struct err *e, const char *cursor)
{
	struct post *p = arg;
	struct mailbox_opts o = { .server = p->server, .user = p->user,
		.password = p->password, .folder = p->folder,
		.ca_file = p->command->config->ca_file };
	AUTO(free_p) char *ours = xasprintf("%016" PRIx64 " ", p->hash);

	/* Of another mailbox it says nothing. */
	if (cursor != NULL && strncmp(cursor, ours, strlen(ours)) == 0)
		o.cursor = cursor + strlen(ours);
	p->starting = false;
	if (e->code != ERR_OK || p->client->store == NULL)
		return;
	if (p->stale) {
		p->stale = false;
		start(p);
	} else if (p->server != NULL) {
		p->box = mailbox_open(&o, on_mailbox, p);
	}
}

static void
forget(struct post *p)
{
	mailbox_close(p->box);
	p->box = NULL;
	secret_free(p->password);
	p->password = NULL;
	free(TAKE(p->server));
	free(TAKE(p->user));
	free(TAKE(p->folder));
	p->is = (struct conf_commands){ 0 };
	p->batch = NULL;
}

static void
start(struct post *p)
{
	const struct conf_commands *c = &p->client->conf->commands;

	forget(p);
	p->health = (struct command_health){ .since = loop_now() };
	if (c->server == NULL || p->client->store == NULL)
		return;
	p->server = xstrdup(c->server);
	p->user = xstrdup(c->user);
	p->folder = xstrdup(c->folder);
	p->password = c->password != NULL ? secret_copy(c->password) : NULL;
	p->hash = hash_bytes(hash_bytes(hash_bytes(0, p->server,
	    strlen(p->server)), p->user, strlen(p->user)), p->folder,
	    strlen(p->folder));
	p->is.server = p->server;
	p->is.user = p->user;
	p->is.folder = p->folder;
	p->is.password = p->password;
	p->starting = true;
	store_command_cursor(p->client->store, on_cursor, p);
}

/* Who reloads has mended something, perhaps: do not wait for the next try. */
static void
look(struct post *p)
{
	if (config_commands_same(&p->is, &p->client->conf->commands) &&
	    p->box != NULL && p->health.heard && p->client->store != NULL)
		return;
	if (p->starting) {
		p->stale = true;
		return;
	}
	start(p);
}

static struct post *
find(const struct command *cm, const struct client *c)
{
	struct post *p;

	TAILQ_FOREACH(p, &cm->posts, link)
		if (p->client == c)
			return p;
	return NULL;
}

void
command_reconfigure(struct command *cm, const struct config *cf,
    struct client *clients, size_t n)
{
	cm->config = cf;
	for (size_t i = 0; i < n; i++) {
		struct post *p = find(cm, &clients[i]);

		if (p == NULL && clients[i].conf->commands.server == NULL)
			continue;
		if (p == NULL) {
			p = xcalloc(1, sizeof(*p));
			p->command = cm;
			p->client = &clients[i];
			TAILQ_INSERT_TAIL(&cm->posts, p, link);
		}
		look(p);
	}
}

struct command *
command_new(const struct config *cf, struct client *clients, size_t n,
    struct alert *a)
{
	struct command *cm = xcalloc(1, sizeof(*cm));

	cm->alert = a;
	TAILQ_INIT(&cm->posts);
	command_reconfigure(cm, cf, clients, n);
	return cm;
}

void
command_free(struct command *cm)
{
	struct post *p;

	if (cm == NULL)
		return;
	while ((p = TAILQ_FIRST(&cm->posts)) != NULL) {
		TAILQ_REMOVE(&cm->posts, p, link);
		forget(p);
		free(p);
	}
	free(cm);
}

bool
command_health(const struct command *cm, const struct client *c,
    struct command_health *ret)
{
	const struct post *p = cm != NULL ? find(cm, c) : NULL;

	if (p == NULL || p->server == NULL)
		return false;
	*ret = p->health;
	return true;
}
