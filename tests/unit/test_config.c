/* SPDX-License-Identifier: ISC */

/*
 * harkd.conf: what is understood, what is refused and with which words
 * (tests/config/, one mistake a file), the example, the manual.
 */

#include <sys/stat.h>
#include <sys/resource.h>

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/when.h"
#include "config/conf.h"

extern const struct hark_plugin hark_plugin_mastodon;

/* --- a plugin with an option of each type --------------------------------- */

struct options {
	const char *server, *token, *user;
	const char *const *tags;
	int64_t pages, every, price;
	int tone;
	bool loud;
};

static const char *const tones[] = { "kind", "plain", NULL };

static const struct hark_option options[] = {
	HARK_OPT_URL("server", struct options, server,
	    .flags = HARK_REQUIRED | HARK_REALM,
	    .help = "address of the server"),
	HARK_OPT_STRING("token", struct options, token, .flags = HARK_SECRET,
	    .help = "name of the credential"),
	HARK_OPT_STRING("user", struct options, user, .help = "a name"),
	HARK_OPT_LIST("tags", struct options, tags, .def = "brot, brezel",
	    .help = "words"),
	HARK_OPT_INT("pages", struct options, pages, .def = "10", .min = 1,
	    .max = 50, .flags = HARK_LIVE, .help = "pages"),
	HARK_OPT_MSEC("every", struct options, every, .def = "1h30m",
	    .help = "a span"),
	HARK_OPT_AMOUNT("price", struct options, price, .def = "0.005",
	    .max = HARK_MILLION, .help = "of one post"),
	HARK_OPT_ENUM("tone", struct options, tone, .def = "plain",
	    .choices = tones, .help = "a choice"),
	HARK_OPT_BOOL("loud", struct options, loud, .def = "yes",
	    .help = "a truth"),
	{ .name = NULL }
};

static const struct hark_feed feeds[] = {
	{ .name = "mentions", .help = "mentions", .interval = 60000 },
	{ .name = NULL }
};

static const char *const auth[] = { "Authorization: Bearer {token}", NULL };
static const char *const origins[] = { "https://api.example.com", NULL };

static bool
check(const void *config, char *err, size_t len)
{
	const struct options *o = config;

	if (o->pages != 13)
		return true;
	snprintf(err, len, "thirteen pages are bad luck");
	return false;
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	(void)t, (void)ev;
}

static const struct hark_plugin example = {
	.abi = HARK_ABI, .size = sizeof(struct hark_plugin),
	.name = "example", .version = "1", .ops = HARK_CAN(HARK_POLL),
	.feeds = feeds, .options = options, .auth = auth, .origins = origins,
	.config_size = sizeof(struct options), .check = check, .step = step,
};

static const struct hark_plugin *const linked[] = { &example, NULL };

/* --- help ----------------------------------------------------------------- */

static char dir[64];
static char warning[2048];

static void
sink(enum log_level level, const char *line)
{
	size_t n = strlen(warning);

	(void)level;
	snprintf(warning + n, sizeof(warning) - n, "%s\n", line);
}

static int
setup(void **state)
{
	(void)state;
	snprintf(dir, sizeof(dir), "/tmp/hark-config-XXXXXX");
	assert_non_null(mkdtemp(dir));
	log_set_sink(sink);
	warning[0] = '\0';
	return 0;
}

static int
teardown(void **state)
{
	AUTO(free_p) char *cmd = xasprintf("rm -rf '%s'", dir);

	(void)state;
	log_set_sink(NULL);
	return system(cmd);
}

static char *
path(const char *name)
{
	return xasprintf("%s/%s", dir, name);
}

