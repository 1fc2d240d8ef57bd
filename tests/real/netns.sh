#!/bin/bash
# Runs a command on a machine of its own: no network but a loopback, so every
# port is free and nothing gets out; its own /etc, /usr, /run and processes.
# The host is not touched: all mounts live in a private mount namespace, what
# is written to /etc or /usr goes to a tmpfs, and when the command ends (or
# the caller dies) every process in there is killed and all of it is gone.
#
# usage: netns.sh [-r NAME]... [-n HOST]... run COMMAND [ARG...]
#   -r NAME   lay the packages of `unpack.sh NAME` over /usr and /etc
#   -n HOST   one more name for 127.0.0.1, in /etc/hosts and the certificate
#
# Inside: $REAL (/run/real, a tmpfs) is for state and sockets; TMPDIR and HOME
# lie in it.  $REAL/tls has a CA that /etc/ssl/certs trusts (ca.crt), and
# srv.crt + srv.key for localhost and the names and addresses below.
# The checkout is there under its usual path and may be written to.
#
# Exit: the command's own status; 77 after a line `SKIPPED why` where this
# cannot work (not root, no namespaces, no overlayfs, packages out of reach).
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
names="machine.test shop.test www.shop.test mail.shop.test other.test"

# Those that want port 443 have a loopback address each.
sites="127.0.0.2 social.test
127.0.0.3 blog.test
127.0.0.4 bsky.test appview.test"

skip()
{
	echo "SKIPPED $*"
	exit 77
}

# An overlay at $1 of the unpacked packages over what the host has there.
overlay()
{
	local dir=$1 name lower=
	for name in $roots; do
		[ ! -d "$top/build/real/root-$name$dir" ] ||
		    lower+="$top/build/real/root-$name$dir:"
	done
	mkdir -p "/run/overlay$dir/upper" "/run/overlay$dir/work"
	mount -t overlay overlay -o "lowerdir=$lower$dir" \
	    -o "upperdir=/run/overlay$dir/upper" \
	    -o "workdir=/run/overlay$dir/work" "$dir"
}

make_mounts()
{
	ip link set lo up &&
	mount -t tmpfs -o mode=0755 tmpfs /run &&
	mount -t tmpfs -o mode=1777 tmpfs /dev/shm &&
	overlay /usr && overlay /etc
}

# A CA for an hour or a month makes no odds: its key never leaves this tmpfs.
make_tls()
{
	local tls=$REAL/tls name alt=IP:127.0.0.1,IP:::1,DNS:localhost
	for name in $names $sites; do
		case $name in
		127.*)	alt+=,IP:$name ;;
		*)	alt+=,DNS:$name ;;
		esac
	done
	mkdir "$tls"
	(
		umask 077
		cd "$tls"
		openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
		    -nodes -keyout ca.key -out ca.crt -days 30 \
		    -subj '/CN=Test CA' \
		    -addext keyUsage=critical,keyCertSign,cRLSign
		openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
		    -nodes -keyout srv.key -out srv.csr -subj /CN=localhost
		printf '%s\n' "subjectAltName=$alt" \
		    extendedKeyUsage=serverAuth basicConstraints=CA:FALSE >ext
		openssl x509 -req -in srv.csr -CA ca.crt -CAkey ca.key \
		    -CAcreateserial -days 30 -extfile ext -out srv.crt
		chmod 644 ca.crt srv.crt
	) 2>"$REAL/openssl.log" || return 1
	mkdir -p /etc/ssl/certs
	cat "$tls/ca.crt" >>/etc/ssl/certs/ca-certificates.crt
	cp "$tls/ca.crt" "/etc/ssl/certs/$(openssl x509 -hash -noout \
	    -in "$tls/ca.crt").0"
}

make_names()
{
	hostname machine.test
	rm -f /etc/hosts /etc/resolv.conf
	printf '%s\n' "127.0.0.1 localhost $names" '::1 localhost' "$sites" \
	    >/etc/hosts
	: >/etc/resolv.conf
}

# The first process of the new namespaces; all others end with it.
inside()
{
	make_mounts 2>&1 || skip "cannot mount in a namespace of our own"
	export REAL=/run/real
	export TMPDIR=$REAL/tmp HOME=$REAL/home
	mkdir "$REAL" "$REAL/home"
	mkdir -m 1777 "$TMPDIR"
	make_names
	make_tls || skip "openssl: $(tail -n 1 "$REAL/openssl.log")"
	: >/run/.netns-of-tests
	local status=0
	"$@" || status=$?
	exit "$status"
}

# unshare(1) itself is deaf to SIGTERM; so this waits beside it and ends it.
# A job of its own (set -m), else the command would start with SIGINT ignored.
watch()
{
	local status=0
	set -m
	setpriv --pdeathsig KILL "${space[@]}" "$here/netns.sh" _inside \
	    "$roots" "$names" "$@" <&0 &
	trap 'kill -KILL $!; exit 143' TERM INT HUP
	wait $! || status=$?
	exit "$status"
}

space=(unshare --net --mount --pid --ipc --uts --fork --kill-child
    --mount-proc)
case ${1-} in
_inside|_watch)
	stage=${1#_} roots=$2 names=$3
	shift 3
	"$stage" "$@"
	;;
esac

roots=
while getopts r:n: opt; do
	case $opt in
	r)	roots+=" $OPTARG" ;;
	n)	names+=" $OPTARG" ;;
	*)	exit 2 ;;
	esac
done
shift $((OPTIND - 1))
if [ "${1-}" != run ] || [ $# -lt 2 ]; then
	echo "usage: netns.sh [-r NAME]... [-n HOST]... run COMMAND..." >&2
	exit 2
fi
shift

[ "$(id -u)" = 0 ] || skip "needs root for network and mount namespaces"
for tool in unshare ip setpriv openssl; do
	command -v "$tool" >/dev/null || skip "needs the program $tool"
done
why=$("${space[@]}" true 2>&1) || skip "no namespaces here: $why"
if [ -n "$roots" ]; then
	# shellcheck disable=SC2086 # a list of plain words
	why=$("$here/unpack.sh" $roots 2>&1) || skip "$why"
fi
exec setpriv --pdeathsig KILL "$here/netns.sh" _watch "$roots" "$names" "$@"
