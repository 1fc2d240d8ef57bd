/* SPDX-License-Identifier: ISC */
#ifndef HARK_CONTROL_PROTOCOL_H
#define HARK_CONTROL_PROTOCOL_H

/*
 * protocol.h - what hark and harkd say to each other on the socket.
 *
 * JSON, one document a line, UTF-8, both ways.  A request is an object
 *	{"v":1,"id":7,"verb":"list", ...arguments of the verb}
 * and is answered by any number of rows and one end, in order:
 *	{"id":7,"row":{...}}
 *	{"id":7,"end":true,"ok":true, ...facts about the whole}
 *	{"id":7,"end":true,"ok":false,"code":"not_found","error":"...","exit":1}
 * `watch' sends rows until either side closes.  Requests of one connection
 * are answered one after the other.  A verb once removed is never given
 * another meaning; unknown arguments are refused.
 *
 * Keys of rows are documented in hark(1) and stable; times are RFC 3339.
 */

#define PROTOCOL_VERSION	1
#define PROTOCOL_MAX_LINE	(256 * 1024)	/* of a request, bytes */

/* Exit codes of hark(1). */
enum hark_exit {
	EXIT_HARK_OK = 0,
	EXIT_HARK_ERROR = 1,
	EXIT_HARK_USAGE = 2,
	EXIT_HARK_NO_DAEMON = 3,
	EXIT_HARK_PERMISSION = 4,
	EXIT_HARK_CONFLICT = 5,
	EXIT_HARK_CONFIG = 78,		/* reload: sysexits EX_CONFIG */
};

#endif