static void
write_file(const char *name, const char *text, mode_t mode)
{
	AUTO(free_p) char *p = path(name);
	FILE *f = fopen(p, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	assert_int_equal(chmod(p, mode), 0);
}

static void
make_dir(const char *name)
{
	AUTO(free_p) char *p = path(name);

	assert_int_equal(mkdir(p, 0700), 0);
}

static struct config *
read_conf(struct err *e)
{
	AUTO(free_p) char *p = path("harkd.conf");

	return config_read(&(struct config_opts){ .file = p,
	    .linked = linked }, e);
}

static struct config *
read_text(const char *text)
{
	struct err e = { 0 };
	struct config *cf;

	write_file("harkd.conf", text, 0644);
	cf = read_conf(&e);
	if (cf == NULL)
		fail_msg("%s", e.text);
	return cf;
}

#define MAIL "mail { server = \"smtp://localhost\" from = \"a@example.org\" }\n"
#define ACCOUNT "client \"c\" { example \"a\" { server = " \
	"\"https://example.org\" %s } }\n"

static struct config *
read_account(const char *more)
{
	AUTO(free_p) char *text = xasprintf(ACCOUNT, more);

	return read_text(text);
}

/* --- what is understood --------------------------------------------------- */

static void
test_defaults(void **state)
{
	struct config *cf = read_text("client \"c\" { }\n");
	const struct conf_client *c = &cf->clients[0];

	(void)state;
	assert_string_equal(cf->socket, "/run/hark/harkd.sock");
	assert_string_equal(cf->socket_group, "hark");
	assert_string_equal(cf->user_agent, "hark/" VERSION);
	assert_null(cf->mail.server);
	assert_null(cf->ca_file);
	assert_null(cf->heartbeat_url);
	assert_int_equal(cf->log, CONF_INFO);
	assert_int_equal(cf->n_clients, 1);
	assert_string_equal(c->name, "c");
	assert_string_equal(c->lang, "de");
	assert_non_null(c->hours);
	assert_int_equal(c->due_ms, 0);
	assert_int_equal(c->collect_ms, 2 * WHEN_MINUTE);
	assert_int_equal(c->bundle_ms, 30 * WHEN_MINUTE);
	assert_int_equal(c->remind_ms, 4 * WHEN_HOUR);
	assert_int_equal(c->group_ms, WHEN_HOUR);
	assert_false(c->answered_note);
	assert_int_equal(c->private_, PRIVATE_LINK);
	assert_int_equal(c->keep_other_ms, 30 * WHEN_DAY);
	assert_int_equal(c->keep_baseline_ms, 90 * WHEN_DAY);
	assert_int_equal(c->keep_question_ms, 180 * WHEN_DAY);
	assert_int_equal(c->keep_person_ms, 365 * WHEN_DAY);
	assert_int_equal(c->keep_audit_ms, 90 * WHEN_DAY);
	assert_int_equal(c->line, 1);
	assert_non_null(strstr(warning, "nobody is told"));
	config_free(cf);
}

#define HOOK "exec = '/bin/true'"

/* What is allowed, and hardly meant. */
static void
test_unheard(void **state)
{
	static const struct { const char *text, *warning; } cases[] = {
		{ "recipient \"r\" { " HOOK " }", "" },
		{ "recipient \"r\" { " HOOK " words = {\"torte\"} }",
		    "every recipient wants only some questions" },
		{ "recipient \"r\" { " HOOK " accounts = {\"a\"} }",
		    "no recipient wants all questions of account \"b\"" },
		{ "recipient \"r\" { " HOOK " }\n"
		    "recipient \"s\" { " HOOK " accounts = {\"a\"} }\n"
		    "ring = {\"1h s\"}",
		    "no recipient wants all questions of account \"b\"" },
		{ "recipient \"r\" { " HOOK " }\n"
		    "hours = {\"mo-fr closed\"}",
		    "client \"acme\" does not open within a year" },
		{ "recipient \"r\" { " HOOK " hours = {\"mo closed\"} }",
		    "recipient \"r\" has no open hour within a year" },
		{ "hours = {\"mo-fr 8-12\"}\n"
		    "recipient \"r\" { " HOOK " hours = {\"sa 8-12\"} }", "" },
		{ "hours = {\"mo-fr 8-12\"}\n"
		    "recipient \"r\" { " HOOK " hours = {\"sa 8-12\"}\n"
		    "digest = yes }", "no digest comes" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		AUTO(free_p) char *text = xasprintf("client \"acme\" {\n%s\n"
		    "example \"a\" { server = \"https://a.example\" }\n"
		    "example \"b\" { server = \"https://b.example\" }\n}\n",
		    cases[i].text);
		struct config *cf;

		warning[0] = '\0';
		cf = read_text(text);
		if (*cases[i].warning == '\0')
			assert_string_equal(warning, "");
		else if (strstr(warning, cases[i].warning) == NULL)
			fail_msg("%s\nwarns of \"%s\"", text, warning);
		config_free(cf);
	}
}

static void
test_account(void **state)
{
	struct config *cf = read_account("user = \"it's # \\\"me\\\"\" "
	    "tone = 'kind' staff = {\"@a@b.example\",} interval = 5m");
	const struct conf_account *a = &cf->clients[0].accounts[0];
	const struct options *o = a->options;

	(void)state;
	assert_int_equal(cf->clients[0].n_accounts, 1);
	assert_string_equal(a->name, "a");
	assert_ptr_equal(a->plugin, &example);
	assert_string_equal(a->plugin_name, "example");
	assert_string_equal(a->realm, "https://example.org");
	assert_string_equal(a->origins[0], "https://example.org");
	assert_string_equal(a->origins[1], "https://api.example.com");
	assert_null(a->origins[2]);
	assert_string_equal(a->staff[0], "@a@b.example");
	assert_null(a->staff[1]);
	assert_int_equal(a->interval_ms, 5 * WHEN_MINUTE);
	assert_int_equal(a->n_secrets, 0);
	assert_string_equal(o->server, "https://example.org");
	assert_string_equal(o->user, "it's # \"me\"");
	assert_string_equal(o->tags[0], "brot");
	assert_string_equal(o->tags[1], "brezel");
	assert_null(o->tags[2]);
	assert_int_equal(o->pages, 10);
	assert_int_equal(o->every, 90 * WHEN_MINUTE);
	assert_int_equal(o->price, 5000);
	assert_int_equal(o->tone, 0);
	assert_true(o->loud);
	config_free(cf);
}

static void
test_addresses(void **state)
{
	static const struct {
		const char *more, *realm;
	} good[] = {
		{ "server = \"https://Example.org:8443/\"",
		  "https://example.org:8443" },
		{ "server = \"http://127.0.0.1:8080\"",
		  "http://127.0.0.1:8080" },
		{ "server = http://localhost//", "http://localhost" },
		{ "server = \"http://example.org\" allow-http = yes",
		  "http://example.org" },
		{ "allow-http = yes server = \"http://example.org\"",
		  "http://example.org" },
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		AUTO(free_p) char *text = xasprintf("client \"c\" { example "
		    "\"a\" { %s } }\n", good[i].more);
		struct config *cf = read_text(text);
		const struct conf_account *a = &cf->clients[0].accounts[0];
		const struct options *o = a->options;

		assert_string_equal(a->realm, good[i].realm);
		assert_int_not_equal(o->server[strlen(o->server) - 1], '/');
		config_free(cf);
	}
}

static void
test_recipients(void **state)
{
	struct config *cf = read_text(MAIL "client \"c\" {\n"
	    "recipient \"team\" { mail = \"team@example.org\" }\n"
	    "recipient \"hook\" { webhook = \"https://example.org/x\"\n"
	    "	language = \"en\" hours = {\"24/7\"} delay = 30m\n"
	    "	perhaps = yes accounts = {\"a\"} }\n"
	    "recipient \"prog\" { exec = \"/bin/true\" }\n"
	    "example \"a\" { server = \"https://example.org\" }\n"
	    "hours = {\"mo-fr 8:00-18:00\"} }\n");
	const struct conf_client *c = &cf->clients[0];
	const struct conf_recipient *r = c->recipients;
	int64_t sunday = when_parse("2026-05-17T12:00:00Z");

	(void)state;
	assert_int_equal(c->n_recipients, 3);
	assert_int_equal(r[0].channel, CHANNEL_MAIL);
	assert_string_equal(r[0].address, "team@example.org");
	assert_string_equal(r[0].lang, "de");
	assert_false(hours_is_open(r[0].hours, sunday));
	assert_null(r[0].accounts);
	assert_int_equal(r[1].channel, CHANNEL_WEBHOOK);
	assert_string_equal(r[1].lang, "en");
	assert_true(hours_is_open(r[1].hours, sunday));
	assert_int_equal(r[1].delay_ms, 30 * WHEN_MINUTE);
	assert_true(r[1].perhaps);
	assert_string_equal(r[1].accounts[0], "a");
	assert_int_equal(r[1].line, 4);
	assert_int_equal(r[2].channel, CHANNEL_EXEC);
	assert_int_equal(r[2].line, 7);
	assert_string_equal(warning, "");
	config_free(cf);
}

/* What libconfuse alone would take for something else. */
static void
test_comments(void **state)
{
	struct config *cf = read_text("\xef\xbb\xbf# BOM before, # hash\n"
	    "client \"c\" # who\n{ // open\n"
	    "	automatic = { # list\n\"a # b\", // one\r\n"
	    "	'${b}' /* two\n three */ , \"c // d\" # last\n }\n"
	    "	example /* here */ \"a\" { server = https://example.org//x }\n"
	    "} # end");
	const struct conf_client *c = &cf->clients[0];
	const struct options *o = c->accounts[0].options;

	(void)state;
	assert_string_equal(c->automatic[0], "a # b");
	assert_string_equal(c->automatic[1], "${b}");
	assert_string_equal(c->automatic[2], "c // d");
	assert_null(c->automatic[3]);
	assert_string_equal(o->server, "https://example.org//x");
	assert_int_equal(c->accounts[0].line, 9);
	config_free(cf);
}

static void
test_ear_and_keep(void **state)
{
	struct config *cf = read_text("client \"c\" {\n"
	    "keep { question = 1w }\n ear \"de\" { ring = 0.75 digest = .5 }\n"
	    "ear \"xx\" { ring = 1 digest = 0.25 } }\n"
	    "client \"d\" { }\n");
	const struct conf_client *c = cf->clients;

	(void)state;
	assert_int_equal(cf->n_clients, 2);
	assert_int_equal(c[0].keep_question_ms, 7 * WHEN_DAY);
	assert_int_equal(c[0].keep_other_ms, 30 * WHEN_DAY);
	assert_int_equal(c[0].n_limits, 2);
	assert_string_equal(c[0].limits[0].lang, "de");
	assert_true(c[0].limits[0].ring > 0.749f && c[0].limits[0].ring < 0.751f);
	assert_true(c[0].limits[0].digest > 0.499f);
	assert_string_equal(c[0].limits[1].lang, "xx");
	/* Nothing of one client stays for the next. */
	assert_int_equal(c[1].n_limits, 0);
	assert_int_equal(c[1].keep_question_ms, 180 * WHEN_DAY);
	config_free(cf);
}

static const char *asked_dir, *asked_network;

static bool
knew(const char *where, const char *network)
{
	static char kept[2][64];

	snprintf(kept[0], sizeof(kept[0]), "%s", where);
	snprintf(kept[1], sizeof(kept[1]), "%s", network);
	asked_dir = kept[0];
	asked_network = kept[1];
	return strcmp(network, "frobnitz") == 0;
}

/* Nobody but the databases knows the network any more. */
static void
test_network_known_from_before(void **state)
{
	static const char text[] = "state-dir = \"/srv/hark\"\n"
	    "client \"c\" {\n	%s \"old\" { key = \"x\" }\n}\n";
	AUTO(free_p) char *file = path("harkd.conf");
	AUTO(free_p) char *gone = xasprintf(text, "frobnitz");
	AUTO(free_p) char *never = xasprintf(text, "frobnicate");
	struct config_opts o = { .file = file, .linked = linked,
	    .knew = knew };
	struct err e = { 0 };
	struct config *cf;

	(void)state;
	write_file("harkd.conf", gone, 0644);
	cf = config_read(&o, &e);
	if (cf == NULL)
		fail_msg("%s", e.text);
	assert_string_equal(asked_dir, "/srv/hark");
	assert_string_equal(asked_network, "frobnitz");
	assert_null(cf->clients[0].accounts[0].plugin);
	config_free(cf);
	write_file("harkd.conf", never, 0644);
	assert_null(config_read(&o, &e));
	assert_non_null(strstr(e.text, "harkd.conf:3: no section "
	    "\"frobnicate\""));
}

/* An account whose plugin is gone keeps its place and stops nothing. */
static void
test_plugin_gone(void **state)
{
	struct config *cf = read_text("client \"c\" {\n"
	    "	tumblr \"old\" { key = \"}\" words = {\"a\", \"b\"} # }\n"
	    "		deeper \"x\" { y = z }\n	}\n"
	    "	example \"new\" { server = \"https://example.org\" }\n}\n");
	const struct conf_client *c = &cf->clients[0];
	AUTO(free_p) char *text = NULL;

	(void)state;
	assert_int_equal(c->n_accounts, 2);
	assert_string_equal(c->accounts[0].name, "old");
	assert_string_equal(c->accounts[0].plugin_name, "tumblr");
	assert_null(c->accounts[0].plugin);
	assert_string_equal(c->accounts[0].realm, "");
	assert_null(c->accounts[0].origins[0]);
	assert_int_equal(c->accounts[0].line, 2);
	assert_ptr_equal(c->accounts[1].plugin, &example);
	assert_int_equal(c->accounts[1].line, 5);
	assert_non_null(strstr(warning, "harkd.conf:2: no plugin \"tumblr\""));
	assert_true(config_account_same(&c->accounts[0], &c->accounts[0]));
	assert_false(config_account_same(&c->accounts[0], &c->accounts[1]));
	text = config_print(cf, when_parse("2026-05-12T10:00:00Z"));
	assert_non_null(strstr(text, "tumblr \"old\": PLUGIN MISSING"));
	config_free(cf);
}

/* A plugin of an older hark is refused, and its accounts wait for a new one,
 * even where its name could be a slip of the pen. */
static void
test_plugin_refused(void **state)
{
	AUTO(free_p) char *plugins = path("plugins"), *file = path("harkd.conf");
	struct config_opts o = { .file = file, .plugin_dir = plugins };
	struct err e = { 0 };
	struct config *cf;

	(void)state;
	make_dir("plugins");
	write_file("harkd.conf", "client \"c\" { keeep \"k\" { a = b } }\n",
	    0644);
	assert_null(config_read(&o, &e));
	assert_non_null(strstr(e.text, "did you mean \"keep\"?"));
	write_file("plugins/keeep.so", "not a plugin", 0644);
	cf = config_read(&o, &e);
	assert_non_null(cf);
	assert_string_equal(cf->clients[0].accounts[0].plugin_name, "keeep");
	assert_non_null(strstr(warning, "plugin left out: "));
	config_free(cf);
}

/* plugin-dir is needed before the rest can be read; -P goes before it. */
static void
test_plugin_dir(void **state)
{
	AUTO(free_p) char *plugins = path("plug 'ins\""), *other = path("other");
	AUTO(free_p) char *text = xasprintf("client \"c\" { }\n# plugin-dir = 1"
	    "\nplugin-dir = \"%s/plug 'ins\\\"\"\n", dir);
	AUTO(free_p) char *file = path("harkd.conf");
	struct config_opts o = { .file = file };
	struct err e = { 0 };
	struct config *cf;

	(void)state;
	write_file("harkd.conf", text, 0644);
	assert_null(config_read(&o, &e));
	assert_non_null(strstr(e.text, "harkd.conf: plugin directory "));
	make_dir("plug 'ins\"");
	cf = config_read(&o, &e);
	assert_non_null(cf);
	assert_string_equal(cf->plugin_dir, plugins);
	assert_int_equal(plugin_count(cf->plugins), 0);
	config_free(cf);
	make_dir("other");
	o.plugin_dir = other;
	cf = config_read(&o, &e);
	assert_non_null(cf);
	assert_string_equal(cf->plugin_dir, other);
	config_free(cf);
}

static void
test_conf_d(void **state)
{
	struct err e = { 0 };
	struct config *cf;

	(void)state;
	make_dir("conf.d");
	write_file("conf.d/20-b.conf", "client \"b\" { }\n", 0644);
	write_file("conf.d/10-a.conf", "log = debug\n client \"a\" { }\n", 0644);
	write_file("conf.d/.hidden.conf", "nonsense\n", 0644);
	write_file("conf.d/a.conf.bak", "nonsense\n", 0644);
	cf = read_text("client \"main\" { }\n");
	assert_int_equal(cf->n_clients, 3);
	assert_string_equal(cf->clients[0].name, "main");
	assert_string_equal(cf->clients[1].name, "a");
	assert_string_equal(cf->clients[2].name, "b");
	assert_int_equal(cf->log, CONF_DEBUG);
	assert_non_null(strstr(cf->clients[2].file, "conf.d/20-b.conf"));
	config_free(cf);

	/* The mistake is told of the file it is in, and of the first one. */
	write_file("conf.d/30-c.conf", "\nlog = info\n", 0644);
	assert_null(read_conf(&e));
	assert_non_null(strstr(e.text, "conf.d/30-c.conf:2: \"log\" is set "
	    "again; it stands in "));
	assert_non_null(strstr(e.text, "conf.d/10-a.conf:1 already"));
	write_file("conf.d/30-c.conf", "\n\nclient \"a\" { }\n", 0644);
	assert_null(read_conf(&e));
	assert_non_null(strstr(e.text, "conf.d/30-c.conf:3: client \"a\" is "
	    "there already, in "));
	write_file("conf.d/30-c.conf", "client \"e\" { x = 1 }\n", 0644);
	assert_null(read_conf(&e));
	assert_non_null(strstr(e.text, "conf.d/30-c.conf:1: no option \"x\""));
}

static void
test_secrets(void **state)
{
	struct err e = { 0 };
	AUTO(free_p) char *creds = path("creds");
	AUTO(free_p) char *text = xasprintf("client \"c\" { example \"a\" {\n"
	    "server = \"https://example.org\" token = \"tok\" } }\n"
	    "mail { server = \"smtps://mail.example.org\" user = \"u\"\n"
	    "	password = \"smtp\" from = \"a@example.org\" }\n"
	    "credential-dir = \"%s\"\n", creds);
	AUTO(free_p) char *print = NULL, *file = path("harkd.conf");
	const struct conf_account *a;
	struct config *cf;

	(void)state;
	make_dir("creds");
	write_file("creds/tok", "s3cret\n", 0600);
	write_file("creds/smtp", "passw0rd\n", 0600);
	cf = read_text(text);
	a = &cf->clients[0].accounts[0];
	assert_int_equal(a->n_secrets, 1);
	assert_string_equal(a->secrets[0].option, "token");
	assert_string_equal(a->secrets[0].credential, "tok");
	assert_non_null(a->secrets[0].value);
	assert_non_null(cf->mail.password);
	print = config_print(cf, when_parse("2026-05-12T10:00:00Z"));
	assert_null(strstr(print, "s3cret"));
	assert_null(strstr(print, "passw0rd"));
	assert_non_null(strstr(print, "******** (credential \"tok\")"));
	assert_non_null(strstr(print, "******** (credential \"smtp\")"));
	config_free(cf);

	write_file("creds/tok", "s3cret\n", 0644);
	assert_null(read_conf(&e));
	assert_non_null(strstr(e.text, "harkd.conf:1: token: "));
	assert_null(strstr(e.text, "s3cret"));
	cf = config_read(&(struct config_opts){ .file = file,
	    .linked = linked, .no_secrets = true }, &e);
	assert_non_null(cf);
	assert_null(cf->clients[0].accounts[0].secrets[0].value);
	config_free(cf);
}

static void
test_same(void **state)
{
	static const struct {
		const char *more;
		bool same;
	} with[] = {
		{ "", true },
		{ "pages = 11", true },			/* live */
		{ "user = \"x\"", false },
		{ "tags = {\"brot\", \"brezel\"}", true },
		{ "tags = {\"brot\"}", false },
		{ "tone = kind", false },
		{ "loud = no", false },
		{ "staff = {\"@x\"}", false },
		{ "interval = 5m", false },
		{ "allow-private = yes", false },
		{ "token = \"x\"", false },
	};
	struct config *cf = read_account("");
	struct err e = { 0 };
	AUTO(free_p) char *file = path("harkd.conf");

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(with); i++) {
		AUTO(free_p) char *text = xasprintf(ACCOUNT, with[i].more);
		struct config *now;
		bool same;

		write_file("harkd.conf", text, 0644);
		now = config_read(&(struct config_opts){ .file = file,
		    .linked = linked, .no_secrets = true }, &e);
		assert_non_null(now);
		same = config_account_same(&cf->clients[0].accounts[0],
		    &now->clients[0].accounts[0]);
		if (same != with[i].same)
			fail_msg("%s", with[i].more);
		config_free(now);
	}
	config_free(cf);
}

/* A new token in the same credential is a difference: it must be tried. */
static void
test_same_secret(void **state)
{
	AUTO(free_p) char *tok = path("tok");
	AUTO(free_p) char *more = xasprintf("token = \"%s\"", tok);
	struct config *a, *b, *c;

	(void)state;
	write_file("tok", "one", 0600);
	a = read_account(more);
	b = read_account(more);
	write_file("tok", "two", 0600);
	c = read_account(more);
	assert_true(config_account_same(&a->clients[0].accounts[0],
	    &b->clients[0].accounts[0]));
	assert_false(config_account_same(&a->clients[0].accounts[0],
	    &c->clients[0].accounts[0]));
	config_free(a);
	config_free(b);
	config_free(c);
}

/* Closed for the client and who has hours of his own; not for the sleepless. */
static void
test_calendars(void **state)
{
	AUTO(free_p) char *ics = path("ferien.ics");
	AUTO(free_p) char *text = NULL, *print = NULL, *line = NULL;
	int64_t now = when_parse("2026-05-12T10:00:00Z");
	struct config *cf;
	struct err e = { 0 };

	(void)state;
	write_file("ferien.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260513\n"
	    "DTEND;VALUE=DATE:20260515\nSUMMARY:Betriebs\xe2\x80\xae" "ferien\n"
	    "END:VEVENT\nBEGIN:VEVENT\nDTSTART:20260515T100000\nEND:VEVENT\n"
	    "END:VCALENDAR\n", 0644);
	text = xasprintf(MAIL "client \"c\" {\nhours = {\"mo-fr 7-18\"}\n"
	    "calendars = {\"%s\"} closed = {\"2026-05-14 9-11\"}\n"
	    "recipient \"a\" { mail = \"a@example.org\" hours = {\"mo-fr "
	    "9-12\"} }\nrecipient \"b\" { mail = \"b@example.org\" hours = "
	    "{\"24/7\"} } }\nclient \"d\" { hours = {\"mo-fr 7-18\"} "
	    "}\n", ics);
	cf = read_text(text);
	print = config_print(cf, now);
	assert_non_null(strstr(print, "Wed 13 May 2026 closed "
	    "(Betriebsferien)\n"));
	assert_non_null(strstr(print, "Thu 14 May 2026 09:00-11:00\n"));
	line = xasprintf("  calendar         %s: 2 entries, 2 closed days; left "
	    "out, since they have a time of day: 1\n", ics);
	assert_non_null(strstr(print, line));
	now += WHEN_DAY;
	assert_false(hours_is_open(cf->clients[0].hours, now));
	assert_false(hours_is_open(cf->clients[0].recipients[0].hours, now));
	assert_true(hours_is_open(cf->clients[0].recipients[1].hours, now));
	assert_true(hours_is_open(cf->clients[1].hours, now));
	config_free(cf);

	/* What is wrong in it is told with both places. */
	write_file("ferien.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\n"
	    "DTSTART:soon\nEND:VEVENT\n", 0644);
	assert_null(read_conf(&e));
	free(line);
	line = xasprintf(":4: calendars: %s:2: the entry has no date that "
	    "exists (DTSTART)", ics);
	if (strstr(e.text, line) == NULL)
		fail_msg("said: %s\nwant: %s", e.text, line);
}

static void
test_print(void **state)
{
	struct config *cf = read_text(MAIL "client \"c\" {\n"
	    "hours = {\"mo-fr 7:00-12:00,13:00-18:00\", \"sa 7-13\"}\n"
	    "holidays = \"de-by\" closed = {\"05-16\"}\n"
	    "recipient \"team\" { mail = \"team@example.org\" } }\n");
	/* Tuesday; Thursday is Ascension Day. */
	AUTO(free_p) char *text = config_print(cf,
	    when_parse("2026-05-12T10:00:00Z"));

	(void)state;
	assert_non_null(strstr(text, "Tue 12 May 2026 07:00-12:00, 13:00-18:00"
	    "\n"));
	assert_non_null(strstr(text, "Wed 13 May 2026 07:00-12:00, 13:00-18:00"
	    "\n"));
	assert_non_null(strstr(text, "Thu 14 May 2026 closed ("));
	assert_non_null(strstr(text, "Sat 16 May 2026 closed ("));
	assert_non_null(strstr(text, "Sun 17 May 2026 closed\n"));
	assert_non_null(strstr(text, "Mon 18 May 2026 07:00"));
	assert_null(strstr(text, "19 May"));
	assert_non_null(strstr(text, "example          version 1, ABI 1."));
	assert_non_null(strstr(text, "recipient \"team\"\n    mail           "
	    "team@example.org"));
	config_free(cf);
}

static void
test_linebreaks_shown(void **state)
{
	struct config *cf = read_text("client \"c\" { automatic = "
	    "{\"Danke!\\nWir melden uns\"} }\n");
	AUTO(free_p) char *text = config_print(cf, WHEN_DAY);

	(void)state;
	assert_string_equal(cf->clients[0].automatic[0],
	    "Danke!\nWir melden uns");
	assert_non_null(strstr(text, "Danke! Wir melden uns"));
	config_free(cf);
}

/* A refused file leaves nothing behind that the next one could stumble over. */
static void
test_again(void **state)
{
	struct err e = { 0 };
	static const char *const texts[] = { "client \"c { }\n",
		"log = \"a\\9\"\n", "client \"c\" { example \"a\" { server = ",
		"client \"c\" { example \"a\" { server = 3 } }" };

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct config *cf;

		write_file("harkd.conf", texts[i], 0644);
		assert_null(read_conf(&e));
		assert_int_not_equal(e.code, ERR_OK);
		cf = read_account("");
		assert_int_equal(cf->clients[0].n_accounts, 1);
		config_free(cf);
	}
}

