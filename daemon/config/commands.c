/* SPDX-License-Identifier: ISC */

/* The mailbox for what staff says by mail. */

#include <string.h>
#include <strings.h>

#include "base/url.h"
#include "config/conf.h"

static int
wrong(const struct section *s, const char *option, struct err *e)
{
	err_prefix(e, "%s", option);
	return at(section_place(s, option), e);
}

static int
check_server(const char *server, struct err *e)
{
	struct url u;

	if (url_parse(server, &u) && !u.userinfo &&
	    (strcmp(u.scheme, "imaps") == 0 || strcmp(u.scheme, "imap") == 0) &&
	    u.path[strspn(u.path, "/")] == '\0')
		return 0;
	return err_set(e, ERR_CONFIG, "\"%.80s\" is no mailbox server; write "
	    "for example \"imaps://imap.example.org\"", server);
}

/* "@example.org" are all of a domain. */
static int
check_senders(struct reader *rd, const char *const *list, struct err *e)
{
	for (; list != NULL && *list != NULL; list++)
		if (check_address(**list == '@' ? arena_printf(rd->a, "x%s",
		    *list) : *list, e) == -1)
			return -1;
	return 0;
}

int
commands_done(struct reader *rd, const struct section *s, struct err *e)
{
	struct conf_commands *c = &rd->client.commands;
	struct raw_commands raw = { 0 };

	if (c->server != NULL) {
		err_set(e, ERR_CONFIG, "a second section commands; the first "
		    "is in line %d", c->line);
		return at(s->at, e);
	}
	if (section_bind(rd, s, 0, conf_count(s->table), 0, &raw, e) == -1)
		return -1;
	if (check_server(raw.server, e) == -1)
		return wrong(s, "server", e);
	if (raw.address == NULL && strchr(raw.user, '@') == NULL) {
		err_set(e, ERR_CONFIG, "the links need a mail address to lead "
		    "to, and user is none; add address = "
		    "\"hark@example.org\"");
		return at(section_place(s, "user"), e);
	}
	if (check_address(raw.address != NULL ? raw.address : raw.user, e)
	    == -1)
		return wrong(s, raw.address != NULL ? "address" : "user", e);
	if (check_senders(rd, raw.senders, e) == -1)
		return wrong(s, "senders", e);
	c->server = (char *)(uintptr_t)raw.server;
	c->user = (char *)(uintptr_t)raw.user;
	c->credential = (char *)(uintptr_t)raw.password;
	c->folder = (char *)(uintptr_t)raw.folder;
	c->address = (char *)(uintptr_t)(raw.address != NULL ? raw.address :
	    raw.user);
	c->authserv_id = (char *)(uintptr_t)raw.authserv_id;
	c->senders = (char **)(uintptr_t)raw.senders;
	c->file = s->at.file;
	c->line = s->at.line;
	return 0;
}

/* --- who else reads there ------------------------------------------------- */

static const void *
option_at(const struct conf_account *a, const char *name,
    enum hark_opt_type type)
{
	const struct hark_option *o = a->plugin != NULL ?
	    plugin_option(a->plugin, name, strlen(name)) : NULL;

	return o != NULL && o->type == type ?
	    (const char *)a->options + o->offset : NULL;
}

static bool
same_folder(const char *a, const char *b)
{
	return strcmp(a, b) == 0 || (strcasecmp(a, "INBOX") == 0 &&
	    strcasecmp(b, "INBOX") == 0);
}

/* What staff says would be taken for a customer's mail. */
static bool
reads_it(const struct conf_account *a, const struct conf_commands *c)
{
	const char *const *server = option_at(a, "server", HARK_URL);
	const char *const *user = option_at(a, "user", HARK_STRING);
	const char *const *const *list = option_at(a, "folders", HARK_LIST);

	if (server == NULL || user == NULL || list == NULL || *server == NULL ||
	    *user == NULL || !url_same_origin(*server, c->server) ||
	    strcmp(*user, c->user) != 0)
		return false;
	for (const char *const *f = *list; f != NULL && *f != NULL; f++)
		if (same_folder(*f, c->folder))
			return true;
	return false;
}

int
commands_check(struct reader *rd, const struct conf_client *me, struct err *e)
{
	const struct conf_commands *c = &me->commands;
	const struct config *cf = rd->cf;
	struct place p = { c->file, c->line };

	for (size_t i = 0; c->server != NULL && i < me->n_accounts; i++)
		if (reads_it(&me->accounts[i], c)) {
			err_set(e, ERR_CONFIG, "the account \"%s\" reads the "
			    "same folder; commands need a mailbox or a folder "
			    "of their own", me->accounts[i].name);
			return at(p, e);
		}
	for (size_t i = 0; c->server != NULL && &cf->clients[i] != me; i++) {
		const struct conf_commands *o = &cf->clients[i].commands;

		if (o->server == NULL || strcmp(o->user, c->user) != 0 ||
		    !same_folder(o->folder, c->folder) ||
		    !url_same_origin(o->server, c->server))
			continue;
		err_set(e, ERR_CONFIG, "client \"%s\" reads the same folder; "
		    "each client's commands need a mailbox or a folder of "
		    "their own", cf->clients[i].name);
		return at(p, e);
	}
	return 0;
}

int
commands_secret(struct reader *rd, struct conf_client *c, struct err *e)
{
	struct conf_commands *cm = &c->commands;

	return secret_of(rd, cm->credential, (struct place){ cm->file,
	    cm->line }, "password", &cm->password, e);
}

static bool
same(const char *a, const char *b)
{
	return (a == NULL) == (b == NULL) && (a == NULL || strcmp(a, b) == 0);
}

/* What the connection depends on; the rest is looked up for each mail. */
bool
config_commands_same(const struct conf_commands *a,
    const struct conf_commands *b)
{
	return same(a->server, b->server) && same(a->user, b->user) &&
	    same(a->folder, b->folder) &&
	    secret_equal(a->password, b->password);
}
