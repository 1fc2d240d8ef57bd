# shellcheck shell=bash
# What the scripts that start a real server share: being inside the namespace
# of netns.sh, system users, secrets in files, waiting for a line of a log.
# Sourced, never run.

die()
{
	echo "${0##*/}: $*" >&2
	exit 1
}

need_netns()
{
	[ -e /run/.netns-of-tests ] ||
	    die "runs only inside: tests/real/netns.sh -r $1 run ..."
}

# A system user and group NAME, unless there are any; /etc is ours in here.
add_user()
{
	local id=64100
	getent group "$1" >/dev/null || {
		while getent group "$id" >/dev/null; do
			id=$((id + 1))
		done
		echo "$1:x:$id:" >>/etc/group
	}
	getent passwd "$1" >/dev/null || {
		id=64100
		while getent passwd "$id" >/dev/null; do
			id=$((id + 1))
		done
		echo "$1:x:$id:$(getent group "$1" | cut -d: -f3)::$REAL:\
/usr/sbin/nologin" >>/etc/passwd
	}
}

# Runs a command as user $1.
as_user()
{
	local user=$1
	shift
	setpriv --reuid "$user" --regid "$user" --clear-groups "$@"
}

# Writes a new random password, without newline, to FILE (mode 0600).
make_password()
(
	umask 077
	printf %s "$(openssl rand -hex 16)" >"$1"
)

# Waits until FILE, which process PID writes (0: nobody in particular), has a
# line matching the extended REGEX.  At most $WAIT_MAX (30) seconds.
wait_line()
{
	local pid=$1 file=$2 regex=$3 found=0
	local -a life=()
	[ "$pid" = 0 ] || life=(--pid "$pid")
	timeout "${WAIT_MAX:-30}" tail -s 0.1 "${life[@]}" -n +1 -F "$file" \
	    2>/dev/null | grep -Eqm1 -- "$regex" || found=$?
	[ "$found" = 0 ] && return
	# What was written between tail's last look and the end of PID.
	grep -Eqm1 -- "$regex" "$file" 2>/dev/null
}
