/* SPDX-License-Identifier: ISC */

/*
 * Plugins are judged by their data.  One good plugin is spoiled in one way at
 * a time; files that are no plugins are left out with a warning.
 */

#include <sys/stat.h>

#include <libgen.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/log.h"
#include "base/mem.h"
#include "config/plugin.h"

struct options {
	const char *server, *token;
	const char *const *tags;
	int64_t pages;
	int tone;
};

static const char *const tones[] = { "kind", "plain", NULL };
static const char *const none[] = { NULL };
static bool ran;

#define OPT_SERVER HARK_OPT_URL("server", struct options, server,	\
	.flags = HARK_REALM, .help = "address")
#define OPT_TOKEN HARK_OPT_STRING("token", struct options, token,	\
	.flags = HARK_SECRET, .help = "token")
#define OPT_TAGS HARK_OPT_LIST("tags", struct options, tags,		\
	.def = "a, bc", .help = "tags")
#define END { .name = NULL }

static const struct hark_option good_options[] = {
	OPT_SERVER, OPT_TOKEN, OPT_TAGS,
	HARK_OPT_INT("pages", struct options, pages, .def = "3", .min = 1,
	    .max = 9, .help = "pages"),
	HARK_OPT_ENUM("tone", struct options, tone, .def = "plain",
	    .choices = tones, .help = "tone"),
	END
};

static const struct hark_feed good_feeds[] = {
	{ .name = "own", .help = "own posts", .interval = 60000 },
	{ .name = "tag", .help = "tags", .interval = 60000, .option = "tags" },
	END
};

static const char *const good_auth[] = { "Authorization: Bearer {token}",
	"?sum={hmac-sha256:token:server}", NULL };
static const char *const good_reads[] = { "id", "user/id", NULL };

static bool
check(const void *config, char *err, size_t len)
{
	(void)config, (void)err, (void)len;
	ran = true;
	return true;
}

static bool
claims(const char *url)
{
	ran = true;
	return strncmp(url, "https://example.org/", 20) == 0;
}

static const struct hark_refusal refused_rows[] = {
	{ .error = HARK_E_AUTH, .words = "{sever}" }, { .error = 0 }
};

static void
begin_nothing(struct hark_task *t)
{
	(void)t;
	ran = true;
}

static void
step(struct hark_task *t, const struct hark_event *ev)
{
	(void)t, (void)ev;
	ran = true;
}

static struct hark_plugin
good(void)
{
	return (struct hark_plugin){ .abi = HARK_ABI,
		.size = sizeof(struct hark_plugin), .name = "example",
		.version = "1", .ops = HARK_CAN(HARK_POLL) |
		HARK_CAN(HARK_SCAN), .feeds = good_feeds,
		.options = good_options, .auth = good_auth,
		.reads = good_reads, .config_size = sizeof(struct options),
		.check = check, .claims = claims, .step = step };
}

static void
refused(const struct hark_plugin *pl, const char *why)
{
	struct err e = { 0 };

	assert_int_equal(plugin_check(pl, "example", &e), -1);
	if (strstr(e.text, why) == NULL)
		fail_msg("said \"%s\", not \"%s\"", e.text, why);
	assert_false(ran);
}

static void
test_good(void **state)
{
	struct hark_plugin pl = good();
	struct err e = { 0 };

	(void)state;
	if (plugin_check(&pl, "example", &e) == -1)
		fail_msg("%s", e.text);
	pl.ops = HARK_CAN(HARK_SCAN);	/* neither feeds nor options nor auth */
	pl.feeds = NULL;
	pl.options = NULL;
	pl.auth = NULL;
	pl.reads = NULL;
	pl.config_size = 0;
	assert_int_equal(plugin_check(&pl, "example", &e), 0);
	assert_false(ran);
}

#define SPOIL(change, why) do {						\
	struct hark_plugin pl = good();					\
	change;								\
	refused(&pl, why);						\
} while (0)

