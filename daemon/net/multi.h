/* SPDX-License-Identifier: ISC */
#ifndef HARK_NET_MULTI_H
#define HARK_NET_MULTI_H

/*
 * multi.h - libcurl's transfers on the event loop.  For net/ alone: http.c and
 * smtp.c each have one of these.
 */

#include <curl/curl.h>

struct multi;

/* A transfer has ended; its handle is out of the multi and may be used again,
 * added again or cleaned up. */
typedef void multi_fn(void *arg, CURLcode);

/* At most max connections, those kept for later included. */
struct multi *multi_new(int max);
/* All handles must be out.  Closes the kept connections. */
void	multi_free(struct multi *);

/* fn(arg) runs once, from the loop, unless removed before. */
void	multi_add(struct multi *, CURL *, multi_fn *, void *arg);
/*
 * For CURLOPT_CONNECT_ONLY: the handle stays inside when it is done, because
 * libcurl closes the connection of one that is taken out.
 */
void	multi_hold(struct multi *, CURL *, multi_fn *, void *arg);
/* Not from libcurl's own callbacks. */
void	multi_remove(struct multi *, CURL *);

/* What every handle needs; see multi.c. */
void	multi_setup(CURL *);
/* CURLOPT_OPENSOCKETFUNCTION for sockets that children do not inherit. */
curl_socket_t multi_socket(void *arg, curlsocktype, struct curl_sockaddr *);
/* Trust: ca_file alone, or the system's store if NULL. */
void	multi_trust(CURL *, const char *ca_file);
/* curl_easy_setopt() that cannot fail but for lack of memory or a bug. */
#define SETOPT(easy, opt, value)					\
	multi_check(curl_easy_setopt((easy), (opt), (value)), #opt)
void	multi_check(CURLcode, const char *what);

#endif
