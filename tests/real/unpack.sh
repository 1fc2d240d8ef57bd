#!/bin/bash
# Puts the real servers of our tests under build/real/root-NAME: fetches the
# Debian packages of NAME and of what they need and this machine lacks, and
# unpacks them there.  Nothing is installed: apt gets folders of its own under
# build/real/apt, made from this machine's own package sources, none of its
# hooks, and only ever downloads.  Root is not needed.  A NAME that is there
# already costs nothing; remove build/real/root-NAME to have it fetched anew.
#
# usage: tests/real/unpack.sh NAME...
#   smtp       python3-aiosmtpd, for smtp.py
#   snac2      a Mastodon-like server, and nginx for TLS (uses backports)
#   mail       Postfix and Dovecot
#   wordpress  WordPress, PHP, MariaDB, nginx
#   bluesky    PostgreSQL, Redis, nginx; the rest of it by unpack-npm.sh
# Prints the folder of each NAME.  Exit: 0, or 1 with the reason on stderr.
set -euo pipefail

top=$(cd "$(dirname "$0")/../.." && pwd)
real=$top/build/real
apt=$real/apt

die()
{
	echo "unpack.sh: $*" >&2
	exit 1
}

packages_of()
{
	case $1 in
	smtp)	echo python3-aiosmtpd ;;
	nspawn)	echo systemd-container ;;
	snac2)	echo snac2 nginx openssl ca-certificates ;;
	mail)	echo postfix dovecot-imapd dovecot-lmtpd openssl \
		    ca-certificates ;;
	wordpress)
		echo wordpress mariadb-server php-fpm php-cli php-mysql \
		    php-xml php-mbstring php-curl php-gd php-intl nginx \
		    openssl ca-certificates ;;
	bluesky)
		echo postgresql redis-server nginx openssl ca-certificates ;;
	*)	die "no such server: $1" ;;
	esac
}

# apt reads only our file: of the machine's own settings the way out (proxies,
# mirrors, certificates) is taken over, its hooks are not.
apt_prepare()
{
	mkdir -p "$apt"/{etc/parts,etc/sources,etc/prefs,state/lists/partial} \
	    "$apt"/cache/archives/partial
	rm -f "$apt"/etc/sources/*
	local f
	for f in /etc/apt/sources.list /etc/apt/sources.list.d/*.list \
	    /etc/apt/sources.list.d/*.sources; do
		[ -s "$f" ] && cp "$f" "$apt/etc/sources/"
	done
	{
		apt-config dump | grep '^Acquire::'
		cat <<-X
			Dir::Etc::main "/dev/null";
			Dir::Etc::parts "$apt/etc/parts";
			Dir::Etc::sourcelist "/dev/null";
			Dir::Etc::sourceparts "$apt/etc/sources";
			Dir::Etc::preferences "/dev/null";
			Dir::Etc::preferencesparts "$apt/etc/prefs";
			Dir::State "$apt/state";
			Dir::State::status "/var/lib/dpkg/status";
			Dir::Cache "$apt/cache";
			Dir::Log "$apt/log";
			APT::Sandbox::User "";
			APT::Install-Recommends "false";
			APT::Get::List-Cleanup "false";
			Debug::NoLocking "true";
		X
	} >"$apt/apt.conf"
	export APT_CONFIG=$apt/apt.conf LC_ALL=C
}

apt_update()
{
	apt-get -q update >"$apt/update.log" 2>&1 ||
	    die "apt-get update: $(tail -n 3 "$apt/update.log")"
}

# The backports suite stands beside the main one on whatever mirror this
# machine uses.  (Only after an update does apt tell where that is.)
apt_add_backports()
{
	local codename keys=/usr/share/keyrings/debian-archive-keyring.gpg
	codename=$(sed -n 's/^VERSION_CODENAME=//p' /etc/os-release)
	[ -e "$keys" ] || die "needs debian-archive-keyring"
	# shellcheck disable=SC2016 # apt expands these
	apt-get indextargets --format '$(RELEASE) $(COMPONENT) $(REPO_URI)' \
	    'Created-By: Packages' |
	    awk -v suite="$codename" -v keys="$keys" '
	    $1 == suite && $2 == "main" && !seen++ {
		print "deb [signed-by=" keys "] " $3 " " suite "-backports main"
	    }' >"$apt/etc/backports.list"
	[ -s "$apt/etc/backports.list" ] ||
	    die "this machine's package sources do not name $codename main"
	cp "$apt/etc/backports.list" "$apt/etc/sources/backports.list"
}

unpack()
{
	local name=$1 root=$real/root-$1 p deb
	local -a want
	read -ra want <<<"$(packages_of "$name")"
	apt_prepare
	apt_update
	if [ "$name" = snac2 ]; then
		apt_add_backports
		apt_update
	fi
	rm -f "$apt"/cache/archives/*.deb
	apt-get -q -y --download-only --no-upgrade install "${want[@]}" \
	    >"$apt/$name.log" 2>&1 ||
	    die "fetching $name: $(tail -n 5 "$apt/$name.log")"

	# Debian's /lib, /bin and /sbin are links into /usr; packages that
	# still name the old paths must land there too.
	rm -rf "$root.new"
	mkdir -p "$root.new"/usr/{bin,sbin,lib,lib64} "$root.new/etc"
	for p in bin sbin lib lib64; do
		ln -s "usr/$p" "$root.new/$p"
	done
	for deb in "$apt"/cache/archives/*.deb; do
		[ -e "$deb" ] || continue
		dpkg-deb --fsys-tarfile "$deb" |
		    tar -C "$root.new" -x --keep-directory-symlink
		# shellcheck disable=SC2016 # dpkg-deb expands these
		dpkg-deb -W --showformat='${Package} ${Version}\n' "$deb" \
		    >>"$root.new/.packages"
	done
	rm -f "$apt"/cache/archives/*.deb
	rm -rf "$root"
	mv "$root.new" "$root"
}

[ $# -gt 0 ] || die "usage: unpack.sh NAME..."
for tool in apt-get apt-config dpkg-deb tar; do
	command -v "$tool" >/dev/null || die "needs $tool: not a Debian?"
done
for name; do
	packages_of "$name" >/dev/null
done
mkdir -p "$real"
exec 9>"$real/lock"
flock 9
for name; do
	[ -d "$real/root-$name" ] || unpack "$name"
	[ "$name" != bluesky ] || "$top/tests/real/unpack-npm.sh"
	echo "$real/root-$name"
done
