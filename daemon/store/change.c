/* SPDX-License-Identifier: ISC */

/*
 * A post that is known but looks different: edited, liked, back after a 404,
 * or seen in a better light (first as context of a thread, now as a mention).
 * What is less complete never replaces what is more so.
 */

#include <string.h>

#include "store/internal.h"

struct stored {
	unsigned flags;
	int64_t edited, account;
	bool has_parent, same_text;
};

static int
load(struct store *s, int64_t id, struct stored *o, struct err *e)
{
	AUTO(stmt_p) sqlite3_stmt *st = sql(s, e, "SELECT flags, edited, "
	    "account_id, parent_id IS NOT NULL OR parent IS NOT NULL, text "
	    "FROM post WHERE id = ?", "i", id);
	int n = sql_step(s, e, st);

	if (n != 1)
		return n == 0 ? err_set(e, ERR_STORE, "a post vanished") : -1;
	o->flags = (unsigned)sqlite3_column_int64(st, 0);
	o->edited = sqlite3_column_int64(st, 1);
	o->account = sqlite3_column_int64(st, 2);
	o->has_parent = sqlite3_column_int(st, 3) != 0;
	o->same_text = strcmp((const char *)sqlite3_column_text(st, 4),
	    s->text.data) == 0;
	return 0;
}

static unsigned
new_flags(const struct post_ctx *ctx, const struct hark_post *p,
    const struct stored *o)
{
	const unsigned network = TPOST_MEDIA | TPOST_REPOST | TPOST_QUOTE |
	    POST_PARTIAL | TPOST_REVIEW;
	unsigned flags = o->flags & ~(network | TPOST_GONE | POST_MISSING);
	unsigned sent = post_network_flags(p);

	flags |= sent & network;
	/* Automatic stays: the store may have found that out itself. */
	flags |= sent & (TPOST_AUTOMATIC | POST_BEHALF | TPOST_LIKED |
	    TPOST_MENTION);
	/* A like is one account's; another's view must not undo it. */
	if (ctx->account->id == o->account && !(sent & TPOST_LIKED))
		flags &= ~TPOST_LIKED;
	if (p->kind == HARK_CONTEXT)
		flags |= o->flags & TPOST_LIKED;
	return flags;
}

int
post_change(struct store *s, struct post_ctx *ctx, const struct hark_post *p,
    const struct post_ref *ref, uint64_t raw, bool better, struct err *e)
{
	struct stored o = { 0 };
	unsigned flags;
	int64_t edited;
	bool cut, text;

	arena_reset(s->scratch);
	/* Context may have come without a name. */
	if (p->author != NULL && author_get(s, ctx->source->id, p->author,
	    p->handle, p->name, ctx->batch->now, ctx->batch->now, e) == NULL)
		return -1;
	post_text(s, p);
	if (load(s, ref->id, &o, e) == -1)
		return -1;
	flags = new_flags(ctx, p, &o);
	cut = (p->flags & HARK_POST_PARTIAL) && !(o.flags & POST_PARTIAL);
	if (cut)
		flags &= ~POST_PARTIAL;
	/* Its time was over, or we forgot it: the words do not come back. */
	text = !o.same_text && !cut && !(o.flags & POST_EXPIRED);
	/* Other words: what staff said of these no longer holds. */
	if (text)
		flags &= ~POST_TAUGHT;
	edited = p->edited;
	if (edited == 0)
		edited = text && !(o.flags & (TPOST_GONE | POST_PARTIAL |
		    POST_EXPIRED)) ?
		    ctx->batch->now : o.edited;
	if (text && search_drop(s, ref->id, e) == -1)
		return -1;
	if (better && o.account != ctx->account->id &&
	    (flags & POST_FIGURE)) {
		if (figure_post_drop(s, ref->id, e) == -1)
			return -1;
		flags &= ~POST_FIGURE;
	}
	if ((ref->flags & POST_MISSING) && sql_run(s, e, "DELETE FROM missing "
	    "WHERE post_id = ?", "i", ref->id) == -1)
		return -1;
	if (sql_run(s, e, "UPDATE post SET flags = ?2, kind = ?3, "
	    "visibility = ?4, edited = ?5, rating = coalesce(?6, rating), "
	    "raw_hash = ?7, url_short = coalesce(?8, url_short), "
	    "opaque = coalesce(?9, opaque), lang = coalesce(?10, lang), "
	    "account_id = ?11, gone_at = NULL WHERE id = ?1",
	    "iiddzzisssi", ref->id, (int64_t)flags, better ? (int)p->kind : ref->kind,
	    p->visibility != HARK_UNKNOWN ? (int)p->visibility :
	    ref->visibility, edited, (int64_t)p->rating, (int64_t)raw,
	    post_short_url(s, p->url, p->id), p->opaque, p->lang, better ? ctx->account->id : o.account) == -1)
		return -1;
	if (text && (sql_run(s, e, "UPDATE post SET text = ? WHERE id = ?",
	    "si", s->text.data, ref->id) == -1 ||
	    search_add(s, ref->id, e) == -1))
		return -1;
	if (!o.has_parent && p->parent != NULL && *p->parent != '\0' &&
	    !(ref->flags & POST_COPY) && strcmp(p->parent, p->id) != 0 &&
	    thread_attach(s, ctx, ref->id, ref->thread, p->parent, e) == -1)
		return -1;
	ctx->sum->changed++;
	return derive_again(s, ref->id, e);
}
