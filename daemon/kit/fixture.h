/* SPDX-License-Identifier: ISC */
#ifndef HARK_KIT_FIXTURE_H
#define HARK_KIT_FIXTURE_H

/*
 * fixture.h - a recorded conversation with a network, as a text file.
 *
 *	# a comment
 *	option server https://m.example	an option as the configuration has it;
 *					the items of a list by commas
 *	kept id 14715			what hark_kept() knows at the start
 *	parent id=1 author=2 ...	what the next REPLY answers
 *	start POLL feed=mentions ...	a task: argument= cursor= since= now= wait=
 *					id= (several) url= text= key=
 *					visibility= created=
 *	> GET https://m.example/...	effects, one a line: see trace.c
 *	< 200 application/json @file	the answer: a file beside the fixture,
 *					or the text itself, or nothing
 *	<< Name: value			and its headers
 *	<= 0 "* OK hello\r\n"		what comes on stream 0: a string, or @file
 *	<m 0 7 @file ...		a mail there, FETCHed as UID 7, its lines
 *					ended as in mails; at= its INTERNALDATE
 *	<x 0				the server ends it
 *	done
 *
 * Answers are given to requests in the order they were made.  A request that
 * is left without an answer ends in "gives up", as when a host is down; a
 * stream that is left open ends as by the server's doing.
 * Everything that is not an effect stands in the file for good; effects are
 * compared, and rewritten by --update.  hark-plugin(7) tells the same to users.
 */

#include "kit/player.h"

/* A whole conversation may take that much of a processor. */
#define FIXTURE_MAX_SECONDS	5
#define FIXTURE_MAX_SIZE	(32u << 20)

struct fixture;
struct err;

/* Read path for this plugin; NULL and e if it is not a fixture. */
struct fixture *fixture_read(const char *path, const struct hark_plugin *,
	    struct err *e);
void	fixture_free(struct fixture *);
/* The file as it stands. */
const char *fixture_text(const struct fixture *);
size_t	fixture_answers(const struct fixture *);
const struct answer *fixture_answer(const struct fixture *, size_t);

struct played {
	struct buf text;	/* the file as it should stand */
	struct buf effects;	/* the effects alone */
	json_t *ids;		/* of posts and missing ones: a set */
	bool failed;		/* the plugin failed a task */
	char broken[160];	/* the contract, or "" */
};

#define PLAYED_INIT	{ BUF_INIT, BUF_INIT, NULL, false, "" }

/*
 * Play it; answer number `at' is replaced by `other' if that is not NULL.  The
 * plugin is the one it was read for, or a copy of it with other .reads.  If it
 * does not come to an end within FIXTURE_MAX_SECONDS, the process is ended by
 * SIGVTALRM.
 */
void	fixture_play(const struct fixture *, const struct hark_plugin *,
	    size_t at, const struct answer *other, struct played *);
void	played_free(struct played *);

#endif
