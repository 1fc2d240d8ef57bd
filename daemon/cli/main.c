/* SPDX-License-Identifier: ISC */

/* hark - options, and the table of verbs. */

#include <getopt.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/tr.h"
#include "base/when.h"
#include "cli/cli.h"

#define DEFAULT_SOCKET	"/run/hark/harkd.sock"

/* Letters stand for options below; a verb takes those it lists. */
static const struct option options[] = {
	{ "socket", required_argument, NULL, 's' },
	{ "json", no_argument, NULL, 'j' },
	{ "quiet", no_argument, NULL, 'q' },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ "client", required_argument, NULL, 'c' },
	{ "account", required_argument, NULL, 'a' },
	{ "max", required_argument, NULL, 'n' },
	{ "all", no_argument, NULL, 'A' },
	{ "ended", no_argument, NULL, 'e' },
	{ "newest", no_argument, NULL, 'N' },
	{ "preview", no_argument, NULL, '6' },
	{ "until", required_argument, NULL, 'u' },
	{ "as", required_argument, NULL, 'w' },
	{ "me", no_argument, NULL, 'm' },
	{ "force", no_argument, NULL, 'f' },
	{ "yes", no_argument, NULL, 'y' },
	{ "not-a-question", no_argument, NULL, 'x' },
	{ "days", required_argument, NULL, 'd' },
	{ "plugin-dir", required_argument, NULL, 'P' },
	{ "warning", required_argument, NULL, 'W' },
	{ "critical", required_argument, NULL, 'C' },
	{ "explain", no_argument, NULL, 'X' },
	{ "regulars", no_argument, NULL, '1' },
	{ "new", no_argument, NULL, '2' },
	{ "dormant", no_argument, NULL, '3' },
	{ "known", no_argument, NULL, '4' },
	{ "blocked", no_argument, NULL, '5' },
	{ "undo", no_argument, NULL, '0' },
	{ "from", required_argument, NULL, 'F' },
	{ "to", required_argument, NULL, 'T' },
	{ "by", required_argument, NULL, 'b' },
	{ "csv", no_argument, NULL, 'v' },
	{ "textfile", required_argument, NULL, 'o' },
	{ "list", no_argument, NULL, 'L' },
	{ "own", no_argument, NULL, 'O' },
	{ "config", required_argument, NULL, 'G' },
	{ "port", required_argument, NULL, 'R' },
	{ "read-only", no_argument, NULL, 'E' },
	{ "dir", required_argument, NULL, 'D' },
	{ "update", no_argument, NULL, 'U' },
	{ "quick", no_argument, NULL, 'Q' },
	{ NULL, 0, NULL, 0 },
};

/* Of `people', by the digit of the option. */
static const char *const lists[] = { NULL, "regulars", "new", "dormant",
	"known", "blocked" };

