/* SPDX-License-Identifier: ISC */

/* hark setup: five questions to a first working account; see setup.h. */

#include <sys/stat.h>

#include <errno.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "base/mem.h"
#include "cli/setup.h"

void
setup_question(const struct setup *s, int n, const char *text)
{
	if (s->opts->color)
		printf("\n\033[1m%d/%d  %s\033[0m\n", n, SETUP_QUESTIONS, text);
	else
		printf("\n%d/%d  %s\n", n, SETUP_QUESTIONS, text);
}

/* What harkd says, without the name of a file that will soon be gone. */
const char *
without_place(const struct setup *s, const char *why)
{
	AUTO(free_p) char *file = xasprintf("%s/harkd.conf", s->tmp);

	if (strncmp(why, file, strlen(file)) == 0) {
		why += strlen(file);
		why += strspn(why, ":0123456789 ");
	}
	return why;
}

/* More options will follow, and nothing is said against this one itself. */
static bool
too_early(const struct setup *s, const char *why)
{
	const char *p = without_place(s, why);
	size_t n = s->asking != NULL ? strlen(s->asking) : 0;

	return s->more && n > 0 && !(strncmp(p, s->asking, n) == 0 &&
	    p[n] == ':');
}

/* Does harkd take the draft with this?  Else says so, and what would do. */
bool
setup_fits(struct setup *s, const char *hint)
{
	AUTO(free_p) char *why = try_draft(s, false);

	if (why == NULL || too_early(s, why))
		return true;
	ask_again("%s", hint);
	if (strcmp(s->opts->lang, "en") == 0)
		ask_again("(%s)", safe(without_place(s, why), 300));
	return false;
}

bool
setup_required(const struct setup *s, const char *name)
{
	const json_t *o;
	size_t i;

	json_array_foreach(json_object_get(s->plugin, "options"), i, o)
		if (strcmp(json_str(o, "option"), name) == 0)
			return json_bool(o, "required");
	return false;
}

/* --- 2: who --------------------------------------------------------------- */

/* The country's, by locale. */
static const char *
holidays_here(void)
{
	static const char *const vars[] = { "LC_ALL", "LC_TIME", "LANG" };

	for (size_t i = 0; i < ARRAY_LEN(vars); i++) {
		const char *v = getenv(vars[i]);

		if (v == NULL || *v == '\0')
			continue;
		return strstr(v, "_DE") != NULL ? "de" : strstr(v, "_AT") !=
		    NULL ? "at" : strstr(v, "_CH") != NULL ? "ch" : "-";
	}
	return "-";
}

/* "Europe/Berlin", of this host. */
static char *
zone_here(void)
{
	char path[300];
	ssize_t n = readlink("/etc/localtime", path, sizeof(path) - 1);
	const char *tz = getenv("TZ"), *at;

	if (tz != NULL && strchr(tz, '/') != NULL && *tz != '/')
		return xstrdup(tz);
	path[n > 0 ? n : 0] = '\0';
	at = strstr(path, "zoneinfo/");
	/* A server's clock says nothing of the shop's. */
	if (at != NULL && strchr(at + 9, '/') != NULL &&
	    strncmp(at + 9, "Etc/", 4) != 0)
		return xstrdup(at + 9);
	return xstrdup(strcmp(holidays_here(), "at") == 0 ? "Europe/Vienna" :
	    strcmp(holidays_here(), "ch") == 0 ? "Europe/Zurich" :
	    "Europe/Berlin");
}

/* Ask until harkd takes it; *at is what the draft is made of. */
static void
ask_fitting(struct setup *s, char **at, const char *prompt, const char *def,
    const char *hint)
{
	AUTO(free_p) char *d = xstrdup(def);

	do {
		free(*at);
		*at = ask(s, prompt, d);
		if (strcmp(*at, "-") == 0)
			**at = '\0';
	} while (!setup_fits(s, hint));
}

