#!/bin/bash
# Proves that the real servers of our tests do what the tests need, and that
# nothing of them is left on the machine afterwards.
#
# usage: tests/real/smoke.sh [NAME...]
# Names: snac2, smtp, mail, wordpress, bluesky; without any, the first three,
# for the others are large to fetch.
# Exit: 0; 1 if a check failed; 77 after a line SKIPPED where they cannot run.
# shellcheck disable=SC2317 # check() calls them
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "${0%/*}/common.sh"

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
failed=0

# check WHAT COMMAND...
check()
{
	local what=$1
	shift
	if "$@"; then
		echo "ok: $what"
	else
		echo "FAILED: $what"
		failed=1
	fi
}

not()
{
	! "$@"
}

# Tries a command until it succeeds: for servers that tell nobody when they
# are done.  At most 30 seconds.
eventually()
{
	local tries=0
	until "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 60 ] || return 1
		sleep 0.5
	done
}

send_mail()
{
	local id=$1
	shift
	printf '%s\r\n' "Message-ID: <$id>" 'Subject: a test' '' 'Hello.' \
	    >"$TMPDIR/mail.eml"
	curl -sS -m 20 --mail-from alerts@shop.test -T "$TMPDIR/mail.eml" "$@"
}

# curl prints the answer of a refused command among its errors.
refused_by()
{
	local code=$1
	shift
	grep -q "failed: $code" <(send_mail refused@shop.test "$@" 2>&1)
}

# The login goes to curl by a file of its options.
login()
(
	umask 077
	printf 'user = "%s:%s"\n' "$1" "$(cat "$2")" >"$TMPDIR/login"
)

acme_has()
{
	"$here/snac2.sh" get acme notifications | grep -q "$1"
}

smoke_snac2()
{
	local id
	"$here/snac2.sh" start >/dev/null
	# shellcheck disable=SC1091
	. "$REAL/snac2/env"
	id=$("$here/snac2.sh" post jane '@acme@social.test Is the kettle back?')
	check "jane's question is among acme's notifications" \
	    eventually acme_has 'Is the kettle back?'
	"$here/snac2.sh" post acme '@jane@social.test It is.' "$id" >/dev/null
	check "acme's answer is in the thread of the question" \
	    grep -q 'It is\.' <("$here/snac2.sh" get acme "statuses/$id/context")
	check "baker is told nothing" test "$("$here/snac2.sh" get baker \
	    notifications | tr -d ' \n')" = '[]'
	check "the token file is for its owner alone" \
	    test "$(stat -c %a "$SNAC_ACME_TOKEN_FILE")" = 600
	check "plain http on a loopback name answers too" \
	    curl -sSf -o "$TMPDIR/instance" "$SNAC_HTTP/api/v1/instance"
	check "https without our CA is refused" \
	    not curl -s -o /dev/null --cacert /dev/null "$SNAC_BASE/"
	"$here/snac2.sh" restart
	check "the question outlives a restart" acme_has 'Is the kettle back?'
}

smoke_smtp()
{
	local port out=$REAL/smtp url
	mkdir "$out"
	make_password "$out/password"
	printf 'alerts:%s\n' "$(cat "$out/password")" >"$out/logins"
	"$here/smtp.py" --out "$out/box" --tls require \
	    --cert "$REAL/tls/srv.crt" --key "$REAL/tls/srv.key" \
	    --auth "$out/logins" --refuse 'nobody@*=550' \
	    --control "$out/control" >"$out/log" &
	wait_line $! "$out/log" '^ready ' || die "smtp.py does not start"
	port=$(sed -n 's/^ready //p' "$out/log")
	url=smtp://mail.shop.test:$port/machine.test
	login alerts "$out/password"
	set -- "$url" -K "$TMPDIR/login" --ssl-reqd --mail-rcpt
	check "smtp.py takes a mail" send_mail one@shop.test "$@" boss@shop.test
	check "and tells of it" wait_line 0 "$out/log" \
	    '^mail 0001 <one@shop.test> alerts@shop.test boss@shop.test'
	check "and keeps it as it was" \
	    cmp "$TMPDIR/mail.eml" "$out/box/0001.eml"
	check "and knows that it came under TLS" \
	    grep -q '"tls": "TLSv1' "$out/box/0001.json"
	check "refuses nobody" refused_by 550 "$@" nobody@shop.test
	echo "1 451 rcpt" >"$out/control"
	check "refuses the next one" refused_by 451 "$@" boss@shop.test
	check "and takes the one after" \
	    send_mail two@shop.test "$@" boss@shop.test
	echo "1 lose data" >"$out/control"
	check "hangs up on the next" \
	    not send_mail three@shop.test "$@" boss@shop.test 2>/dev/null
	check "though it kept it" wait_line 0 "$out/log" 'mail 0003 <three@'
	check "takes nothing without TLS" not send_mail four@shop.test "$url" \
	    --mail-rcpt boss@shop.test 2>/dev/null
	kill %%
	wait %%
}