static void
test_refused(void **state)
{
	(void)state;
	refused(NULL, "no plugin");
	SPOIL(pl.abi = HARK_ABI + 0x10000, "made for plugin ABI 2.");
	SPOIL(pl.abi = HARK_ABI + 1, "made for plugin ABI 1.");
	SPOIL(pl.abi = 0, "made for plugin ABI 0.0");
	SPOIL(pl.size -= 8, "build it anew");
	SPOIL(pl.name = "other", "it calls itself \"other\"");
	SPOIL(pl.name = "Example", "its name is not");
	SPOIL(pl.name = NULL, "its name is not");
	SPOIL(pl.version = NULL, "no version");
	SPOIL(pl.version = "1\n2", "no version");
	SPOIL(pl.step = NULL, "no step");
	SPOIL(pl.begin = begin_nothing, "never called");
	SPOIL(pl.logins = ((const struct hark_login[]){
	    { .url = "{server}/token" }, { .url = NULL } }),
	    "not that it can");
#define LOGIN(...)	(pl.ops |= HARK_CAN(HARK_LOGIN),		\
	    pl.logins = ((const struct hark_login[]){ { __VA_ARGS__ },	\
	    { .url = NULL } }))
	SPOIL(LOGIN(.url = "ftp://a.example"), "which is no address");
	SPOIL(LOGIN(.url = "{server}/{token}"), "{token} is no part of an");
	SPOIL(LOGIN(.url = "{sever}/"), "{sever} is no part of an address");
	SPOIL(LOGIN(.url = "{server}/", .when = "tokens"), "no option");
	SPOIL(LOGIN(.url = "{server}/", .body = "a={b}"), "{b}, which is not");
	SPOIL(LOGIN(.url = "{server}/", .auth = ((const char *const[]){
	    "A: {base64:server:c}", NULL })), "{c}, which is not there");
	SPOIL(LOGIN(.url = "{server}/", .refusals = refused_rows),
	    "login: refusal 1");
	SPOIL(pl.refusals = ((const struct hark_refusal[]){
	    { .code = "x", .error = HARK_E_AUTH }, { .error = 0 } }),
	    "nothing says where codes stand");
	SPOIL(pl.refusals = ((const struct hark_refusal[]){
	    { .error = HARK_E_AUTH, .words = "at {sever}" }, { .error = 0 } }),
	    "nobody knows what {sever} is");
	SPOIL(pl.refusals = ((const struct hark_refusal[]){
	    { .error = HARK_E_AUTH, .words = "{why} {token}" },
	    { .error = 0 } }), "nobody knows what {token} is");
	SPOIL(pl.refusals = ((const struct hark_refusal[]){
	    { .error = (enum hark_error)99 }, { .error = 0 } }),
	    "no error there is");
	SPOIL(pl.ops = 0, "ops 0");
	SPOIL(pl.ops |= 1u << 20, "unknown here");
	SPOIL(pl.claims = NULL, "no claims");
	SPOIL(pl.config_size = SIZE_MAX, "larger than");
	SPOIL(pl.state_size = 1u << 30, "larger than");
	SPOIL(pl.interval = -1, "negative");
	SPOIL(pl.feeds = NULL, "has no feed");
	SPOIL(pl.ops = HARK_CAN(HARK_SCAN), "cannot poll");
	SPOIL(pl.auth = ((const char *[]){ "?t={tokn}", NULL }),
	    "no option \"tokn\"");
	SPOIL(pl.auth = ((const char *[]){ "?t={token", NULL }),
	    "not closed");
	SPOIL(pl.auth = ((const char *[]){ "?t={base64:user:token}", NULL }),
	    "no option \"user\"");
	SPOIL(pl.auth = ((const char *[]){ "A: {token}\r\nB: c", NULL }),
	    "not a line");
	SPOIL(pl.origins = ((const char *[]){ "example.org", NULL }),
	    "not an address");
	SPOIL(pl.reads = ((const char *[]){ "", NULL }), "not one");
	SPOIL(pl.config_size = 8, "outside of its struct");
}

/* Made for the interface before consents: its struct ends sooner. */
static void
test_older(void **state)
{
	struct hark_plugin pl = good();
	struct err e = { 0 };

	(void)state;
	pl.abi = 0x00010006;
	pl.size = offsetof(struct hark_plugin, consents);
	pl.consents = (const void *)(uintptr_t)8;	/* what lies behind it */
	assert_int_equal(plugin_check(&pl, "example", &e), 0);
	assert_null(plugin_consents(&pl));
	pl.size = sizeof(pl);
	refused(&pl, "build it anew");

	/* And the one before those that need no step function. */
	pl = good();
	pl.abi = 0x00010007;
	pl.size = offsetof(struct hark_plugin, begin);
	pl.begin = (void (*)(struct hark_task *))(uintptr_t)8;
	assert_int_equal(plugin_check(&pl, "example", &e), 0);
	pl.step = NULL;
	refused(&pl, "no step");
	pl = good();
	pl.step = NULL;
	pl.begin = begin_nothing;
	assert_int_equal(plugin_check(&pl, "example", &e), 0);
}