static void
test_no_file(void **state)
{
	struct err e = { 0 };

	(void)state;
	assert_null(read_conf(&e));
	assert_int_equal(e.code, ERR_CONFIG);
	assert_non_null(strstr(e.text, "harkd.conf: No such file"));
	make_dir("harkd.conf");
	assert_null(read_conf(&e));
	assert_non_null(strstr(e.text, "not a file"));
}

/* --- what is refused ------------------------------------------------------ */

static void
refused(const char *name)
{
	AUTO(free_p) char *file = xasprintf("tests/config/%s", name);
	AUTO(free_p) char *want = NULL;
	char line[512] = "";
	FILE *f = fopen(file, "r");
	struct err e = { 0 };
	struct config *cf;

	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	fclose(f);
	assert_int_equal(strncmp(line, "# expect: ", 10), 0);
	line[strcspn(line, "\n")] = '\0';
	want = xasprintf("%s:%s%s", file, line[10] >= '0' && line[10] <= '9' ?
	    "" : " ", line + 10);
	cf = config_read(&(struct config_opts){ .file = file,
	    .linked = linked }, &e);
	if (cf != NULL) {
		config_free(cf);
		fail_msg("%s was accepted", file);
	}
	if (strncmp(e.text, want, strlen(want)) != 0)
		fail_msg("%s\n  said: %s\n  want: %s", file, e.text, want);
	if (e.code == ERR_OK)
		fail_msg("%s: no code", file);
}