const struct verb verbs[] = {
	{ "status", run_status, "jc", 0, 0, "",
	    N_("how many wait, and how the accounts are") },
	{ "list", run_list, "jqcanAeN", 0, 0, "[--all] [--ended] [--newest]",
	    N_("who waits, longest first") },
	{ "show", run_show, "j", 1, 1, "ID", N_("one conversation") },
	{ "why", run_why, "j", 1, 1, "ID", N_("why hark thinks so") },
	{ "search", run_search, "jcn", 1, 99, "WORDS", N_("posts with these words") },
	{ "people", run_people, "jqcn012345", 0, 3,
	    "[LIST] | show|vip|block|...", N_("who writes, and their history") },
	{ "queue", run_queue, "jcnA", 0, 0, "[--all]",
	    N_("mails and replies on their way") },
	{ "accounts", run_accounts, "j", 0, 0, "", N_("what is heard") },
	{ "health", run_health, "j", 0, 0, "", N_("how the databases are") },
	{ "log", run_log, "jcn", 0, 0, "", N_("who did what") },
	{ "metrics", run_metrics, "o", 0, 0, "[--textfile FILE]",
	    N_("for Prometheus") },
	{ "report", run_report, "jcaFTbv", 0, 1, "[PERIOD] [--by WHAT]",
	    N_("answer rate, response times, own posts") },
	{ "broadcasts", run_broadcasts, "jcadn", 0, 0, "[--days N]",
	    N_("own posts that only advertise, and why") },
	{ "cost", run_cost, "jcA", 0, 0, "[--all]",
	    N_("what asking the networks costs") },
	{ "watch", run_watch, "jc", 0, 0, "", N_("questions as they change") },
	{ "config", run_config, "", 0, 0, "", N_("the configuration in force") },
	{ "ack", run_act, "juwm", 1, 1,
	    "ID [--me] [--as NAME] [--until TIME]",
	    N_("seen: silent until the next opening and four hours") },
	{ "claim", run_act, "juw", 1, 2, "ID [NAME] [--until TIME]", N_("seen, by this person") },
	{ "assign", run_act, "ju", 2, 2, "ID RECIPIENT|NAME [--until TIME]",
	    N_("somebody else's: a recipient is told") },
	{ "snooze", run_act, "ju", 2, 2, "ID TIME",
	    N_("silent until then: 2h, tomorrow, a date") },
	{ "close", run_act, "jx", 1, 2, "ID [HOW] [--not-a-question]",
	    N_("settled elsewhere: by phone, at the counter") },
	{ "reopen", run_act, "j", 1, 1, "ID", N_("waits again") },
	{ "note", run_act, "j", 2, 99, "ID TEXT", N_("words for colleagues") },
	{ "reply", run_reply, "jfy", 1, 99, "ID [TEXT|-]",
	    N_("answer in the network") },
	{ "train", run_train, "jcn0L", 0, 2, "ID LABEL",
	    N_("what it is; --undo, --list") },
	{ "audit", run_audit, "jqcnO", 0, 0, "[--own]",
	    N_("what was not flagged, nearest to the threshold first") },
	{ "push", run_push, "c", 1, 1, "ACCOUNT", N_("bring posts, as JSON lines on standard input") },
	{ "forget", run_forget, "jcy", 1, 1, "PERSON",
	    N_("nothing of this person stays") },
	{ "export", run_export, "jc", 1, 1, "PERSON",
	    N_("all that is kept of a person, as JSON") },
	{ "poll", run_poll, "jca", 0, 1, "[ACCOUNT]", N_("ask the networks now") },
	{ "digest", run_digest, "jc6", 0, 1, "[--preview] [RECIPIENT]",
	    N_("mail today's digest now; --preview only shows it") },
	{ "testmail", run_testmail, "jc", 0, 1, "[RECIPIENT]",
	    N_("send a test alert") },
	{ "check", run_check, "cWC", 0, 0, "[--warning SPAN] [--critical SPAN]",
	    N_("a Nagios plugin") },
	{ "reload", run_reload, "", 0, 0, "", N_("read the configuration again") },
	{ "backup", run_backup, "jc", 1, 1, "FILE", N_("copy a database") },
	{ "scan", run_scan, "jdP", 1, 1, "URL [--days N]",
	    N_("a public profile, without an account") },
	{ "classify", run_classify, "jX", 0, 0, "[--explain]",
	    N_("judge texts from standard input") },
	{ "setup", run_setup, "DP", 0, 0, "[--dir FOLDER]",
	    N_("five questions to a first account") },
	{ "plugins", run_plugins, "jPG", 0, 1, "[NAME]",
	    N_("which networks hark can hear, and what not") },
	{ "plugin-test", run_plugin_test, "UQ", 1, 9999, "FILE.so FIXTURE...",
	    N_("does a plugin do what its fixtures say?") },
	{ "auth", run_auth, "cPGRE", 1, 2, "ACCOUNT [CREDENTIAL] [--read-only]",
	    N_("let hark into an account: log in, test, keep the key") },
	{ "ping", run_ping, "", 0, 0, "", N_("is harkd there?") },
	{ "version", run_version, "j", 0, 0, "", N_("versions") },
	{ NULL, NULL, NULL, 0, 0, NULL, NULL },
};

static void
usage(const struct opts *o, FILE *f)
{
	fprintf(f, "%s\n\n", t(o, "usage: hark [-s SOCKET] VERB [OPTION...] "
	    "[ARGUMENT...]"));
	for (const struct verb *v = verbs; v->name != NULL; v++)
		fprintf(f, "  %-11s %-28s %s\n", v->name, v->usage,
		    t(o, v->help));
	fprintf(f, "\n%s\n", t(o, "Everywhere: --json, -q (ids only), "
	    "--client NAME.  See hark(1)."));
}

static const char *
language(void)
{
	static const char *const vars[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof(vars) / sizeof(vars[0]); i++) {
		const char *v = getenv(vars[i]);

		if (v != NULL && *v != '\0')
			return strncmp(v, "de", 2) == 0 ? "de" : "en";
	}
	return "en";
}

static const struct verb *
find(const char *name)
{
	for (const struct verb *v = verbs; v->name != NULL; v++)
		if (strcmp(v->name, name) == 0)
			return v;
	return NULL;
}

static bool
number(const char *s, int64_t *ret)
{
	char *end;
	long long v = strtoll(s, &end, 10);

	if (*s == '\0' || *end != '\0' || v < 1 || v > 1000000)
		return false;
	*ret = v;
	return true;
}

#define SHORT	"s:jqhVc:a:n:u:fyP:"

/* A monitor that is set up wrongly knows nothing: it is no alarm. */
static int
usage_status(const char *verb)
{
	return verb != NULL && strcmp(verb, "check") == 0 ? EXIT_CHECK_UNKNOWN :
	    EXIT_HARK_USAGE;
}

/* The rest of the options is skipped, to see whose they are. */
static int
wrong(int argc, char **argv)
{
	opterr = 0;
	while (getopt_long(argc, argv, SHORT, options, NULL) != -1)
		;
	return usage_status(optind < argc ? argv[optind] : NULL);
}

