#!/bin/bash
# The installed service under a real systemd: booted in a throw-away overlay of
# this machine's own root (systemd-nspawn), so that nothing here is touched.
# All mounts lie in a namespace of their own and end with it, also if this is
# killed; so does every process, and the cgroup is removed afterwards.
# Output is TAP.  Needs root, systemd-container's systemd-nspawn (installed, or
# unpacked below build/real), overlayfs.
set -u
cd "$(dirname "$0")/../.." || exit 1
top=$PWD
self=$top/tests/real/boot.sh
out=$top/build/real/boot

skip() {
	echo "SKIPPED $*"
	exit 77
}

# --- outside: a place where nothing remains ----------------------------------

if [ -z "${BOOT_INSIDE:-}" ]; then
	[ "$(id -u)" -eq 0 ] || skip "needs root"
	rm -rf "$out"
	mkdir -p "$out"
	nspawn=$(command -v systemd-nspawn || true)
	if [ -z "$nspawn" ]; then
		tests/real/unpack.sh nspawn >"$out/unpack.log" 2>&1 ||
		    skip "systemd-nspawn: $(tail -n 1 "$out/unpack.log")"
		nspawn=$top/build/real/root-nspawn/usr/bin/systemd-nspawn
		export LD_LIBRARY_PATH=$top/build/real/root-nspawn/usr/lib/x86_64-linux-gnu/systemd
	fi
	# Cgroups outlive their processes.
	groups=()
	for at in /sys/fs/cgroup/systemd /sys/fs/cgroup/unified /sys/fs/cgroup; do
		[ -w $at/cgroup.procs ] || continue
		mkdir "$at/hark-boot-$$" && groups+=("$at/hark-boot-$$")
	done
	(
		for at in "${groups[@]}"; do
			echo $BASHPID >"$at/cgroup.procs"
		done
		export BOOT_INSIDE=1 nspawn
		exec setpriv --pdeathsig KILL unshare --mount --pid --fork \
		    --kill-child --mount-proc --propagation private "$self"
	)
	rc=$?
	for at in "${groups[@]}"; do
		find "$at" -depth -type d -exec rmdir {} +
	done
	exit $rc
fi

# --- what runs in there ----------------------------------------------------

cat >"$out/probe" <<'PROBE'
#!/bin/bash
n=0
say() { n=$((n + 1)); echo "$1 $n - $2"; }
ok() { # ok WHAT COMMAND...
	local what=$1
	shift
	if "$@" >/tmp/said 2>&1; then say ok "$what"; else
		say "not ok" "$what"
		sed 's/^/# /' /tmp/said
	fi
}
# Events of systemd, not of the clock: wait until a property has a value.
until_is() { # PROPERTY VALUE SECONDS
	local i
	for ((i = 0; i < $3 * 10; i++)); do
		[ "$(systemctl show -P "$1" harkd)" = "$2" ] && return 0
		read -rt 0.1 <> <(:) || true
	done
	systemctl status --no-pager harkd
	return 1
}
main_pid() { systemctl show -P MainPID harkd; }

systemd-sysusers && systemd-tmpfiles --create
printf '%s\n' secret >/etc/hark/secrets/token
chmod 600 /etc/hark/secrets/token
cat >/etc/hark/harkd.conf <<'CONF'
admin = {"root@localhost"}
mail { server = "smtp://127.0.0.1:25" tls = never from = "hark@localhost" }
client "shop" {
	language = "en"
	timezone = "UTC"
	recipient "team" { mail = "team@localhost" delay = "0" }
	mastodon "shop" { server = "http://127.0.0.1:9" token = "token" }
}
CONF
mkdir -p /etc/systemd/system/harkd.service.d
printf '[Service]\nLoadCredential=token:/etc/hark/secrets/token\nWatchdogSec=2s\n' \
	>/etc/systemd/system/harkd.service.d/test.conf
systemctl daemon-reload

ok "the unit is well formed" systemd-analyze verify harkd.service
ok "starts, without network, and says READY" systemctl start harkd
ok "is active" systemctl is-active harkd
ok "serves root on its socket" hark ping
usermod -aG hark games
ok "serves a member of the group" runuser -u games -- hark status
ok "lets the group work" runuser -u games -- hark poll
ok "refuses others" bash -c '! runuser -u nobody -- hark status'
ok "no error in its journal so far" bash -c \
	'! journalctl -u harkd -p err --no-pager -q | grep .'
