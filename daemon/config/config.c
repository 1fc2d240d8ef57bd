/* SPDX-License-Identifier: ISC */

/*
 * config_read(): the main file, conf.d beside it, and what can be judged only
 * when all of it is known.
 */

#include <sys/un.h>

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/mem.h"
#include "base/paths.h"
#include "base/url.h"
#include "config/conf.h"
#include "config/guard.h"

#define FROM_ENV(name) first_of(rd, getenv(name))

/* systemd may name several directories, divided by colons. */
static char *
first_of(struct reader *rd, const char *s)
{
	return s == NULL || *s == '\0' ? NULL :
	    arena_strndup(rd->a, s, strcspn(s, ":"));
}

static int
top_error(const struct section *s, const char *name, struct err *e)
{
	err_prefix(e, "%s", name);
	return at(section_place(s, name), e);
}

static int
set_paths(struct reader *rd, const struct raw_top *raw,
    const struct section *s, struct err *e)
{
	const struct sockaddr_un *un = NULL;
	struct config *cf = rd->cf;

	cf->socket = arena_strdup(rd->a, raw->socket);
	if (cf->socket[0] != '/' || strlen(cf->socket) >= sizeof(un->sun_path)) {
		err_set(e, ERR_CONFIG, "\"%.120s\" cannot be a socket; write "
		    "an absolute path of at most %zu bytes", cf->socket,
		    sizeof(un->sun_path) - 1);
		return top_error(s, "socket", e);
	}
	cf->state_dir = raw->state_dir != NULL ?
	    arena_strdup(rd->a, raw->state_dir) : FROM_ENV("STATE_DIRECTORY");
	if (cf->state_dir == NULL)
		cf->state_dir = arena_strdup(rd->a, CONF_STATE_DIR);
	if (cf->state_dir[0] != '/') {
		err_set(e, ERR_CONFIG, "\"%.80s\" is not an absolute path",
		    cf->state_dir);
		return top_error(s, "state-dir", e);
	}
	cf->credential_dir = (char *)(uintptr_t)raw->credential_dir;
	if (cf->credential_dir != NULL && cf->credential_dir[0] != '/') {
		err_set(e, ERR_CONFIG, "\"%.80s\" is not an absolute path",
		    cf->credential_dir);
		return top_error(s, "credential-dir", e);
	}
	rd->credential_dir = cf->credential_dir;
	cf->ca_file = (char *)(uintptr_t)raw->ca_file;
	if (cf->ca_file != NULL && access(cf->ca_file, R_OK) == -1) {
		err_set(e, ERR_CONFIG, "%.120s: %s", cf->ca_file,
		    strerror(errno));
		return top_error(s, "ca-file", e);
	}
	return 0;
}

static int
set_model(struct reader *rd, const struct raw_top *raw,
    const struct section *s, struct err *e)
{
	struct config *cf = rd->cf;
	char *found;

	if (raw->model != NULL && strcmp(raw->model, "rules") == 0)
		return 0;
	if (raw->model != NULL) {
		cf->model = arena_strdup(rd->a, raw->model);
		if (access(cf->model, R_OK) == 0)
			return 0;
		err_set(e, ERR_CONFIG, "%.120s: %s; \"rules\" means the "
		    "built-in rules", cf->model, strerror(errno));
		return top_error(s, "model", e);
	}
	found = path_find("hark.model", DATADIR "/hark/hark.model");
	cf->model = arena_strdup(rd->a, found);
	free(found);
	return 0;
}

int
config_top(struct reader *rd, const struct section *s, struct err *e)
{
	struct config *cf = rd->cf;
	struct raw_top raw = { 0 };

	if (section_bind(rd, s, 0, conf_count(s->table), 0, &raw, e) == -1 ||
	    set_paths(rd, &raw, s, e) == -1 || set_model(rd, &raw, s, e) == -1)
		return -1;
	cf->socket_group = (char *)(uintptr_t)raw.socket_group;
	cf->user_agent = (char *)(uintptr_t)raw.user_agent;
	cf->heartbeat_url = (char *)(uintptr_t)raw.heartbeat_url;
	cf->log = (enum log_level_conf)raw.log;
	cf->admin = (char **)(uintptr_t)raw.admin;
	rd->admin_at = section_place(s, "admin");
	for (size_t i = 0; cf->admin != NULL && cf->admin[i] != NULL; i++)
		if (check_address(cf->admin[i], e) == -1)
			return top_error(s, "admin", e);
	if (cf->heartbeat_url != NULL &&
	    strncmp(cf->heartbeat_url, "http", 4) != 0) {
		err_set(e, ERR_CONFIG, "\"%.80s\" is not for the web; write "
		    "\"https://...\"", cf->heartbeat_url);
		return top_error(s, "heartbeat-url", e);
	}
	return 0;
}

static int
check_mail(const struct conf_mail *m, bool password, const struct section *s,
    struct err *e)
{
	struct url u;