static int
bad(int argc, char **argv, const char *what, const char *value)
{
	complain("%s: \"%s\" cannot be meant", what, value);
	return wrong(argc, argv);
}

int
main(int argc, char **argv)
{
	struct opts o = { .socket = getenv("HARK_SOCKET"), .warn = 4 * 3600, .crit = 8 * 3600,
		.port = -1 };
	const struct verb *v;
	char given[64] = "";
	size_t n_given = 0;
	int c, n;

	/* A minimal Debian has no de_DE.UTF-8; tables need UTF-8 all the same. */
	setlocale(LC_ALL, "");
	if (MB_CUR_MAX == 1)
		setlocale(LC_CTYPE, "C.UTF-8");
	o.lang = language();
	o.tty = isatty(STDOUT_FILENO);
	o.color = o.tty && getenv("NO_COLOR") == NULL;
	if (o.socket == NULL)
		o.socket = DEFAULT_SOCKET;

	while ((c = getopt_long(argc, argv, SHORT, options, NULL)) != -1) {
		if (strchr("shV?", c) == NULL && n_given < sizeof(given) - 1)
			given[n_given++] = (char)c;
		switch (c) {
		case 's':
			o.socket = optarg;
			break;
		case 'j':
			o.json = true;
			break;
		case 'q':
			o.quiet = true;
			break;
		case 'h':
			usage(&o, stdout);
			return EXIT_HARK_OK;
		case 'V':
			printf("hark %s\n", VERSION);
			return EXIT_HARK_OK;
		case 'c':
			o.client = optarg;
			break;
		case 'a':
			o.account = optarg;
			break;
		case 'n':
			if (!number(optarg, &o.max))
				return bad(argc, argv, "--max", optarg);
			break;
		case 'A':
			o.all = true;
			break;
		case 'e':
			o.ended = true;
			break;
		case 'N':
			o.newest = true;
			break;
		case '6':
			o.preview = true;
			break;
		case 'u':
			o.until = optarg;
			break;
		case 'w':
			o.as = optarg;
			break;
		case 'm':
			o.me = true;
			break;
		case 'f':
			o.force = true;
			break;
		case 'y':
			o.yes = true;
			break;
		case 'x':
			o.not_a_question = true;
			break;
		case 'd':
			if (!number(optarg, &o.days))
				return bad(argc, argv, "--days", optarg);
			break;
		case 'P':
			o.plugin_dir = optarg;
			break;
		case 'W':
			if (!span_parse(optarg, &o.warn))
				return bad(argc, argv, "--warning", optarg);
			o.warn /= 1000;
			break;
		case 'C':
			if (!span_parse(optarg, &o.crit))
				return bad(argc, argv, "--critical", optarg);
			o.crit /= 1000;
			break;
		case '1':
		case '2':
		case '3':
		case '4':
		case '5':
			o.people = lists[c - '0'];
			break;
		case '0':
			o.undo = true;
			break;
		case 'X':
			o.explain = true;
			break;
		case 'F':
			o.from = optarg;
			break;
		case 'T':
			o.to = optarg;
			break;
		case 'b':
			o.by = optarg;
			break;
		case 'v':
			o.csv = true;
			break;
		case 'o':
			o.textfile = optarg;
			break;
		case 'L':
			o.list = true;
			break;
		case 'G':
			o.file = optarg;
			break;
		case 'D':
			o.dir = optarg;
			break;
		case 'U':
			o.update = true;
			break;
		case 'Q':
			o.quick = true;
			break;
		case 'O':
			o.own = true;
			break;
		case 'E':
			o.read_only = true;
			break;
		case 'R':
			if (strcmp(optarg, "0") == 0)
				o.port = 0;
			else if (!number(optarg, &o.port) || o.port > 65535)
				return bad(argc, argv, "--port", optarg);
			break;
		default:
			return wrong(argc, argv);
		}
	}
	if (optind == argc) {
		usage(&o, stderr);
		return EXIT_HARK_USAGE;
	}
	/* Costs are a report as well. */
	if (strcmp(argv[optind], "report") == 0 && optind + 1 < argc &&
	    strcmp(argv[optind + 1], "cost") == 0)
		optind++;
	v = find(argv[optind]);
	if (v == NULL) {
		complain(t(&o, "unknown verb \"%s\"; hark -h lists them"),
		    argv[optind]);
		return EXIT_HARK_USAGE;
	}
	for (size_t i = 0; i < n_given; i++)
		if (strchr(v->options, given[i]) == NULL) {
			complain(t(&o, "%s does not take that option; "
			    "usage: hark %s %s"), v->name, v->name, v->usage);
			return usage_status(v->name);
		}
	n = argc - optind - 1;
	if (n < v->min || n > v->max) {
		complain(t(&o, "usage: hark %s %s"), v->name, v->usage);
		return usage_status(v->name);
	}
	o.argc = n;
	o.argv = argv + optind + 1;
	/* run_act serves several verbs and needs to know which. */
	o.config = v->name;
	return v->run(&o);
}