static void
ask_business(struct setup *s)
{
	AUTO(free_p) char *zone = zone_here();

	setup_question(s, 2, t(s->opts, "What is your business, and when is it open?"));
	s->business = ask(s, t(s->opts, "Name of the business"), NULL);
	free(s->client);
	s->client = conf_name(s->business);
	ask_fitting(s, &s->zone, t(s->opts, "Time zone"), zone, t(s->opts,
	    "There is no such zone; right is for example Europe/Berlin, "
	    "Europe/Vienna or Europe/Zurich."));
	ask_fitting(s, &s->holidays, t(s->opts, "Public holidays of (de-by for "
	    "Bavaria, at-9 for Vienna, ch-zh; - for none)"), holidays_here(),
	    t(s->opts, "Not known; right is de, at or ch, with the letters of "
	    "the Land behind it, such as de-nw, or - for none."));
	ask_fitting(s, &s->hours, t(s->opts, "Hours in which somebody answers"),
	    "mo-fr 9:00-18:00", t(s->opts, "That is not understood; "
	    "right is for example mo-fr 9:00-18:00, sa 9:00-13:00"));
}

/* --- 3: whom -------------------------------------------------------------- */

static void
ask_mails(struct setup *s)
{
	setup_question(s, 3, t(s->opts, "Who gets the mails?"));
	for (;;) {
		AUTO(free_p) char *said = ask(s, t(s->opts, "Mail address; "
		    "several with commas between them"), NULL);
		char *rest = said, *one;

		json_array_clear(s->mails);
		while ((one = strsep(&rest, ", ")) != NULL)
			if (*one != '\0')
				json_array_append_new(s->mails,
				    json_string(one));
		/* Until it is known by which server. */
		free(s->server);
		free(s->user);
		free(s->from);
		s->server = xstrdup("smtp://localhost");
		s->user = xstrdup("");
		s->from = xstrdup_null(json_string_value(
		    json_array_get(s->mails, 0)));
		if (json_array_size(s->mails) > 0 && setup_fits(s, t(s->opts,
		    "That is no mail address; right is for example "
		    "team@shop.example")))
			return;
		json_array_clear(s->mails);
	}
}

/* --- 4: by which server --------------------------------------------------- */

/* "mail.example.org", with port or whole. */
static char *
as_server(const char *text)
{
	const char *port = strrchr(text, ':');
	bool local = strncmp(text, "localhost", 9) == 0 ||
	    strncmp(text, "127.", 4) == 0;

	if (strstr(text, "://") != NULL)
		return xstrdup(text);
	if (port != NULL && strcmp(port, ":465") == 0)
		return xasprintf("smtps://%s", text);
	return xasprintf("smtp://%s%s", text, port != NULL ? "" :
	    local ? ":25" : ":587");
}

static void
ask_login(struct setup *s, const char *server)
{
	const char *first = json_string_value(json_array_get(s->mails, 0));
	AUTO(free_p) char *password = NULL;

	free(s->server);
	s->server = as_server(server);
	free(s->user);
	s->user = ask(s, t(s->opts, "User name there (- for none)"),
	    strstr(s->server, "://localhost") != NULL ||
	    strstr(s->server, "://127.") != NULL ? "-" : first);
	if (strcmp(s->user, "-") == 0)
		s->user[0] = '\0';
	free(s->from);
	s->from = xstrdup(strchr(s->user, '@') != NULL ? s->user : first);
	if (*s->user == '\0')
		return;
	do {
		free(password);
		password = ask_secret(s, t(s->opts, "Password (is not shown)"));
	} while (*password == '\0');
	conf_secret(s, "mail-password", password);
	explicit_bzero(password, strlen(password));
}

