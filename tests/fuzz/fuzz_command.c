/* SPDX-License-Identifier: ISC */

/* A mail of any bytes to the command mailbox; its first byte is cut off and
 * says how the client is configured. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "command/command.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

#define NOW	INT64_C(1779451500000)

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static const unsigned char key[COMMAND_KEY] = "a key of a test";
	static char team[] = "team", at[] = "team@example.org",
	    mx[] = "mx.example.org", domain[] = "@example.org";
	char *senders[] = { domain, NULL };
	struct conf_recipient r = { .name = team, .address = at,
		.channel = CHANNEL_MAIL };
	struct conf_client c = { .recipients = &r, .n_recipients = 1 };
	struct mailbox_mail m = { .received = NOW };
	struct store_command o;
	struct arena *a;
	struct err e = { 0 };

	if (n == 0)
		return 0;
	c.commands.senders = *data & 1 ? senders : NULL;
	c.commands.authserv_id = *data & 2 ? mx : NULL;
	m.cut = *data & 4;
	m.text = (const char *)data + 1;
	m.len = n - 1;
	a = arena_new();
	if (command_order(&c, key, &m, NOW, a, &o, &e) == 0) {
		/* Whatever a stranger wrote goes into the audit table. */
		if (o.who != NULL && (!utf8_valid(o.who, strlen(o.who)) ||
		    strpbrk(o.who, "\r\n\033") != NULL))
			abort();
		if (o.result == COMMAND_DONE && (o.verb == 0 || o.key == NULL ||
		    strlen(o.id) != QID_LEN))
			abort();
	}
	arena_free(a);
	return 0;
}
