#!/bin/bash
# A real Mastodon-like server, snac2, for tests; runs inside netns.sh:
#
#   netns.sh -r snac2 run sh -c 'tests/real/snac2.sh start && ...'
#
# usage: snac2.sh start              then read $REAL/snac2/env
#        snac2.sh stop | restart     (an outage; the data stay)
#        snac2.sh post USER TEXT [STATUS-ID]   prints the id of the new post
#        snac2.sh get USER PATH      prints the answer of e.g. notifications
#
# It is https://social.test (nginx in front, for mentions cannot name a port),
# and the same over http://localhost.  Users: acme and baker are businesses,
# jane and bob are customers; @acme@social.test is how to address one.  Each
# has a token in $REAL/snac2/USER.token (mode 0600).
# A post is seen by the one it mentions some 2 to 8 seconds later: snac2 works
# off a queue.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "${0%/*}/common.sh"
need_netns snac2

dir=$REAL/snac2
data=$dir/data
users="acme baker jane bob"

start_snac()
{
	# Not by as_user: what is in the background must be snac2 itself.
	setpriv --reuid debian-snac --regid debian-snac --clear-groups \
	    snac httpd "$data" >"$dir/snac.log" 2>&1 &
	echo $! >"$dir/snac.pid"
	wait_line $! "$dir/snac.log" 'httpd start' ||
	    die "snac2 does not start: $(tail -n 5 "$dir/snac.log")"
}

start_nginx()
{
	mkdir -p "$dir/nginx"
	cat >"$dir/nginx.conf" <<-X
	pid $dir/nginx.pid;
	error_log $dir/nginx.log;
	worker_processes 1;
	events { worker_connections 256; }
	http {
		access_log $dir/access.log;
		client_body_temp_path $dir/nginx/b;
		proxy_temp_path $dir/nginx/p;
		fastcgi_temp_path $dir/nginx/f;
		uwsgi_temp_path $dir/nginx/u;
		scgi_temp_path $dir/nginx/s;
		server {
			listen 127.0.0.1:80;
			listen 127.0.0.2:80;
			listen 127.0.0.2:443 ssl http2;
			server_name social.test localhost;
			ssl_certificate $REAL/tls/srv.crt;
			ssl_certificate_key $REAL/tls/srv.key;
			location / {
				proxy_pass http://127.0.0.1:8001;
				proxy_http_version 1.1;
				proxy_set_header Host social.test;
			}
		}
	}
	X
	# Returns when it listens.
	nginx -e "$dir/nginx.log" -c "$dir/nginx.conf" ||
	    die "nginx does not start: $(tail -n 3 "$dir/nginx.log")"
}

# snac2 prints the password of a new user once.
make_account()
{
	local user=$1
	as_user debian-snac snac adduser "$data" "$user" </dev/null \
	    2>>"$dir/init.log" >"$dir/adduser"
	printf %s "$(sed -n 's/^User password is //p' "$dir/adduser")" \
	    >"$dir/$user.password"
	rm "$dir/adduser"
	[ -s "$dir/$user.password" ] || die "no password for $user"
}

get_token()
{
	local user=$1
	curl -sSf https://social.test/oauth/x-snac-get-token \
	    --data-urlencode "login=$user" \
	    --data-urlencode "passwd@$dir/$user.password" \
	    >"$dir/$user.token"
	grep -Eq '^[0-9a-f]{32}$' "$dir/$user.token" ||
	    die "no token for $user"
}

start()
{
	local user
	[ ! -e "$dir" ] || die "is started already"
	umask 077
	add_user debian-snac
	add_user www-data
	mkdir -m 755 "$dir"
	install -d -o debian-snac -g debian-snac "$data.new"
	# It asks for address, port, host, prefix and the admin's address.
	printf '127.0.0.1\n8001\nsocial.test\n\n\n' |
	    as_user debian-snac snac init "$data.new/d" \
	    >"$dir/init.log" 2>&1 || die "snac init: $(cat "$dir/init.log")"
	mv "$data.new/d" "$data"
	rmdir "$data.new"
	for user in $users; do
		make_account "$user"
	done
	start_snac
	start_nginx
	{
		echo "SNAC_BASE=https://social.test"
		echo "SNAC_HTTP=http://localhost"
		for user in $users; do
			get_token "$user"
			echo "SNAC_${user^^}_TOKEN_FILE=$dir/$user.token"
		done
	} >"$dir/env"
	echo "$dir/env"
}

stop()
{
	local pid
	pid=$(cat "$dir/snac.pid")
	# Stopped already, if restart ends an outage.
	kill "$pid" 2>/dev/null || return 0
	tail -s 0.1 --pid "$pid" -f /dev/null
}

# curl as USER; the token stays out of argv.
curl_as()
{
	local user=$1 token
	shift
	token=$(cat "$dir/$user.token")
	curl -sS --fail-with-body -K - "$@" \
	    <<<"header = \"Authorization: Bearer $token\""
}

post()
{
	local -a reply=()
	[ $# -lt 3 ] || reply=(-d "in_reply_to_id=$3")
	curl_as "$1" https://social.test/api/v1/statuses \
	    --data-urlencode "status=$2" -d visibility=public "${reply[@]}" |
	    /usr/bin/python3 -c 'import json, sys
print(json.load(sys.stdin)["id"])'
}

case ${1-}/$# in
start/1)	start ;;
stop/1)		stop ;;
restart/1)	stop; start_snac ;;
post/[34])	post "${@:2}" ;;
get/3)		curl_as "$2" "https://social.test/api/v1/$3" ;;
*)		die "usage: snac2.sh start | stop | restart | post | get" ;;
esac
