/* SPDX-License-Identifier: ISC */
#ifndef BENCH_GEN_H
#define BENCH_GEN_H

/*
 * gen.h - a Mastodon server's posts, made up: the same number always gives the
 * same post, so that a page can be made twice and a thread needs no memory.
 *
 * Posts come in pages of 40, pages in groups of five that belong to one
 * business: mentions of it, every second a question; its own posts, two in
 * three an answer, the others adverts; mentions again, thanks and further
 * questions; and two pages of a hashtag, where one in thirty asks the world.
 * So one post in six asks, and nine of ten questions are answered within the
 * next group.  A few authors write often, most write once.  A status is about
 * 3.5 KB of JSON, 180 bytes of it words, German or English; each is written as
 * a whole, since sentences thrown together read like nothing people write.
 */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

#define GEN_PAGE	40		/* posts */
#define GEN_PAGES	5		/* in a group */
#define GEN_START	INT64_C(1764000000000)	/* of post 0 */
#define GEN_STEP	20000			/* ms from post to post */

enum gen_feed { GEN_MENTIONS, GEN_OWN, GEN_FOLLOW, GEN_TAG };

struct gen_post {
	uint64_t i;
	enum gen_feed feed;
	int business;			/* self id: GEN_SELF + business */
	int64_t created;
	uint64_t author;
	uint64_t parent;		/* of the same server; or NONE */
	bool german, private_, asks;
};
#define GEN_NONE	UINT64_MAX
#define GEN_SELF	UINT64_C(108000000000000000)
#define GEN_AUTHOR	UINT64_C(109000000000000000)

enum gen_feed gen_feed(uint64_t page);
/* businesses: how many share the server. */
void	gen_post(struct gen_post *, uint64_t i, int businesses);
/* Its native id; time-ordered, as snowflakes are. */
uint64_t gen_id(uint64_t i);
/* The words, as the server's HTML. */
void	gen_html(struct buf *, const struct gen_post *);
/* As JSON: a status, or the notification of one. */
void	gen_status(struct buf *, const struct gen_post *);
void	gen_notice(struct buf *, const struct gen_post *);
/* Page p as a feed shows it, newest first; the posts too if wanted. */
enum gen_feed gen_page(struct buf *, uint64_t page, int businesses,
	    struct gen_post posts[GEN_PAGE]);

uint64_t gen_mix(uint64_t);

#endif