static void
ask_server(struct setup *s)
{
	const char *first = json_string_value(json_array_get(s->mails, 0));
	AUTO(free_p) char *def = xasprintf("smtp.%s", strchr(first, '@') != NULL
	    ? strchr(first, '@') + 1 : first);

	setup_question(s, 4, t(s->opts, "Which mail server takes them?"));
	for (;;) {
		AUTO(free_p) char *said = ask(s, t(s->opts, "Server, with a "
		    "port if it is not 587"), def), *why = NULL;

		ask_login(s, said);
		free(def);
		def = xstrdup(said);
		if (!setup_fits(s, t(s->opts, "That is no mail server; right is for "
		    "example smtp.example.org or smtp.example.org:465")))
			continue;
		s->with_account = false;
		puts(t(s->opts, "  A mail is being sent ..."));
		why = try_mail(s);
		s->with_account = true;
		if (why == NULL)
			break;
		ask_again("%s", t(s->opts, "The mail did not leave:"));
		ask_again("%s", why);
		ask_again("%s", t(s->opts, "Please look at server, user and "
		    "password again."));
	}
	say(t(s->opts, "  It was accepted; please see whether it arrives at %s."),
	    safe(first, 100));
}

/* --- 5: the key ----------------------------------------------------------- */

/* False: nothing was said to the first of them, so it shall be fetched. */
static bool
paste_secrets(struct setup *s, bool guided)
{
	const char *name;
	json_t *v;
	size_t n = 0;
	void *next;

	json_object_foreach_safe(s->secrets, next, name, v) {
		bool required = setup_required(s, name), first = n++ == 0;
		AUTO(free_p) char *value = NULL, *prompt = NULL;

		prompt = xasprintf(first && guided && required ?
		    t(s->opts, "%s, if you have it; else Enter (is not shown)") :
		    first && guided ? t(s->opts, "%s, if you have it; else "
		    "Enter; - for none (is not shown)") : required ?
		    t(s->opts, "%s (is not shown)") :
		    t(s->opts, "%s; - for none (is not shown)"), name);
		do {
			free(value);
			value = ask_secret(s, prompt);
			if (first && guided && *value == '\0')
				return false;
		} while (*value == '\0' || (required &&
		    strcmp(value, "-") == 0));
		if (strcmp(value, "-") == 0)
			json_object_del(s->secrets, name);
		else
			conf_secret(s, json_string_value(v), value);
		explicit_bzero(value, strlen(value));
	}
	return true;
}

/* Paste what there is, or be walked through getting it. */
static bool
ask_secrets(struct setup *s)
{
	bool guided = json_bool(s->plugin, "guided");

	if (guided)
		say("  %s", t(s->opts, "If you have no key yet, press Enter; "
		    "then hark says how to get one."));
	return paste_secrets(s, guided) || try_auth(s);
}

static void
show_heard(const struct setup *s, const json_t *account, const json_t *waiting)
{
	const json_t *q;
	size_t i;

	say(t(s->opts, "  Posts that hark heard: %lld, as %s."),
	    (long long)json_int(account, "posts"),
	    json_str(account, "handle") != NULL ?
	    safe(json_str(account, "handle"), 60) : s->client);
	if (json_array_size(waiting) == 0)
		say("  %s", t(s->opts, "Nobody is waiting for an answer."));
	else
		say("  %s", t(s->opts, "Who waits:"));
	json_array_foreach(waiting, i, q)
		if (i < 5)
			say("    %s  %s: %s", short_time(s->opts,
			    json_str(q, "asked_at")), safe(json_str(q, "asker"),
			    30), safe(json_str(q, "text"), 100));
}

/* Without those that never came; false: one of them has to be there. */
static bool
keys_complete(struct setup *s)
{
	bool complete = true;
	const char *name;
	void *next;
	json_t *v;

	json_object_foreach_safe(s->secrets, next, name, v) {
		if (conf_has_secret(s, json_string_value(v)))
			continue;
		if (setup_required(s, name))
			complete = false;
		else
			json_object_del(s->secrets, name);
	}
	return complete;
}

