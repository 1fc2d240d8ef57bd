/* SPDX-License-Identifier: ISC */
#ifndef MONTH_NET_H
#define MONTH_NET_H

/*
 * net.h - the networks of the month, as small as can be: a feed of everything
 * in the order in which it arrived, and the conversation around a post.
 *
 *	GET BASE/feed?after=N	posts that arrived after the Nth
 *	GET BASE/thread?id=ID	the conversation; 404 if ID is gone
 *
 * Four networks under the names people know: "mastodon" and "facebook" show
 * everything, "notice" never shows what we answered, "youtube" is searched.
 */

struct hark_plugin;

/* NULL at the end. */
extern const struct hark_plugin *const month_nets[];

#endif