static void
test_consents(void **state)
{
	static const char *const good_gives[] = { "token=t", NULL },
	    *const nothing[] = { "token=u", NULL },
	    *const no_secret[] = { "server=t", NULL };
	static const struct hark_scope mute[] = { { .name = "read" },
		{ .name = NULL } };
	struct hark_visit v[] = { { .url = "{server}/a?x={code}",
		.take = (const char *const[]){ "t=/access", NULL } },
		{ .url = "{server}/b", .auth = (const char *const[]){
		"Authorization: Bearer {t}", NULL } }, { .url = NULL } };
	struct hark_consent c[] = { { .consent = "{server}/c?{redirect}",
		.redirect = "http://127.0.0.1:{port}/", .after = v,
		.gives = good_gives }, { .gives = NULL } };
	struct hark_plugin pl = good();
	struct err e = { 0 };

	(void)state;
	pl.consents = c;
	assert_int_equal(plugin_check(&pl, "example", &e), 0);
	assert_ptr_equal(plugin_consents(&pl), c);
#define WRONG(change, back, why) do {					\
	change;								\
	refused(&pl, why);						\
	back;								\
} while (0)
	WRONG(v[0].url = "{server}/a?x={t}", v[0].url = "{server}/a",
	    "uses {t}");
	WRONG(v[1].body = "{\"a\":{\"b\":\"{nobody}\"}}", v[1].body = NULL,
	    "uses {nobody}");
	WRONG(v[1].body = "x={base64:server:nope}", v[1].body = NULL,
	    "uses {nope}");
	WRONG(c[0].gives = nothing, c[0].gives = good_gives, "which nothing brings");
	WRONG(c[0].gives = no_secret, c[0].gives = good_gives, "no secret option");
	WRONG(c[0].redirect = NULL, c[0].redirect = "urn:x", "no redirect");
	WRONG(c[0].when = "tokens", c[0].when = NULL, "which is no option");
	WRONG(c[0].scopes = mute, c[0].scopes = NULL, "does not say");
	assert_int_equal(plugin_check(&pl, "example", &e), 0);
}

static void
test_reserved(void **state)
{
	struct hark_plugin pl = good();
	struct err e = { 0 };

	(void)state;
	pl.name = "recipient";
	assert_int_equal(plugin_check(&pl, "recipient", &e), -1);
	assert_non_null(strstr(e.text, "name of a section"));
}

#define OPTION(why, ...) do {						\
	const struct hark_option o[] = { OPT_SERVER, OPT_TOKEN,		\
		OPT_TAGS, __VA_ARGS__, END };				\
	SPOIL(pl.options = o, why);					\
} while (0)

