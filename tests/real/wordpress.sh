#!/bin/bash
# A real WordPress (MariaDB, PHP-FPM, nginx) for tests; runs inside netns.sh:
#
#   netns.sh -r wordpress run sh -c 'tests/real/wordpress.sh start && ...'
#
# usage: wordpress.sh start          then read $REAL/wordpress/env
#        wordpress.sh stop | restart (an outage; the data stay)
#        wordpress.sh https off | on (an outage; people go on by http)
#        wordpress.sh db off | on    (an outage as hosters have it)
#        wordpress.sh comment USER TEXT [COMMENT-ID]   prints the new id
#        wordpress.sh get USER PATH  prints the answer of e.g. comments?after=
#
# It is https://blog.test, and the same over http://localhost:8080.  acme is the
# business and administrator; jane, bob, carla, dora are customers.  Each has an
# application password in $REAL/wordpress/USER.password (mode 0600).  There
# is one post, number $WP_POST, that comments go to.
# WordPress refuses a second comment within 15 seconds (429) of the same person,
# and from the same address: that is taken from X-Forwarded-For, so a test may
# come from several, and `comment` comes from a new one each time, by http.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "${0%/*}/common.sh"
need_netns wordpress

here=$(cd "$(dirname "$0")" && pwd)
root=$here/../../build/real/root-wordpress
dir=$REAL/wordpress
sock=$dir/run/db.sock

# The plain name, php, is a link that only an installation makes.
php=$(compgen -c | grep -Ex 'php[0-9.]+' | sort -V | tail -n 1)

