/* SPDX-License-Identifier: ISC */

/* A mailbox server played by the test; see box.h. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/box.h"

#include "base/mem.h"
#include "fake/fake.h"

struct box box;

static void __attribute__((format(printf, 2, 3)))
reply(struct stream *s, const char *fmt, ...)
{
	char line[2000];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	fake_stream_say(s, line);
}

static void
each(struct stream *s, const char *set, bool store)
{
	for (const char *p = set; *p >= '0' && *p <= '9'; p++) {
		int uid = (int)strtol(p, (char **)(uintptr_t)&p, 10);

		if (uid > 0 && uid <= box.n && store)
			box.mail[uid - 1].seen = true;
		else if (uid > 0 && uid <= box.n &&
		    box.mail[uid - 1].text[0] != '\0')
			reply(s, "* %d FETCH (UID %d BODY[]<0> {%zu}\r\n%s)"
			    "\r\n", uid, uid, strlen(box.mail[uid - 1].text),
			    box.mail[uid - 1].text);
		if (*p != ',')
			break;
	}
}

static bool
names(const char *set, int uid)
{
	for (const char *p = set; *p >= '0' && *p <= '9'; p++) {
		if (strtol(p, (char **)(uintptr_t)&p, 10) == uid)
			return true;
		if (*p != ',')
			break;
	}
	return false;
}

static void
one_line(struct stream *s, const char *line)
{
	const char *w = strchr(line, ' ');
	char tag[16] = "";

	buf_addf(&box.log, "%s\n", line);
	if (strcmp(line, "DONE") == 0) {
		reply(s, "%s OK done\r\n", box.idle_tag);
		box.idle = NULL;
		return;
	}
	snprintf(tag, sizeof(tag), "%.*s", (int)strcspn(line, " "), line);
	w = w != NULL ? w + 1 : "";
	if (strncmp(w, "SELECT", 6) == 0) {
		reply(s, "* OK [UIDVALIDITY %d] v\r\n* OK [UIDNEXT %d] n\r\n",
		    box.validity, box.n + 1);
	} else if (strncmp(w, "UID SEARCH", 10) == 0) {
		const char *from = strstr(w, "UID SEARCH UID ");
		int first = from != NULL ? atoi(from + 15) : 1;

		reply(s, "* SEARCH");
		for (int i = first; i <= box.n; i++)
			reply(s, " %d", i);
		/* As real ones do it with "9:*". */
		if (first > box.n && box.n > 0)
			reply(s, " %d", box.n);
		reply(s, "\r\n");
	} else if (strncmp(w, "UID FETCH ", 10) == 0) {
		if (box.hangup) {
			box.hangup = false;
			fake_stream_end(s, ERR_OK, NULL);
			return;
		}
		if (box.away || names(w + 10, box.broken)) {
			reply(s, "%s NO [SERVERBUG] internal error\r\n", tag);
			return;
		}
		each(s, w + 10, false);
	} else if (strncmp(w, "UID STORE ", 10) == 0) {
		assert_non_null(strstr(w, "+FLAGS.SILENT (\\Seen)"));
		each(s, w + 10, true);
	} else if (strcmp(w, "IDLE") == 0) {
		if (box.refuse_idle) {
			reply(s, "%s BAD what?\r\n", tag);
			return;
		}
		snprintf(box.idle_tag, sizeof(box.idle_tag), "%s", tag);
		box.idle = s;
		reply(s, "+ idling\r\n");
		return;
	} else if (strcmp(w, "NOOP") != 0) {
		reply(s, "%s BAD what?\r\n", tag);
		return;
	}
	reply(s, "%s OK done\r\n", tag);
}

void
box_serve(void *arg, struct stream *s, const struct stream_server *v,
    const char *said)
{
	AUTO(free_p) char *copy = xstrdup(said);
	char *p = copy, *line;

	(void)arg;
	assert_string_equal(v->user, "hark");
	if (box.down || box.deny) {
		fake_stream_end(s, box.deny ? ERR_PERMISSION : ERR_NET,
		    box.deny ? "refuses the password" : "no route");
		return;
	}
	while ((line = strsep(&p, "\n")) != NULL)
		if (*line != '\0') {
			line[strcspn(line, "\r")] = '\0';
			one_line(s, line);
		}
}

void
box_put(const char *from, const char *subject, const char *more,
    const char *text)
{
	snprintf(box.mail[box.n].text, sizeof(box.mail[0].text),
	    "From: %s\r\nSubject: %s\r\nMessage-ID: <%d.%d@x>\r\n%s\r\n%s\r\n",
	    from, subject, box.validity, box.n + 1, more, text);
	box.n++;
	if (box.idle != NULL)
		reply(box.idle, "* %d EXISTS\r\n", box.n);
	fake_advance(500);
}