	if (!url_parse(m->server, &u) || u.userinfo ||
	    (strcmp(u.scheme, "smtp") != 0 && strcmp(u.scheme, "smtps") != 0) ||
	    (u.path[0] != '\0' && strcmp(u.path, "/") != 0)) {
		err_set(e, ERR_CONFIG, "\"%.80s\" is not a mail server; write "
		    "for example \"smtp://mail.example.org:587\"", m->server);
		return top_error(s, "server", e);
	}
	if (m->tls == SMTP_TLS_NEVER && strcmp(u.scheme, "smtps") == 0) {
		err_set(e, ERR_CONFIG, "smtps:// is encrypted, tls = never "
		    "contradicts it; drop one of them");
		return top_error(s, "tls", e);
	}
	if (m->tls == SMTP_TLS_NEVER && !url_is_loopback(u.host)) {
		err_set(e, ERR_CONFIG, "never is for a server on this host; "
		    "write required or if-offered");
		return top_error(s, "tls", e);
	}
	if ((m->user != NULL) != password) {
		err_set(e, ERR_CONFIG, "user and password belong together; %s",
		    password ? "add user" : "add password, the name of a "
		    "credential");
		return at(section_place(s, password ? "password" : "user"), e);
	}
	if (password && m->tls != SMTP_TLS_REQUIRED &&
	    !url_is_loopback(u.host)) {
		err_set(e, ERR_CONFIG, "a password would travel in the clear; "
		    "write tls = required");
		return top_error(s, "tls", e);
	}
	if (check_address(m->from, e) == -1)
		return top_error(s, "from", e);
	if (strspn(m->hello, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTU"
	    "VWXYZ0123456789.-[]:") != strlen(m->hello)) {
		err_set(e, ERR_CONFIG, "\"%.80s\" is not a host name",
		    m->hello);
		return top_error(s, "hello", e);
	}
	return 0;
}

int
config_mail(struct reader *rd, const struct section *s, struct err *e)
{
	struct conf_mail *m = &rd->cf->mail;
	struct raw_mail raw = { 0 };
	char host[256] = "localhost";

	if (rd->mail_at.line != 0) {
		err_set(e, ERR_CONFIG, "a second section mail; the first is in "
		    "%s:%d", rd->mail_at.file, rd->mail_at.line);
		return at(s->at, e);
	}
	rd->mail_at = s->at;
	if (section_bind(rd, s, 0, conf_count(s->table), 0, &raw, e) == -1)
		return -1;
	gethostname(host, sizeof(host) - 1);
	m->server = (char *)(uintptr_t)raw.server;
	m->hello = raw.hello != NULL ? (char *)(uintptr_t)raw.hello :
	    arena_strdup(rd->a, host);
	m->tls = (enum smtp_tls)raw.tls;
	m->user = (char *)(uintptr_t)raw.user;
	m->from = (char *)(uintptr_t)raw.from;
	m->from_name = (char *)(uintptr_t)raw.from_name;
	rd->whole->password = raw.password;
	rd->password_at = section_place(s, "password");
	return check_mail(m, raw.password != NULL, s, e);
}

/* --- the whole ------------------------------------------------------------ */

