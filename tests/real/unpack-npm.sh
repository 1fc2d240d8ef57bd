#!/bin/bash
# Puts the Bluesky network of bluesky.sh (PLC, PDS, AppView) and the Node.js
# that it needs under build/real/npm, from npm packages.  Nothing is written
# outside build/.  Takes two minutes and half a gigabyte, once; remove the
# folder to have it fetched anew.  A C++ compiler is needed, for one package.
#
# usage: tests/real/unpack-npm.sh        (unpack.sh bluesky calls it)
# Exit: 0, or 1 with the reason on stderr.
set -euo pipefail

top=$(cd "$(dirname "$0")/../.." && pwd)
dir=$top/build/real/npm

die()
{
	echo "unpack-npm.sh: $*" >&2
	exit 1
}

fetch()
{
	npm install --no-audit --no-fund --prefix "$1" >"$1/npm.log" 2>&1 ||
	    die "npm install in $1: $(tail -n 3 "$1/npm.log")"
}

[ ! -d "$dir" ] || exit 0
for tool in npm g++ make python3; do
	command -v "$tool" >/dev/null || die "needs the program $tool"
done

# The user's npm settings hold, but npm keeps its own things here.
new=$dir.new
rm -rf "$new"
mkdir -p "$new"/{home,node,bluesky}
export npm_config_userconfig=$HOME/.npmrc npm_config_cache=$new/cache
export npm_config_update_notifier=false HOME=$new/home

# The package of Node.js brings the program and the headers to build against.
echo '{ "private": true, "dependencies": { "node": "22" } }' \
    >"$new/node/package.json"
fetch "$new/node"
for node in "$new"/node/node_modules/{,node/node_modules/}node*/; do
	[ ! -x "$node/bin/node" ] || [ ! -d "$node/include/node" ] ||
	    ln -sfn "${node#"$new/"}" "$new/current"
done
[ -x "$new/current/bin/node" ] || die "the package of Node.js has none"

export PATH=$new/current/bin:$PATH npm_config_nodedir=$new/current
cat >"$new/bluesky/package.json" <<X
{
	"private": true,
	"allowScripts": { "better-sqlite3": true },
	"dependencies": {
		"@atproto/dev-env": "0.6.7",
		"@atproto/pds": "0.5.35"
	}
}
X
fetch "$new/bluesky"
rm -rf "${new:?}"/{cache,home}
mv "$new" "$dir"
