/* SPDX-License-Identifier: ISC */

/*
 * Words that come over the socket in English and are shown in the language of
 * the terminal: states, kinds, labels, verbs.  Listed so that the catalogue
 * holds them.
 */

#include "base/tr.h"
#include "cli/cli.h"

const char *const words[] = {
	/* questions */
	N_("waiting"), N_("perhaps"), N_("acked"), N_("snoozed"),
	N_("liked"), N_("history"),
	N_("answered"), N_("settled"), N_("closed"), N_("not-question"),
	N_("gone"), N_("removed"), N_("unknown"),
	/* accounts */
	N_("ok"), N_("new"), N_("failing"), N_("stale"), N_("auth"),
	N_("no-plugin"), N_("budget"), N_("hidden"),
	/* what requests are for */
	N_("mentions"), N_("own"), N_("comments"), N_("replies"),
	N_("messages"), N_("thread"), N_("check"), N_("elsewhere"),
	/* the queue */
	N_("question"), N_("summary"), N_("admin"), N_("digest"), N_("test"),
	N_("closing"), N_("closure"), N_("return"), N_("wave"), N_("flood"),
	N_("reply"), N_("pending"), N_("sent"), N_("failed"), N_("dropped"),
	N_("weekly"), N_("monthly"), N_("stored"), N_("sending"), N_("posted"), N_("uncertain"),
	/* labels, visibility */
	N_("request"), N_("thanks"), N_("other"), N_("none"),
	N_("broadcast"), N_("information"), N_("dialogue"), N_("private"),
	N_("followers"), N_("unlisted"), N_("public"),
	/* what staff did */
	N_("ack"), N_("claim"), N_("assign"), N_("snooze"), N_("close"),
	N_("reopen"), N_("note"),
	/* people */
	N_("blocked"), N_("spam"),
	NULL
};