static void
ask_key(struct setup *s)
{
	setup_question(s, 5, t(s->opts, "With which key may hark listen there?"));
	for (;;) {
		AUTO(json_p) json_t *account = NULL;
		AUTO(json_p) json_t *waiting = NULL;
		AUTO(free_p) char *why = NULL;
		AUTO(json_p) json_t *keys = json_copy(s->secrets);

		if (json_object_size(s->secrets) == 0)
			say("  %s", t(s->opts, "None is needed there."));
		if (json_object_size(s->secrets) == 0 || ask_secrets(s)) {
			say("  %s", t(s->opts, "The network is asked ..."));
			why = try_poll(s, &account, &waiting);
			if (why == NULL) {
				show_heard(s, account, waiting);
				return;
			}
			ask_again("%s", t(s->opts, "It was not heard:"));
			ask_again("%s", safe(why, 400));
		}
		if (!ask_yes(s, t(s->opts, "Try once more?"), true)) {
			if (keys_complete(s)) {
				ask_again("%s", t(s->opts, "It is written all "
				    "the same; hark goes on trying, and tells "
				    "you."));
				return;
			}
			ask_again("%s", t(s->opts, "It cannot be without; "
			    "Ctrl-C ends."));
		}
		json_object_update(s->secrets, keys);
	}
}

/* --- the end -------------------------------------------------------------- */

static void
next_steps(const struct setup *s)
{
	bool own = strcmp(s->dir, SETUP_DIR) != 0;

	say("\n%s", t(s->opts, "Done.  Written:"));
	say("  %s/harkd.conf", s->dir);
	say("  %s/secrets/", s->dir);
	if (!own && access(SETUP_DROP_IN, F_OK) == 0)
		say("  %s", SETUP_DROP_IN);
	if (s->example)
		say(t(s->opts, "  (the example is %s/harkd.conf.example now)"),
		    s->dir);
	say("\n%s", t(s->opts, "What comes next:"));
	if (own) {
		say("  harkd -c %s/harkd.conf", s->dir);
		say("  hark -s %s/socket status", s->dir);
		return;
	}
	if (getpwnam("hark") == NULL)
		say("  systemd-sysusers");
	if (access(SETUP_DROP_IN, F_OK) == 0)
		say("  systemctl daemon-reload");
	say("  systemctl enable --now harkd");
	say("  hark status");
}

int
run_setup(const struct opts *o)
{
	/* It may be left from anywhere. */
	static struct setup s;
	const char *base = getenv("TMPDIR");
	AUTO(free_p) char *secrets = NULL, *why = NULL;
	struct opts quiet = *o;
	int rc;

	s = (struct setup){ .opts = o, .dir = o->dir != NULL ? o->dir :
	    SETUP_DIR };
	rc = conf_may(&s);
	if (rc != EXIT_HARK_OK)
		return rc;
	s.options = json_object();
	s.secrets = json_object();
	s.mails = json_array();
	quiet.file = "/dev/null/none";	/* of the plugins alone */
	rc = plugin_rows(&quiet, NULL, &s.plugins);
	if (rc != EXIT_HARK_OK)
		return rc;
	s.tmp = xasprintf("%s/hark-setup-XXXXXX", base != NULL && *base == '/' ?
	    base : "/tmp");
	umask(077);
	if (mkdtemp(s.tmp) == NULL) {
		complain("%s: %s", s.tmp, strerror(errno));
		return EXIT_HARK_ERROR;
	}
	ask_begin(&s);
	secrets = xasprintf("%s/secrets", s.tmp);
	mkdir(secrets, 0700);
	conf_anew(&s);
	s.client = xstrdup("shop");
	say("%s", t(o, "hark listens where people write to your business, and "
	    "mails you while somebody\nstill waits for an answer.  Five "
	    "questions: Enter takes what stands in [brackets],\nCtrl-C leaves "
	    "everything as it was."));
	ask_network(&s);
	ask_business(&s);
	ask_mails(&s);
	ask_server(&s);
	ask_key(&s);
	why = try_draft(&s, true);
	if (why != NULL || conf_commit(&s) == -1) {
		if (why != NULL)
			complain("%s", why);
		setup_leave(&s, EXIT_HARK_ERROR);
	}
	next_steps(&s);
	setup_leave(&s, EXIT_HARK_OK);
}
