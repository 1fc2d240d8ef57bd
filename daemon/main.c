/* SPDX-License-Identifier: ISC */

/*
 * harkd - listens to a business's conversations and makes sure people get
 * answers.  Options and modes; the work is done elsewhere.
 */

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>

#include "auth/auth.h"
#include "base/log.h"
#include "base/loop.h"
#include "base/mem.h"
#include "base/paths.h"
#include "config/config.h"
#include "kit/kit.h"
#include "service.h"
#include "store/store.h"
#include "text/classify_lines.h"

#define DEFAULT_CONFIG	SYSCONFDIR "/hark/harkd.conf"

enum {
	OPT_ONCE = 256, OPT_DRY_RUN, OPT_SCAN, OPT_DAYS, OPT_CLASSIFY,
	OPT_LANG, OPT_MODEL, OPT_CA, OPT_PRIVATE, OPT_CHECK, OPT_HELP,
	OPT_PLUGINS, OPT_PLUGIN_TEST, OPT_UPDATE, OPT_QUICK, OPT_AUTH,
	OPT_CREDENTIAL, OPT_PORT, OPT_READ_ONLY, OPT_DRAFT,
};

static const struct option options[] = {
	{ "once", no_argument, NULL, OPT_ONCE },
	{ "dry-run", no_argument, NULL, OPT_DRY_RUN },
	{ "scan", required_argument, NULL, OPT_SCAN },
	{ "days", required_argument, NULL, OPT_DAYS },
	{ "classify", no_argument, NULL, OPT_CLASSIFY },
	{ "lang", required_argument, NULL, OPT_LANG },
	{ "model", required_argument, NULL, OPT_MODEL },
	{ "ca-file", required_argument, NULL, OPT_CA },
	{ "allow-private", no_argument, NULL, OPT_PRIVATE },
	{ "check-file", required_argument, NULL, OPT_CHECK },
	{ "draft", no_argument, NULL, OPT_DRAFT },
	{ "plugins", optional_argument, NULL, OPT_PLUGINS },
	{ "plugin-test", required_argument, NULL, OPT_PLUGIN_TEST },
	{ "update", no_argument, NULL, OPT_UPDATE },
	{ "quick", no_argument, NULL, OPT_QUICK },
	{ "auth", required_argument, NULL, OPT_AUTH },
	{ "credential", required_argument, NULL, OPT_CREDENTIAL },
	{ "port", required_argument, NULL, OPT_PORT },
	{ "read-only", no_argument, NULL, OPT_READ_ONLY },
	{ "help", no_argument, NULL, OPT_HELP },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
};

static void
usage(FILE *f)
{
	fprintf(f,
	    "usage: harkd [-dtTV] [-c file] [-P plugin-dir] [--once] [--dry-run]\n"
	    "       harkd --scan URL [--days n] [-P plugin-dir]\n"
	    "       harkd --classify [--model file] [--lang de|en]\n"
	    "       harkd --check-file database\n"
	    "       harkd --plugins[=name] [-c file] [-P plugin-dir]\n"
	    "       harkd --auth account [--credential name] [--port n]\n"
	    "             [--read-only] [-c file]\n"
	    "       harkd --plugin-test file.so [--quick] [--update] fixture...\n"
	    "  -c file   configuration (default " DEFAULT_CONFIG ")\n"
	    "  -t        test the configuration, print it as understood\n"
	    "  -T        the same, without reading secrets\n"
	    "  -d        log more\n"
	    "  -V        version\n"
	    "See harkd(8).\n");
}

/* -t: what is in force, or file:line and what would be right. */
static int
test_config(const struct config_opts *o)
{
	struct err e = { 0 };
	struct config *cf = config_read(o, &e);
	char *text;

	if (cf == NULL) {
		fprintf(stderr, "%s\n", e.text);
		return err_exit(&e);
	}
	loop_init();
	text = config_print(cf, loop_now());
	fputs(text, stdout);
	free(text);
	config_free(cf);
	loop_free();
	return EX_OK;
}

static int
classify_run(const char *model, const char *lang)
{
	struct err e = { 0 };
	struct classifier *c = classify_load(model, &e);
	int rc;

	if (c == NULL) {
		fprintf(stderr, "%s\n", e.text);
		return err_exit(&e);
	}
	rc = classify_lines(c, stdin, stdout, lang, &e);
	if (rc == -1)
		fprintf(stderr, "%s\n", e.text);
	classify_free(c);
	return rc == -1 ? err_exit(&e) : EX_OK;
}