/* Sections of a client: our own, one for each plugin, and the missing ones. */
static const struct section_type *
client_sections(struct reader *rd)
{
	static const struct section_type own[] = {
		{ "recipient", true, conf_recipient_options, recipient_draft,
		  NULL },
		{ "keep", false, conf_keep_options, keep_done, NULL },
		{ "ear", true, conf_ear_options, ear_done, NULL },
		{ "commands", false, conf_commands_options, commands_done,
		  NULL },
		{ GUARD_GONE, true, conf_account_options + 4, account_gone,
		  NULL },
	};
	size_t n = plugin_count(rd->cf->plugins), k = ARRAY_LEN(own);
	size_t wide = conf_count(conf_account_options);
	struct section_type *all = arena_alloc(rd->a,
	    (n + k + 1) * sizeof(*all));

	memcpy(all, own, sizeof(own));
	for (size_t i = 0; i < n; i++) {
		const struct hark_plugin *pl = plugin_at(rd->cf->plugins, i);
		size_t m = conf_count(pl->options);
		struct hark_option *table = arena_alloc(rd->a,
		    (m + wide + 1) * sizeof(*table));

		if (m > 0)
			memcpy(table, pl->options, m * sizeof(*table));
		memcpy(table + m, conf_account_options, wide * sizeof(*table));
		all[k++] = (struct section_type){ pl->name, true, table,
			account_done, NULL };
	}
	return all;
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int
is_conf(const struct dirent *d)
{
	size_t n = strlen(d->d_name);

	return d->d_name[0] != '.' && n > 5 &&
	    strcmp(d->d_name + n - 5, ".conf") == 0;
}

static int
read_files(struct reader *rd, const struct section_type *top, struct err *e)
{
	const char *main_file = rd->cf->file;
	const char *slash = strrchr(main_file, '/');
	const char *dir = slash == NULL ? "conf.d" : arena_printf(rd->a,
	    "%.*s/conf.d", (int)(slash - main_file), main_file);
	struct dirent **names;
	int n, rc = read_file(rd, top, main_file, e);

	if (rc == -1)
		return -1;
	n = scandir(dir, &names, is_conf, by_name);
	if (n == -1 && errno != ENOENT && errno != ENOTDIR)
		return err_set(e, ERR_CONFIG, "%s: %s", dir, strerror(errno));
	for (int i = 0; i < n; i++) {
		AUTO(free_p) char *path = xasprintf("%s/%s", dir,
		    names[i]->d_name);

		if (rc == 0)
			rc = read_file(rd, top, path, e);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
	return rc;
}

static int
check_whole(struct reader *rd, struct err *e)
{
	struct config *cf = rd->cf;

	if (cf->n_clients == 0)
		return err_set(e, ERR_CONFIG, "%s: there is no client; add "
		    "client \"name\" { ... }", cf->file);
	if (cf->mail.server == NULL && cf->admin != NULL) {
		err_set(e, ERR_CONFIG, "admin wants mail, but there is no "
		    "section mail { server = ...; from = ... }");
		return at(rd->admin_at, e);
	}
	for (size_t i = 0; i < cf->n_clients; i++) {
		struct conf_client *c = &cf->clients[i];

		for (size_t j = 0; j < c->n_recipients; j++) {
			struct conf_recipient *r = &c->recipients[j];

			if (r->channel != CHANNEL_MAIL ||
			    cf->mail.server != NULL)
				continue;
			err_set(e, ERR_CONFIG, "recipient \"%s\" wants mail, "
			    "but there is no section mail with server and "
			    "from", r->name);
			return at((struct place){ r->file, r->line }, e);
		}
		unheard_warn(c);
		if (commands_check(rd, c, e) == -1)
			return -1;
	}
	for (size_t i = 0; i < cf->n_clients; i++) {
		struct conf_client *c = &cf->clients[i];

		if (accounts_secrets(rd, c, e) == -1 ||
		    recipients_secrets(rd, c, e) == -1 ||
		    commands_secret(rd, c, e) == -1)
			return -1;
	}
	return secret_of(rd, rd->whole->password, rd->password_at, "password",
	    &cf->mail.password, e);
}

static int
load_plugins(struct reader *rd, struct err *e)
{
	struct config *cf = rd->cf;
	const char *dir = rd->opts->plugin_dir;
	const struct hark_plugin *const *pl = rd->opts->linked;
	char *found;

	if (pl != NULL) {
		cf->plugin_dir = arena_strdup(rd->a, "(linked in)");
		cf->plugins = plugin_set_new();
		for (; *pl != NULL; pl++)
			if (plugin_set_add(cf->plugins, *pl, e) == -1)
				return -1;
		return 0;
	}
	if (dir == NULL && read_early(rd, cf->file,
	    "plugin-dir", &dir, e) == -1)
		return -1;
	if (dir == NULL) {
		found = path_find("plugins", LIBDIR "/hark");
		dir = arena_strdup(rd->a, found != NULL ? found :
		    LIBDIR "/hark");
		free(found);
	}
	cf->plugin_dir = arena_strdup(rd->a, dir);
	cf->plugins = plugin_load_dir(dir, e);
	if (cf->plugins == NULL)
		return err_prefix(e, "%s", cf->file);
	return 0;
}

struct config *
config_read(const struct config_opts *opts, struct err *e)
{
	struct section_type top[] = {
		{ "mail", false, conf_mail_options, config_mail, NULL },
		{ "client", true, conf_client_options, client_done, NULL },
		{ NULL, false, NULL, NULL, NULL },
	};
	struct section_type root = { "the top", false, conf_top_options,
		config_top, top };
	struct whole *w = xcalloc(1, sizeof(*w));
	struct reader rd = { .whole = w, .cf = &w->cf, .opts = opts };
	struct err mine = { 0 };
	int rc = -1;

	e = e != NULL ? e : &mine;
	*e = (struct err){ 0 };
	w->arena = rd.a = arena_new();
	w->cf.file = arena_strdup(rd.a, opts->file);
	if (load_plugins(&rd, e) == 0) {
		top[1].inner = client_sections(&rd);
		if (read_begin(&rd, &root, e) == 0) {
			rc = read_files(&rd, &root, e);
			rc = rc == 0 ? read_end(&rd, e) : rc;
			rc = rc == 0 ? check_whole(&rd, e) : rc;
			read_abort(&rd);
		}
	}
	calendar_clear(&rd.calendar);
	free(rd.accounts);
	free(rd.drafts);
	if (rc == 0)
		return &w->cf;
	config_free(&w->cf);
	return NULL;
}

void
config_free(struct config *cf)
{
	struct whole *w = (struct whole *)cf;

	if (cf == NULL)
		return;
	for (size_t i = 0; i < cf->n_clients; i++) {
		struct conf_client *c = &cf->clients[i];

		for (size_t j = 0; j < c->n_accounts; j++)
			account_clear(&c->accounts[j]);
		for (size_t j = 0; j < c->n_recipients; j++)
			recipient_clear(c, &c->recipients[j]);
		secret_free(c->commands.password);
		hours_free(c->hours);
	}
	free(cf->clients);
	secret_free(cf->mail.password);
	plugin_set_free(cf->plugins);
	arena_free(w->arena);
	free(w);
}