status=$(systemctl show -P StatusText harkd)
ok "tells systemd how many wait ($status)" test -n "$status"
ok "reloads" systemctl reload harkd
cp /etc/hark/harkd.conf /tmp/good
sed -i 's/timezone = "UTC"/timezone = "Mars"/' /etc/hark/harkd.conf
ok "a bad file fails the reload" bash -c '! systemctl reload harkd'
ok "and names the line" bash -c \
	'journalctl -u harkd --no-pager | grep -q "harkd.conf:5"'
ok "and goes on with the old one" hark ping
cp /tmp/good /etc/hark/harkd.conf
ok "reloads again" systemctl reload harkd
ok "the token is nowhere to be read" bash -c \
	'! grep -rqs secret /proc/$(systemctl show -P MainPID harkd)/environ /run/hark /var/lib/hark'

before=$(systemctl show -P NRestarts harkd)
old=$(main_pid)
kill -STOP "$old"
ok "a stopped loop is killed by the watchdog and started anew" \
	until_is NRestarts $((before + 1)) 30
ok "is active again" until_is ActiveState active 20
ok "with another process" bash -c "[ $(main_pid) != $old ]"
ok "and answers" hark ping
ok "the watchdog was the reason" bash -c \
	'journalctl -u harkd --no-pager | grep -qi watchdog'

ok "stops" systemctl stop harkd
ok "with success" bash -c '[ "$(systemctl show -P Result harkd)" = success ]'
level=$(systemd-analyze security --no-pager harkd.service | sed -n 's/.*exposure level for harkd.service: \([0-9.]*\).*/\1/p')
ok "systemd-analyze security: $level, at most 2.0" bash -c \
	"awk 'BEGIN { exit !($level > 0 && $level <= 2.0) }'"
ok "the folders have their owners" bash -c \
	'[ "$(stat -c %U:%a /var/lib/hark)" = hark:750 ]'
echo "1..$n"
PROBE

# --- the machine -------------------------------------------------------------

work=$out/machine
mkdir "$work"
mount -t tmpfs -o mode=755 tmpfs /run || skip "no tmpfs"
mount -t tmpfs -o size=1g tmpfs "$work" || skip "no tmpfs"
mkdir "$work/up" "$work/wk" "$work/root"
root=$work/root
mount -t overlay overlay \
    -o "lowerdir=/,upperdir=$work/up,workdir=$work/wk" "$root" ||
    skip "no overlayfs"
# None of this machine's own services.
rm -rf "$root"/etc/systemd/system/*.wants "$root"/etc/rc?.d/*
: >"$root/etc/fstab"
mkdir -p "$root/etc/systemd/system/multi-user.target.wants" "$root/zz"
ln -sf /lib/systemd/system/multi-user.target \
    "$root/etc/systemd/system/default.target"
make -s install DESTDIR="$root" PREFIX=/usr B=build/boot \
    >"$out/install.log" 2>&1 || {
	tail -n 5 "$out/install.log"
	exit 1
}
install -m 755 "$out/probe" "$root/zz/probe"
cat >"$root/etc/systemd/system/zz.service" <<'S'
[Unit]
After=basic.target
[Service]
Type=oneshot
ExecStart=/bin/sh -c '/zz/probe >/zz/out 2>/zz/err; journalctl --no-pager >/zz/journal; systemctl poweroff --no-block'
S
ln -sf ../zz.service "$root/etc/systemd/system/multi-user.target.wants/"
# The console must be a terminal, or systemd prints nothing; and nspawn its
# leader, or it is stopped for reading it: therefore exec, timeout outside.
timeout -k 20 240 script -qfc "exec $nspawn -D $root -b --register=no \
    --keep-unit --private-network --machine=hark$$" "$out/console" \
    </dev/null >/dev/null 2>&1
cp "$root"/zz/out "$root"/zz/err "$root"/zz/journal "$out/" 2>/dev/null
if [ ! -s "$out/out" ]; then
	tail -n 15 "$out/console" | tr -cd '[:print:]\n' >&2
	skip "systemd did not boot here; see $out/console"
fi
cat "$out/out"
! grep -q '^not ok' "$out/out"