static int
check_file(const char *path)
{
	struct err e = { 0 };

	if (store_check_file(path, &e) == 0) {
		printf("%s is sound\n", path);
		return EX_OK;
	}
	fprintf(stderr, "%s\n", e.text);
	return e.code == ERR_STORE ? EX_DATAERR : EX_UNAVAILABLE;
}

/* -1: it is none; said. */
static int
number(const char *option, const char *s, int min, int max)
{
	char *end;
	long n = strtol(s, &end, 10);

	if (end != s && *end == '\0' && n >= min && n <= max)
		return (int)n;
	fprintf(stderr, "harkd: %s %s: a number from %d to %d is wanted\n",
	    option, s, min, max);
	return -1;
}

int
main(int argc, char **argv)
{
	struct service_opts so = { .config.file = DEFAULT_CONFIG,
	    .config.knew = store_knew };
	static struct scan_opts scan = { .days = 90 };
	struct kit_opts kit = { 0 };
	struct auth_opts auth = { .port = AUTH_PORT };
	const char *lang = getenv("LANG");
	const char *plugin = NULL;
	bool test = false, classify = false, plugins = false;
	int c;

	lang = lang != NULL && strncmp(lang, "de", 2) == 0 ? "de" : "en";
	scan.model = path_find("hark.model", DATADIR "/hark/hark.model");
	while ((c = getopt_long(argc, argv, "c:P:dtTVh", options,
	    NULL)) != -1) {
		switch (c) {
		case 'c':
			so.config.file = optarg;
			break;
		case 'P':
			so.config.plugin_dir = scan.plugin_dir = optarg;
			break;
		case 'd':
			log_set_level(LOG_L_DEBUG);
			break;
		case 'T':
			so.config.no_secrets = true;
			test = true;
			break;
		case 't':
			test = true;
			break;
		case 'V':
			printf("harkd %s (plugin ABI %u.%u)\n", VERSION,
			    HARK_ABI >> 16, HARK_ABI & 0xffff);
			return EX_OK;
		case OPT_ONCE:
			so.once = true;
			break;
		case OPT_DRY_RUN:
			so.dry_run = true;
			break;
		case OPT_SCAN:
			scan.url = optarg;
			break;
		case OPT_DAYS:
			scan.days = number("--days", optarg, 1, 3650);
			if (scan.days == -1)
				return EX_USAGE;
			break;
		case OPT_CLASSIFY:
			classify = true;
			break;
		case OPT_LANG:
			lang = optarg;
			break;
		case OPT_MODEL:
			scan.model = optarg;
			break;
		case OPT_CA:
			scan.ca_file = optarg;
			break;
		case OPT_PRIVATE:
			scan.allow_private = true;
			break;
		case OPT_CHECK:
			return check_file(optarg);
		case OPT_DRAFT:
			auth.draft = true;
			break;
		case OPT_PLUGINS:
			plugins = true;
			plugin = optarg;
			break;
		case OPT_AUTH:
			auth.account = optarg;
			break;
		case OPT_CREDENTIAL:
			auth.option = optarg;
			break;
		case OPT_READ_ONLY:
			auth.read_only = true;
			break;
		case OPT_PORT:
			auth.port = number("--port", optarg, 0, 65535);
			if (auth.port == -1)
				return EX_USAGE;
			break;
		case OPT_PLUGIN_TEST:
			kit.file = optarg;
			break;
		case OPT_UPDATE:
			kit.update = true;
			break;
		case OPT_QUICK:
			kit.quick = true;
			break;
		case 'h':
		case OPT_HELP:
			usage(stdout);
			return EX_OK;
		default:
			usage(stderr);
			return EX_USAGE;
		}
	}
	if (scan.plugin_dir == NULL)
		scan.plugin_dir = path_find("plugins", LIBDIR "/hark");
	if (kit.file != NULL) {
		kit.fixtures = argv + optind;
		return kit_test(&kit) == 0 ? EX_OK : EXIT_FAILURE;
	}
	if (optind != argc) {
		fprintf(stderr, "harkd: unexpected \"%s\"\n", argv[optind]);
		usage(stderr);
		return EX_USAGE;
	}
	scan.lang = lang;
	if (plugins)
		return plugins_run(&so.config, scan.plugin_dir, plugin);
	if (classify)
		return classify_run(scan.model, lang);
	if (auth.account != NULL) {
		auth.config = so.config;
		auth.lang = lang;
		return auth_run(&auth);
	}
	if (scan.url != NULL)
		return scan_run(&scan);
	if (test)
		return test_config(&so.config);
	return service_run(&so);
}