static void
test_refused(void **state)
{
	struct dirent *d;
	size_t n = 0;
	DIR *all = opendir("tests/config");

	(void)state;
	assert_non_null(all);
	while ((d = readdir(all)) != NULL)
		if (strlen(d->d_name) > 5 && strcmp(d->d_name +
		    strlen(d->d_name) - 5, ".conf") == 0) {
			refused(d->d_name);
			n++;
		}
	closedir(all);
	assert_true(n > 80);
}

/* --- the example, the manual, the size ------------------------------------ */

static void
test_example(void **state)
{
	static const struct hark_plugin *const shipped[] = {
		&hark_plugin_mastodon, NULL };
	struct err e = { 0 };
	struct config *cf = config_read(&(struct config_opts){
	    .file = "conf/harkd.conf", .linked = shipped,
	    .no_secrets = true }, &e);

	(void)state;
	if (cf == NULL)
		fail_msg("%s", e.text);
	assert_string_equal(warning, "");
	assert_int_equal(cf->n_clients, 1);
	assert_string_equal(cf->clients[0].name, "baeckerei");
	assert_int_equal(cf->clients[0].n_accounts, 1);
	assert_true(cf->clients[0].n_recipients > 0);
	assert_non_null(cf->mail.server);
	config_free(cf);
}

