#!/bin/bash
# A real Bluesky network (PLC, PDS, AppView; PostgreSQL, Redis) for tests; runs
# inside netns.sh:
#
#   netns.sh -r bluesky run sh -c 'tests/real/bluesky.sh start && ...'
#
# usage: bluesky.sh start            then read $REAL/bluesky/env
#        bluesky.sh stop
#        bluesky.sh nginx off | on           an outage; the servers go on
#        bluesky.sh post USER TEXT [URI]     prints the URI of the new post
#        bluesky.sh edit USER URI TEXT
#        bluesky.sh delete USER URI
#        bluesky.sh get USER METHOD          prints the answer of e.g.
#            app.bsky.notification.listNotifications?limit=100
#
# The PDS is https://bsky.test and http://localhost:2583, the AppView, which
# answers without a login, https://appview.test and http://localhost:2584.
# Users: acme (acme-shop.test) and baker (baker-shop.test) are businesses, jane
# (jane.test), bob, carla and dora customers.  Each has an app password in
# $REAL/bluesky/USER.password (mode 0600).  The servers keep nothing when they
# stop, so there is no restart; in an outage only https is gone, and people go
# on writing by http.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "${0%/*}/common.sh"
need_netns bluesky

here=$(cd "$(dirname "$0")" && pwd)
npm=$(cd "$here/../../build/real/npm" && pwd)
dir=$REAL/bluesky
users="acme baker jane bob carla dora"

# Nobody but us is on this loopback, so nobody needs a password here.
start_postgres()
{
	local bin
	bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
	install -d -o postgres -g postgres -m 700 "$dir/db"
	(
		cd "$dir/db"
		as_user postgres "$bin/initdb" -A trust -U pg --no-sync \
		    --encoding=UTF8 --locale=C.UTF-8 -D "$dir/db/data"
		# -w: returns when it takes connections
		as_user postgres "$bin/pg_ctl" start -w -D "$dir/db/data" \
		    -l "$dir/db/log" -o "-c listen_addresses=127.0.0.1 \
		    -c unix_socket_directories= -c fsync=off"
		as_user postgres "$bin/createdb" -h 127.0.0.1 -U pg dev
	) >"$dir/db.log" 2>&1 ||
	    die "PostgreSQL does not start: $(tail -n 5 "$dir/db.log")"
}

start_redis()
{
	redis-server --bind 127.0.0.1 --port 6380 --save '' \
	    --dir "$dir" >"$dir/redis.log" 2>&1 &
	echo $! >"$dir/redis.pid"
	wait_line $! "$dir/redis.log" 'Ready to accept connections' ||
	    die "Redis does not start: $(tail -n 5 "$dir/redis.log")"
}

start_network()
{
	local db=postgresql://pg@127.0.0.1:5432/dev
	REAL_NPM=$npm/bluesky DB_POSTGRES_URL=$db DB_TEST_POSTGRES_URL=$db \
	    REDIS_HOST=127.0.0.1:6380 NODE_EXTRA_CA_CERTS=$REAL/tls/ca.crt \
	    "$npm/current/bin/node" "$here/bluesky.mjs" \
	    >"$dir/network.log" 2>&1 &
	echo $! >"$dir/network.pid"
	WAIT_MAX=120 wait_line $! "$dir/network.log" '^READY$' ||
	    die "Bluesky does not start: $(tail -n 9 "$dir/network.log")"
}

write_nginx()
{
	local server
	mkdir -p "$dir/nginx"
	cat <<-X
	user www-data;
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
		proxy_http_version 1.1;
		proxy_set_header Host \$host;
		ssl_certificate $REAL/tls/srv.crt;
		ssl_certificate_key $REAL/tls/srv.key;
	X
	for server in bsky.test=2583 appview.test=2584; do
		cat <<-X
		server {
			listen 127.0.0.4:443 ssl http2;
			server_name ${server%=*};
			location / {
				proxy_pass http://127.0.0.1:${server#*=};
			}
		}
		X
	done
	echo "}"
}

# Returns when it listens.
nginx_on()
{
	nginx -e "$dir/nginx.log" -c "$dir/nginx.conf" ||
	    die "nginx does not start: $(tail -n 3 "$dir/nginx.log")"
}

start()
{
	local user
	[ ! -e "$dir" ] || die "is started already"
	add_user postgres
	add_user www-data
	mkdir "$dir"
	start_postgres
	start_redis
	start_network
	write_nginx >"$dir/nginx.conf"
	nginx_on
	"$here/bluesky.py" accounts "$dir"
	{
		echo "BSKY_BASE=https://bsky.test"
		echo "BSKY_HTTP=http://localhost:2583"
		echo "BSKY_APPVIEW=https://appview.test"
		for user in $users; do
			echo "BSKY_${user^^}_PASSWORD_FILE=$dir/$user.password"
		done
	} >"$dir/env"
	echo "$dir/env"
}

end()
{
	local pid
	[ -e "$dir/$1" ] || return 0
	pid=$(head -n 1 "$dir/$1")
	kill "$pid"
	tail -s 0.1 --pid "$pid" -f /dev/null
}

nginx_off()
{
	end nginx.pid
}

stop()
{
	local file
	for file in nginx.pid network.pid redis.pid db/data/postmaster.pid; do
		end "$file"
	done
}

case ${1-}/$# in
start/1)	start ;;
stop/1)		stop ;;
nginx/2)	"nginx_$2" ;;
post/[34])	"$here/bluesky.py" post "$dir" "${@:2}" ;;
edit/4)		"$here/bluesky.py" edit "$dir" "${@:2}" ;;
delete/3)	"$here/bluesky.py" delete "$dir" "$2" "$3" ;;
get/3)		"$here/bluesky.py" get "$dir" "$2" "$3" ;;
*)		die "usage: bluesky.sh start|stop|nginx|post|edit|delete|get" ;;
esac
