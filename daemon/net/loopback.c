/* SPDX-License-Identifier: ISC */

/* A browser's way back; see loopback.h. */

#include <sys/socket.h>
#include <sys/time.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "net/loopback.h"

#define MAX_HEAD	(16 << 10)
#define PATIENCE	3		/* seconds, for a request and an answer */

int
loopback_open(int port, struct err *e)
{
	struct sockaddr_in sin = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int one = 1;

	if (fd == -1)
		return err_set(e, ERR_IO, "socket: %s", strerror(errno));
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	if (bind(fd, (struct sockaddr *)&sin, sizeof(sin)) == 0 &&
	    listen(fd, 4) == 0)
		return fd;
	err_set(e, ERR_IO, "127.0.0.1 port %d: %s", port, strerror(errno));
	close(fd);
	return -1;
}

int
loopback_port(int fd)
{
	struct sockaddr_in sin = { 0 };
	socklen_t n = sizeof(sin);

	if (getsockname(fd, (struct sockaddr *)&sin, &n) == -1)
		return 0;
	return ntohs(sin.sin_port);
}

/* The head of a request: as much as there is until its empty line. */
static bool
read_head(int fd, struct buf *b)
{
	struct timeval patience = { .tv_sec = PATIENCE };
	char chunk[2048];
	ssize_t n;

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	/* Who sends byte after byte is not waited for. */
	for (int reads = 0; reads < 16 && b->len < MAX_HEAD; reads++) {
		n = read(fd, chunk, sizeof(chunk));
		if (n <= 0)
			return false;
		buf_add(b, chunk, (size_t)n);
		if (strstr(b->data, "\r\n\r\n") != NULL)
			return true;
	}
	return false;
}

char *
loopback_take(int fd, int *conn)
{
	struct buf head = BUF_INIT;
	char *target = NULL;

	*conn = accept4(fd, NULL, NULL, SOCK_CLOEXEC);
	if (*conn == -1)
		return NULL;
	if (read_head(*conn, &head) && strncmp(head.data, "GET /", 5) == 0)
		target = xstrndup(head.data + 4, strcspn(head.data + 4,
		    " \r\n"));
	explicit_bzero(head.data, head.len);
	buf_free(&head);
	if (target == NULL) {
		close(*conn);
		*conn = -1;
	}
	return target;
}

void
loopback_answer(int conn, int status, const char *text)
{
	struct buf page = BUF_INIT, b = BUF_INIT;
	size_t sent = 0;
	ssize_t n;

	buf_addf(&page, "<!DOCTYPE html><meta charset=\"utf-8\">"
	    "<title>hark</title><p>%s</p>\n", text);
	buf_addf(&b, "HTTP/1.1 %d %s\r\nContent-Type: text/html; "
	    "charset=utf-8\r\nContent-Length: %zu\r\nCache-Control: no-store"
	    "\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n%s",
	    status, status == 200 ? "OK" : "Bad Request", page.len, page.data);
	while (sent < b.len && (n = send(conn, b.data + sent, b.len - sent,
	    MSG_NOSIGNAL)) > 0)
		sent += (size_t)n;
	shutdown(conn, SHUT_WR);
	close(conn);
	buf_free(&b);
	buf_free(&page);
}
