/* SPDX-License-Identifier: ISC */

/* `hark check': a Nagios plugin.  0 ok, 1 warning, 2 critical, 3 unknown. */

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cli/cli.h"

int
run_check(const struct opts *o)
{
	json_t *rows, *s, *a;
	int64_t waiting, oldest, open, failed;
	size_t i, deaf = 0;
	int rc, level = 0;
	const char *names[] = { "OK", "WARNING", "CRITICAL" };

	rows = talk_rows(o, "status", talk_args(o), &rc);
	if (rows == NULL) {
		printf("HARK UNKNOWN - %s\n", rc == EXIT_HARK_NO_DAEMON ?
		    "harkd does not answer" : "harkd cannot say");
		return EXIT_CHECK_UNKNOWN;
	}
	s = json_array_get(rows, 0);
	waiting = json_int(s, "waiting");
	oldest = json_int(s, "oldest_seconds");
	/* Nobody is alarmed at night about who asked in the evening. */
	open = json_int(s, "oldest_business_seconds");
	failed = json_int(json_object_get(s, "alerts"), "failed");
	json_array_foreach(json_object_get(s, "accounts"), i, a) {
		const char *state = json_str(a, "state");

		deaf += strcmp(state, "stale") == 0 ||
		    strcmp(state, "auth") == 0 ||
		    strcmp(state, "no-plugin") == 0;
	}
	/* Not heard yet is no error. */
	json_array_foreach(json_object_get(s, "command_mailboxes"), i, a)
		deaf += json_str(a, "error") != NULL;
	if (open >= o->warn || failed > 0 || deaf > 0)
		level = 1;
	if (open >= o->crit ||
	    json_array_size(json_object_get(s, "broken")) > 0)
		level = 2;
	printf("HARK %s - %lld waiting, oldest %s (%s in open hours), "
	    "%zu accounts not heard, %lld alerts failed | "
	    "waiting=%lld oldest=%llds;%lld;%lld deaf=%zu failed=%lld\n",
	    names[level], (long long)waiting, span(o, oldest), span(o, open),
	    deaf, (long long)failed, (long long)waiting, (long long)open,
	    (long long)o->warn, (long long)o->crit, deaf, (long long)failed);
	json_decref(rows);
	return level;
}
