/* SPDX-License-Identifier: ISC */

/* sd_notify(3), in the words of the house; see notify.h. */

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include <systemd/sd-daemon.h>

#include "base/notify.h"

void
notify_ready(void)
{
	sd_notify(0, "READY=1");
}

void
notify_status(const char *fmt, ...)
{
	char text[256];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	sd_notifyf(0, "STATUS=%s", text);
}

void
notify_reloading(void)
{
	struct timespec ts = { 0 };

	clock_gettime(CLOCK_MONOTONIC, &ts);
	sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%lld",
	    (long long)ts.tv_sec * 1000000 + ts.tv_nsec / 1000);
}

void
notify_stopping(void)
{
	sd_notify(0, "STOPPING=1");
}

void
notify_watchdog(void)
{
	sd_notify(0, "WATCHDOG=1");
}

int64_t
notify_watchdog_interval(void)
{
	uint64_t usec;

	return sd_watchdog_enabled(0, &usec) > 0 ?
	    (int64_t)(usec / 2000) : 0;
}

int
notify_listen_fd(void)
{
	return sd_listen_fds(1) == 1 ? SD_LISTEN_FDS_START : -1;
}