write_php()
{
	local so name
	mkdir -p "$dir/php.d"
	# These must be there before those that use them.
	for name in mysqlnd pdo xml; do
		echo "extension=$name"
	done >"$dir/php.d/10.ini"
	for so in "$("$php" -n -r 'echo PHP_EXTENSION_DIR;')"/*.so; do
		name=$(basename "$so" .so)
		case $name in
		mysqlnd|pdo|xml|opcache|ffi)	;;
		*)	echo "extension=$name" ;;
		esac
	done >"$dir/php.d/20.ini"
	cat >"$dir/fpm.conf" <<-X
	[global]
	pid = $dir/fpm.pid
	error_log = $dir/fpm.log
	[www]
	user = www-data
	group = www-data
	listen = $dir/run/fpm.sock
	listen.owner = www-data
	pm = static
	pm.max_children = 3
	catch_workers_output = yes
	X
}

# A copy, for WordPress writes there.
write_site()
{
	local salt
	salt=$(openssl rand -hex 16)
	cp -r "$root/var/lib/wordpress/wp-content" "$dir/wp-content"
	chown -R www-data:www-data "$dir/wp-content"
	cat >/etc/wordpress/config-default.php <<-X
	<?php
	define('DB_NAME', 'wp');
	define('DB_USER', 'wp');
	define('DB_PASSWORD', '$(cat "$dir/db.password")');
	define('DB_HOST', 'localhost:$sock');
	define('WP_CONTENT_DIR', '$dir/wp-content');
	define('WP_ENVIRONMENT_TYPE', 'local');
	define('DISABLE_WP_CRON', true);
	define('WP_HTTP_BLOCK_EXTERNAL', true);
	define('AUTOMATIC_UPDATER_DISABLED', true);
	define('WP_SITEURL', 'https://blog.test');
	define('WP_HOME', 'https://blog.test');
	foreach (['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY',
	    'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT']
	    as \$name)
		define(\$name, '$salt' . \$name);
	X
	chgrp www-data /etc/wordpress/config-default.php
	chmod 640 /etc/wordpress/config-default.php
}

write_nginx()
{
	mkdir -p "$dir/nginx"
	cat >"$dir/nginx.conf" <<-X
	user www-data;
	pid $dir/nginx.pid;
	error_log $dir/nginx.log;
	worker_processes 1;
	events { worker_connections 256; }
	http {
		include /etc/nginx/mime.types;
		access_log $dir/access.log;
		client_body_temp_path $dir/nginx/b;
		proxy_temp_path $dir/nginx/p;
		fastcgi_temp_path $dir/nginx/f;
		uwsgi_temp_path $dir/nginx/u;
		scgi_temp_path $dir/nginx/s;
		set_real_ip_from 127.0.0.0/8;
		real_ip_header X-Forwarded-For;
		server {
			listen 127.0.0.1:8080;
			listen 127.0.0.3:80;
			listen 127.0.0.3:443 ssl http2;
			server_name blog.test localhost;
			ssl_certificate $REAL/tls/srv.crt;
			ssl_certificate_key $REAL/tls/srv.key;
			root /usr/share/wordpress;
			index index.php;
			location / {
				try_files \$uri \$uri/ /index.php?\$args;
			}
			location ~ \.php\$ {
				include /etc/nginx/fastcgi.conf;
				fastcgi_param HTTPS \$https if_not_empty;
				fastcgi_pass unix:$dir/run/fpm.sock;
			}
		}
	}
	X
}

start_db()
{
	mariadbd --no-defaults --user=mysql --datadir="$dir/db" \
	    --socket="$sock" --pid-file="$dir/run/db.pid" --skip-networking \
	    >"$dir/db.log" 2>&1 &
	wait_line $! "$dir/db.log" 'ready for connections' ||
	    die "MariaDB does not start: $(tail -n 5 "$dir/db.log")"
}

# Both return when they listen.
start_web()
{
	PHP_INI_SCAN_DIR=$dir/php.d "php-fpm${php#php}" -D \
	    -y "$dir/fpm.conf" || die "PHP does not start"
	nginx -e "$dir/nginx.log" -c "$dir/nginx.conf" ||
	    die "nginx does not start: $(tail -n 3 "$dir/nginx.log")"
}

# Passwords reach the database and PHP by stdin and leave it in files.
make_users()
{
	mariadb --no-defaults -S "$sock" -u root <<-X
	create database wp;
	create user wp@localhost identified by '$(cat "$dir/db.password")';
	grant all on wp.* to wp@localhost;
	X
	REAL_OUT=$dir PHP_INI_SCAN_DIR=$dir/php.d "$php" "$here/wordpress.php" \
	    >"$dir/install.log" 2>&1 ||
	    die "the installation fails: $(tail -n 5 "$dir/install.log")"
}

start()
{
	local user
	[ ! -e "$dir" ] || die "is started already"
	add_user mysql
	add_user www-data
	mkdir "$dir"
	install -d -m 1777 "$dir/run"
	install -d -o mysql -g mysql -m 700 "$dir/db"
	mariadb-install-db --no-defaults --user=mysql --datadir="$dir/db" \
	    --auth-root-authentication-method=normal --skip-test-db \
	    >"$dir/db-install.log" 2>&1 ||
	    die "mariadb-install-db: $(tail -n 5 "$dir/db-install.log")"
	make_password "$dir/db.password"
	start_db
	write_php
	write_site
	write_nginx
	make_users
	start_web
	{
		echo "WP_BASE=https://blog.test"
		echo "WP_HTTP=http://localhost:8080"
		for user in acme jane bob carla dora; do
			echo "WP_${user^^}_PASSWORD_FILE=$dir/$user.password"
		done
		echo "WP_POST=$(cat "$dir/post")"
	} >"$dir/env"
	echo "$dir/env"
}

end()
{
	local pid
	pid=$(cat "$dir/$1.pid")
	kill "$pid"
	tail -s 0.1 --pid "$pid" -f /dev/null
}

stop()
{
	end nginx
	end fpm
	end run/db
}

# nginx with the configuration $1; returns when it listens.
https()
{
	end nginx
	nginx -e "$dir/nginx.log" -c "$1" ||
	    die "nginx does not start: $(tail -n 3 "$dir/nginx.log")"
}

https_off()
{
	sed '/listen .* ssl/d' "$dir/nginx.conf" >"$dir/nginx-http.conf"
	https "$dir/nginx-http.conf"
}

# curl as USER; the password stays out of argv.
curl_as()
{
	local user=$1
	shift
	curl -sS --fail-with-body -K - "$@" \
	    <<<"user = \"$user:$(cat "$dir/$user.password")\""
}

comment()
{
	local -a parent=()
	[ $# -lt 3 ] || parent=(-d "parent=$3")
	curl_as "$1" http://localhost:8080/wp-json/wp/v2/comments \
	    -H "X-Forwarded-For: 198.51.$((RANDOM % 256)).$((RANDOM % 256))" \
	    -d "post=$(cat "$dir/post")" "${parent[@]}" \
	    --data-urlencode "content=$2" |
	    /usr/bin/python3 -c 'import json, sys
print(json.load(sys.stdin)["id"])'
}

case ${1-}/$# in
start/1)	start ;;
stop/1)		stop ;;
restart/1)	stop; start_db; start_web ;;
https/2)	if [ "$2" = on ]; then https "$dir/nginx.conf"
		else https_off; fi ;;
db/2)		if [ "$2" = on ]; then start_db; else end run/db; fi ;;
comment/[34])	comment "${@:2}" ;;
get/3)		curl_as "$2" "https://blog.test/wp-json/wp/v2/$3" ;;
*)		die "usage: wordpress.sh start|stop|restart|https|db|comment|get" ;;
esac