/* Every option of these tables has an item in the manual, under its section,
 * and its default is told there. */
static void
documented(const char *man, const char *heading,
    const struct hark_option *table)
{
	AUTO(free_p) char *start = xasprintf("\n.Ss %s\n", heading);
	const char *from = strstr(man, start), *end, *end2;

	if (from == NULL)
		fail_msg("no .Ss %s in harkd.conf.5", heading);
	from += strlen(start);
	end = strstr(from, "\n.Ss ");
	end2 = strstr(from, "\n.Sh ");
	if (end == NULL || (end2 != NULL && end2 < end))
		end = end2;
	for (const struct hark_option *o = table; o->name != NULL; o++) {
		AUTO(free_p) char *item = xasprintf("\n.It Ic %s ", o->name);
		AUTO(free_p) char *def = NULL;
		const char *p = strstr(from, item), *next;

		if (p == NULL || p > end)
			fail_msg("harkd.conf.5, %s: no %s", heading, o->name);
		if (o->def == NULL || strchr(o->def, '/') == o->def + 4)
			continue;	/* hark/VERSION */
		next = strstr(p + 1, "\n.It ");
		next = next == NULL || next > end ? end : next;
		def = xasprintf("\n.Pq default : Li %s", o->def);
		p = strstr(p, def);
		if (p == NULL || p > next)
			fail_msg("harkd.conf.5, %s: %s lacks its default %s",
			    heading, o->name, o->def);
	}
}

