/* SPDX-License-Identifier: ISC */
#ifndef MONTH_DESK_H
#define MONTH_DESK_H

/*
 * desk.h - what staff tells hark: as if typed, by the links in their mails,
 * and of people.
 */

#include "core/month/mails.h"

/* EV_ACT, EV_SEND, EV_VIP */
void	desk_act(const struct event *);
void	desk_send(const struct event *);
void	desk_vip(const struct event *);
/* Did staff or a like silence that question at that time? */
bool	desk_silent(const char *native, int64_t t);

#endif
