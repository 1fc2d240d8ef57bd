# Shared by scripts/demo and scripts/check: installing what is missing with
# apt, from the machine's own Debian sources; nothing is added or enabled.
# shellcheck shell=bash disable=SC2034

# Nothing is left but build/.
export PYTHONDONTWRITEBYTECODE=1

say() {
	printf '%s %s\n' "$(printf '\033[1m==>\033[0m')" "$*" >&2
}

# progress LOG: what a long command prints goes to LOG; on a terminal its newest
# line is shown, so that nobody wonders.
progress() {
	local line
	while IFS= read -r line; do
		printf '%s\n' "$line" >>"$1"
		[ ! -t 2 ] || printf '\r\033[K    %.70s' "$line" >&2
	done
	[ ! -t 2 ] || printf '\r\033[K' >&2
}

# Debian packages that build hark; runtime libraries come with them.
BUILD_PACKAGES="gcc libc6-dev make pkg-config libevent-dev
    libcurl4-openssl-dev libjansson-dev libxml2-dev libsqlite3-dev libconfuse-dev
    libsystemd-dev libunistring-dev libsmartcols-dev uthash-dev libssl-dev
    libgmime-3.0-dev libical-dev
    ca-certificates tzdata"
# ... that run the demo and the end-to-end tests ...
RUN_PACKAGES="python3 python3-aiosmtpd"
# ... and that run all tests.
TEST_PACKAGES="libcmocka-dev libxml2-dev liblinear-dev clang libclang-rt-14-dev
    mandoc shellcheck gettext openssl git binutils procps"

# need PACKAGE...: install those that are not there.
need() {
	local missing=() p status
	for p in "$@"; do
		# shellcheck disable=SC2016 # dpkg's own format
		status=$(dpkg-query -W -f '${db:Status-Status}' "$p" 2>/dev/null) || status=
		[ "$status" = installed ] || missing+=("$p")
	done
	[ ${#missing[@]} -gt 0 ] || return 0
	local sudo=()
	if [ "$(id -u)" -ne 0 ]; then
		if ! command -v sudo >/dev/null; then
			echo "needs root or sudo to install: ${missing[*]}" >&2
			return 1
		fi
		sudo=(sudo)
	fi
	say "installing ${#missing[@]} Debian packages: ${missing[*]}"
	# Nothing that is installed may start a service.
	local policy=/usr/sbin/policy-rc.d made=
	if [ ! -e $policy ]; then
		printf '#!/bin/sh\nexit 101\n' | "${sudo[@]}" tee $policy >/dev/null
		"${sudo[@]}" chmod 755 $policy
		made=1
	fi
	local rc=0
	: >build/apt.log
	{ "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q update &&
	    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -y \
	    --no-install-recommends -o Dpkg::Use-Pty=0 install "${missing[@]}"; } \
	    2>&1 </dev/null | progress build/apt.log
	rc=${PIPESTATUS[0]}
	[ -z "$made" ] || "${sudo[@]}" rm -f $policy
	if [ $rc -ne 0 ]; then
		tail -20 build/apt.log >&2
		echo "apt-get could not install them; see build/apt.log" >&2
		return 1
	fi
}

# build [MAKE ARGUMENTS...]
build() {
	: >build/make.log
	make -j"$(nproc)" "$@" 2>&1 | progress build/make.log
	if [ "${PIPESTATUS[0]}" -ne 0 ]; then
		grep -E 'error|Error|\*\*\*' build/make.log | head -20 >&2
		echo "make failed; see build/make.log" >&2
		return 1
	fi
}
