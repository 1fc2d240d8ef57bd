/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_USAGE_H
#define HARK_NET_USAGE_H

/*
 * usage.h - what Meta's networks say about how much of their patience is used
 * up, in the headers of an answer.  Pure.
 *
 *	X-App-Usage: {"call_count":28,"total_time":25,"total_cputime":25}
 *	X-Page-Usage, X-Ad-Account-Usage: alike
 *	X-Business-Use-Case-Usage: {"PAGE":[{"type":"pages","call_count":12,
 *	    "total_cputime":3,"total_time":5,
 *	    "estimated_time_to_regain_access":0}]}
 *
 * in percent and minutes (developers.facebook.com, Graph API, Rate Limits).
 */

#include <stdbool.h>
#include <stdint.h>

struct usage {
	int percent;		/* of whatever is fullest */
	int64_t regain_ms;	/* closed for so long; 0: not closed */
};

/* headers: "Name: value\r\n" lines, or NULL.  False: they say nothing. */
bool	usage_read(const char *headers, struct usage *);

#endif