static void
test_options(void **state)
{
	(void)state;
	OPTION("small letters", { .name = "Big", .help = "x" });
	OPTION("there twice", OPT_TAGS);
	OPTION("every account has one", { .name = "staff", .help = "x" });
	OPTION("no line of help", { .name = "x" });
	OPTION("no line of help", { .name = "x", .help = "a\nb" });
	OPTION("type 99 is unknown", { .name = "x", .help = "x",
	    .type = (enum hark_opt_type)99 });
	OPTION("outside of its struct", { .name = "x", .help = "x",
	    .type = HARK_INT, .offset = SIZE_MAX - 7 });
	OPTION("outside of its struct", { .name = "x", .help = "x",
	    .type = HARK_INT, .offset = sizeof(struct options) });
	OPTION("outside of its struct", { .name = "x", .help = "x",
	    .type = HARK_INT, .offset = 1 });
	OPTION("nothing to choose", { .name = "x", .help = "x",
	    .type = HARK_ENUM });
	OPTION("nothing to choose", { .name = "x", .help = "x",
	    .type = HARK_ENUM, .choices = none });
	OPTION("min is above max", { .name = "x", .help = "x",
	    .type = HARK_INT, .min = 3, .max = 2 });
	OPTION("required and has a default", { .name = "x", .help = "x",
	    .type = HARK_INT, .def = "1", .flags = HARK_REQUIRED });
	OPTION("a secret is", { .name = "x", .help = "x", .type = HARK_INT,
	    .flags = HARK_SECRET });
	OPTION("a realm is", { .name = "x", .help = "x", .type = HARK_INT,
	    .flags = HARK_REALM });
	OPTION("2 options are the realm", { .name = "x", .help = "x",
	    .type = HARK_STRING, .flags = HARK_REALM });
	OPTION("default: \"many\" is not a whole", { .name = "x",
	    .help = "x", .type = HARK_INT, .def = "many" });
	OPTION("default: 9 is out of range", { .name = "x", .help = "x",
	    .type = HARK_INT, .def = "9", .min = 1, .max = 5 });
	OPTION("default: \"blue\" is unknown", { .name = "x", .help = "x",
	    .type = HARK_ENUM, .choices = tones, .def = "blue" });
	OPTION("default: http:// sends", { .name = "x", .help = "x",
	    .type = HARK_URL, .def = "http://example.org" });
}

#define FEED(why, ...) do {						\
	const struct hark_feed f[] = { __VA_ARGS__, END };		\
	SPOIL(pl.feeds = f, why);					\
} while (0)

static void
test_feeds(void **state)
{
	(void)state;
	FEED("word of small letters", { .name = "A", .help = "x",
	    .interval = 60000 });
	FEED("no line of help", { .name = "a", .interval = 60000 });
	FEED("interval is not", { .name = "a", .help = "x" });
	FEED("interval is not", { .name = "a", .help = "x",
	    .interval = INT64_MAX });
	FEED("there twice", { .name = "a", .help = "x", .interval = 60000 },
	    { .name = "a", .help = "y", .interval = 60000 });
	FEED("no list option \"pages\"", { .name = "a", .help = "x",
	    .interval = 60000, .option = "pages" });
	FEED("no list option \"nothing\"", { .name = "a", .help = "x",
	    .interval = 60000, .option = "nothing" });
}

static void
test_costs(void **state)
{
	static const struct hark_option amounts[] = { OPT_SERVER,
		HARK_OPT_AMOUNT("budget", struct options, pages, .min = 1,
		    .max = HARK_MILLION, .help = "ceiling"),
		HARK_OPT_AMOUNT("price", struct options, pages, .help = "of "
		    "one"), END };
#define BUDGET(why, ...) do {						\
	const struct hark_budget b[] = { __VA_ARGS__, END };		\
	SPOIL((pl.options = amounts, pl.auth = NULL, pl.feeds = NULL,	\
	    pl.ops = HARK_CAN(HARK_SCAN), pl.budgets = b), why);	\
} while (0)

	(void)state;
	BUDGET("a budget's name", { .name = "US$", .unit = "USD" });
	BUDGET("has no unit", { .name = "money", .option = "budget" });
	BUDGET("an amount above 0", { .name = "money", .unit = "USD" });
	BUDGET("an amount above 0", { .name = "money", .unit = "USD",
	    .option = "server" });
	BUDGET("an amount above 0", { .name = "money", .unit = "USD",
	    .option = "price" });
	SPOIL(pl.login = "token", "cannot log in with \"token\"");
	SPOIL((pl.ops |= HARK_CAN(HARK_LOGIN), pl.login = "server"),
	    "cannot log in with \"server\"");
}