static void
test_manual(void **state)
{
	struct buf man = BUF_INIT;
	FILE *f = fopen("conf/harkd.conf.5", "r");
	char chunk[4096];
	size_t n;

	(void)state;
	assert_non_null(f);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_add(&man, chunk, n);
	fclose(f);
	documented(man.data, "Outside of sections", conf_top_options);
	documented(man.data, "mail", conf_mail_options);
	documented(man.data, "client", conf_client_options);
	documented(man.data, "keep", conf_keep_options);
	documented(man.data, "ear", conf_ear_options);
	documented(man.data, "commands", conf_commands_options);
	documented(man.data, "recipient", conf_recipient_options);
	documented(man.data, "Accounts", conf_account_options);
	documented(man.data, "mastodon", hark_plugin_mastodon.options);
	buf_free(&man);
}

static void
test_many(void **state)
{
	struct buf text = BUF_INIT;
	struct rusage before, after;
	struct config *cf;
	clock_t t;

	(void)state;
	buf_adds(&text, "client \"c\" {\n");
	for (int i = 0; i < 10000; i++)
		buf_addf(&text, "example \"a-%d\" { server = \"https://s%d."
		    "example.org\" user = \"u%d\" staff = {\"@a@b.example\"} "
		    "}\n", i, i % 50, i);
	buf_adds(&text, "}\n");
	getrusage(RUSAGE_SELF, &before);
	t = clock();
	cf = read_text(text.data);
	t = clock() - t;
	getrusage(RUSAGE_SELF, &after);
	assert_int_equal(cf->clients[0].n_accounts, 10000);
	assert_string_equal(cf->clients[0].accounts[9999].name, "a-9999");
	assert_int_equal(cf->clients[0].accounts[9999].line, 10001);
	config_free(cf);
	buf_free(&text);
	print_message("10000 accounts: %.2f s, %ld KiB more at most\n",
	    (double)t / CLOCKS_PER_SEC, after.ru_maxrss - before.ru_maxrss);
	/* Sanitizers cost both. */
#ifdef __OPTIMIZE__
#ifndef __SANITIZE_ADDRESS__
	assert_true(t < 2 * CLOCKS_PER_SEC);
	assert_true(after.ru_maxrss - before.ru_maxrss < 20 * 1024);
#endif
#endif
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_defaults),
		T(test_unheard), T(test_account), T(test_addresses),
		T(test_recipients), T(test_comments), T(test_ear_and_keep),
		T(test_plugin_gone), T(test_network_known_from_before),
		T(test_plugin_refused), T(test_plugin_dir),
		T(test_conf_d), T(test_secrets),
		T(test_same), T(test_same_secret), T(test_print), T(test_calendars),
		T(test_linebreaks_shown), T(test_again), T(test_no_file),
		T(test_refused), T(test_example), T(test_manual), T(test_many),
	};

	unsetenv("CREDENTIALS_DIRECTORY");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