smoke_mail()
{
	local host=mail.shop.test id
	"$here/mail.sh" start >/dev/null
	# shellcheck disable=SC1091
	. "$REAL/mail/env"
	login alerts "$MAIL_ALERTS_PASSWORD_FILE"
	set -- -K "$TMPDIR/login" --mail-rcpt
	for id in smtp://$host:587 smtps://$host:465; do
		check "Postfix takes a mail by ${id%:*}" send_mail \
		    "a@${id##*:}" "$id/machine.test" --ssl-reqd "$@" \
		    boss@shop.test
		check "Dovecot has it in the box" \
		    "$here/mail.sh" wait "<a@${id##*:}>"
	done
	set -- "smtp://$host:587/machine.test" --ssl-reqd "$@"
	check "there are two" test "$("$here/mail.sh" box boss | wc -l)" = 2
	check "451 for tempfail" refused_by 451 "$@" tempfail@shop.test
	check "550 for nobody" refused_by 550 "$@" nobody@shop.test
	check "554 for the outside" refused_by 554 "$@" x@example.org
	login boss "$MAIL_BOSS_PASSWORD_FILE"
	check "IMAP finds both unread" grep -q 'SEARCH 1 2' <(curl -sS \
	    -K "$TMPDIR/login" "imaps://$host/INBOX" -X 'UID SEARCH UNSEEN')
	check "Postfix and Dovecot stop" "$here/mail.sh" stop
}

wp_has()
{
	grep -q "$1" <("$here/wordpress.sh" get acme \
	    'comments?context=edit&status=all&orderby=date_gmt&order=asc')
}

smoke_wordpress()
{
	local id
	"$here/wordpress.sh" start >/dev/null
	# shellcheck disable=SC1091
	. "$REAL/wordpress/env"
	id=$("$here/wordpress.sh" comment jane 'Is the lid safe?')
	"$here/wordpress.sh" comment bob 'And the blue one?' >/dev/null
	check "jane's comment is there" wp_has 'Is the lid safe'
	check "and bob's right after it" wp_has 'And the blue one'
	"$here/wordpress.sh" comment acme 'Yes, it is.' "$id" >/dev/null
	check "acme's answer is a reply to jane's comment" grep -q 'Yes, it' \
	    <("$here/wordpress.sh" get acme "comments?parent=$id")
	check "the feed of comments has it" \
	    grep -q 'And the blue one' <(curl -sS "$WP_BASE/comments/feed/")
	check "a customer may not see what is for editors" grep -q ' 403$' \
	    <("$here/wordpress.sh" get jane 'comments?context=edit' 2>&1)
	"$here/wordpress.sh" restart
	check "the comments outlive a restart" wp_has 'Is the lid safe'
	check "plain http on a loopback name answers too" \
	    curl -sSf -o "$TMPDIR/posts" "$WP_HTTP/wp-json/wp/v2/posts"
}

bsky_tells()
{
	grep -q "$2" <("$here/bluesky.sh" get "$1" \
	    'app.bsky.notification.listNotifications?limit=100')
}

thread_has()
{
	grep -q "$2" <(curl -sSG --data-urlencode "uri=$1" \
	    "$BSKY_APPVIEW/xrpc/app.bsky.feed.getPostThread")
}

smoke_bluesky()
{
	local uri
	"$here/bluesky.sh" start >/dev/null
	# shellcheck disable=SC1091
	. "$REAL/bluesky/env"
	uri=$("$here/bluesky.sh" post jane '@acme-shop.test Is the kettle back?')
	check "jane's question is among acme's notifications" \
	    eventually bsky_tells acme 'Is the kettle back?'
	check "baker is told nothing" not bsky_tells baker kettle
	check "nobody has answered" not thread_has "$uri" 'It is\.'
	"$here/bluesky.sh" post acme 'It is.' "$uri" >/dev/null
	check "acme's answer is in the thread, for all to see" \
	    eventually thread_has "$uri" 'It is\.'
	check "the PDS answers over https" curl -sSf -o "$TMPDIR/server" \
	    "$BSKY_BASE/xrpc/com.atproto.server.describeServer"
}

# What of this machine must not change.
fingerprint()
{
	git -C "$top" status --porcelain
	ls -A /run /srv /var/spool /var/lib
	find /etc/apt -type f -newer "$1"
	sha256sum /etc/passwd /etc/group /etc/hosts /etc/ssl/certs/*.crt
}

outside()
{
	local work=$top/build/real/smoke status=0 ns name
	local -a roots=()
	[ $# -gt 0 ] || set -- snac2 smtp mail
	for name; do
		roots+=(-r "$name")
	done
	rm -rf "$work"
	mkdir -p "$work"
	: >"$work/start"
	fingerprint "$work/start" >"$work/before"
	"$here/netns.sh" "${roots[@]}" run \
	    "$here/smoke.sh" _inside "$work/ns" "$@" || status=$?
	[ "$status" != 77 ] || exit 77
	check "all checks inside" test "$status" = 0
	fingerprint "$work/start" >"$work/after"
	check "the machine is as it was" diff "$work/before" "$work/after"
	check "none of our mounts is left" \
	    not grep -q "$top/build/real" /proc/self/mountinfo
	# With its last process a network namespace and its sockets are gone.
	ns=$(cat "$work/ns")
	check "no process is left in there" \
	    not grep -qF "$ns" <(readlink /proc/[0-9]*/ns/net)
	rm -rf "$work"
	exit $failed
}

[ "${1-}" = _inside ] || outside "$@"
readlink /proc/self/ns/net >"$2"
shift 2
for name; do
	case $name in
	snac2)	smoke_snac2 ;;
	smtp)	smoke_smtp ;;
	mail)	smoke_mail ;;
	wordpress)
		smoke_wordpress ;;
	bluesky)
		smoke_bluesky ;;
	*)	die "no such server: $name" ;;
	esac
done
exit $failed