static void
test_set(void **state)
{
	struct hark_plugin pl = good(), bad = good();
	struct plugin_set *set = plugin_set_new();
	struct err e = { 0 };
	const struct options *o;
	void *block;

	(void)state;
	bad.version = NULL;
	assert_int_equal(plugin_set_add(set, &bad, &e), -1);
	assert_int_equal(plugin_count(set), 0);
	assert_int_equal(plugin_set_add(set, &pl, &e), 0);
	assert_int_equal(plugin_set_add(set, &pl, &e), -1);
	assert_int_equal(e.code, ERR_CONFLICT);
	assert_int_equal(plugin_count(set), 1);
	assert_ptr_equal(plugin_at(set, 0), &pl);
	assert_ptr_equal(plugin_find(set, "example"), &pl);
	assert_null(plugin_find(set, "exampl"));
	assert_ptr_equal(plugin_for_url(set, "https://example.org/@a"), &pl);
	assert_null(plugin_for_url(set, "https://example.net/@a"));
	assert_null(plugin_for_url(set, "https://u:p@example.org/@a"));
	assert_null(plugin_for_url(set, "example.org"));
	assert_non_null(plugin_reads(&pl));
	assert_ptr_equal(plugin_reads(&pl), plugin_reads(&pl));

	block = plugin_scan_options(&pl, "https://example.org");
	o = block;
	assert_string_equal(o->server, "https://example.org");
	assert_null(o->token);
	assert_string_equal(o->tags[0], "a");
	assert_string_equal(o->tags[1], "bc");
	assert_null(o->tags[2]);
	assert_int_equal(o->pages, 3);
	assert_int_equal(o->tone, 1);
	free(block);		/* all of it */
	plugin_set_free(set);
	ran = false;
}

/* --- files ---------------------------------------------------------------- */

static char warnings[4096];

static void
sink(enum log_level level, const char *line)
{
	size_t n = strlen(warnings);

	(void)level;
	snprintf(warnings + n, sizeof(warnings) - n, "%s\n", line);
}

static void
test_dir(void **state)
{
	char exe[512] = "", dir[] = "/tmp/hark-plugins-XXXXXX";
	AUTO(free_p) char *so = NULL, *cmd = NULL, *rm = NULL, *good_so = NULL;
	struct plugin_set *set;
	struct err e = { 0 };

	(void)state;
	assert_true(readlink("/proc/self/exe", exe, sizeof(exe) - 1) > 0);
	/* build/KIND/tests/unit/test_plugin_load */
	so = xasprintf("%s/plugins/mastodon.so",
	    dirname(dirname(dirname(exe))));
	if (access(so, R_OK) == -1) {
		print_message("%s is not built\n", so);
		skip();
	}
	assert_non_null(mkdtemp(dir));
	cmd = xasprintf("cd %s && umask 022 && cp %s . && "
	    "cp mastodon.so renamed.so && cp mastodon.so open.so && "
	    "chmod o+w open.so && echo text > text.so && mkdir folder.so && "
	    "ln -s /nonexistent dangling.so && touch notes.txt .hidden.so && "
	    "head -c 3000 mastodon.so > cut.so", dir, so);
	assert_int_equal(system(cmd), 0);
	log_set_sink(sink);
	set = plugin_load_dir(dir, &e);
	log_set_sink(NULL);
	assert_non_null(set);
	assert_int_equal(plugin_count(set), 1);
	assert_string_equal(plugin_at(set, 0)->name, "mastodon");
	assert_non_null(strstr(warnings, "renamed.so: no symbol "
	    "hark_plugin_renamed"));
	assert_non_null(strstr(warnings, "open.so: everybody may write it"));
	assert_non_null(strstr(warnings, "text.so"));
	assert_non_null(strstr(warnings, "cut.so"));
	assert_non_null(strstr(warnings, "folder.so: not a file"));
	assert_non_null(strstr(warnings, "dangling.so: No such file"));
	assert_null(strstr(warnings, "notes"));
	assert_null(strstr(warnings, "hidden"));
	plugin_set_free(set);

	good_so = xasprintf("%s/mastodon.so", dir);
	assert_non_null(plugin_load_file(good_so, &e));
	/* The same data again, not a second copy. */
	assert_ptr_equal(plugin_load_file(good_so, &e),
	    plugin_load_file(good_so, &e));
	assert_null(plugin_load_file(dir, &e));
	assert_non_null(strstr(e.text, "a plugin is called NAME.so"));
	rm = xasprintf("rm -r %s", dir);
	assert_int_equal(system(rm), 0);
	assert_null(plugin_load_dir(dir, &e));
	assert_non_null(strstr(e.text, "plugin directory /tmp/hark-plugins-"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_good), cmocka_unit_test(test_refused),
		cmocka_unit_test(test_older),
		cmocka_unit_test(test_consents),
		cmocka_unit_test(test_reserved), cmocka_unit_test(test_options),
		cmocka_unit_test(test_feeds), cmocka_unit_test(test_costs),
		cmocka_unit_test(test_set), cmocka_unit_test(test_dir),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
