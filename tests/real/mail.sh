#!/bin/bash
# A real mail server, Postfix and Dovecot, for tests; runs inside netns.sh:
#
#   netns.sh -r mail run sh -c 'tests/real/mail.sh start && ...'
#
# usage: mail.sh start | stop | restart      start prints $REAL/mail/env
#        mail.sh boxes off | on              Dovecot alone: mail is taken and
#                                            waits, but no box can be read
#        mail.sh wait MESSAGE-ID             until that mail is in its box
#        mail.sh box USER                    prints the files of an inbox
#
# Names: shop.test, mail.shop.test, localhost, under the CA of netns.sh.
#   25    SMTP, STARTTLS offered; takes mail for shop.test from anyone
#   587   submission: STARTTLS and AUTH required
#   465   submission over TLS from the start, AUTH required
#   143   IMAP, STARTTLS offered      993   IMAPS
# Users, each with the password in $REAL/mail/USER.password (mode 0600):
# alerts, staff, boss, sales, jane; addresses USER@shop.test.  Mail is
# in $REAL/mail/box/USER/Maildir.  tempfail@shop.test is answered 451, unknown
# names of shop.test 550, other domains 554.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR
. "${0%/*}/common.sh"
need_netns mail

dir=$REAL/mail
users="alerts staff boss sales jane"

# Dovecot answers plain AUTH without TLS on loopback: it takes 127.0.0.1 for
# a secured connection, whatever disable_plaintext_auth says.
write_dovecot()
{
	cat >"$dir/dovecot.conf" <<-X
	base_dir = $dir/dovecot
	state_dir = $dir/dovecot-state
	log_path = $dir/dovecot.log
	listen = 127.0.0.1
	protocols = imap lmtp
	ssl = yes
	ssl_cert = <$REAL/tls/srv.crt
	ssl_key = <$REAL/tls/srv.key
	ssl_min_protocol = TLSv1.2
	disable_plaintext_auth = yes
	auth_mechanisms = plain login
	mail_location = maildir:$dir/box/%n/Maildir
	mail_uid = vmail
	mail_gid = vmail
	first_valid_uid = 100
	default_internal_user = dovecot
	default_login_user = dovenull
	passdb {
	  driver = passwd-file
	  args = username_format=%n $dir/users
	}
	userdb {
	  driver = static
	  args = uid=vmail gid=vmail home=$dir/box/%n allow_all_users=yes
	}
	service lmtp {
	  inet_listener lmtp {
	    address = 127.0.0.1
	    port = 24
	  }
	}
	service auth {
	  inet_listener {
	    address = 127.0.0.1
	    port = 1025
	  }
	}
	namespace inbox {
	  inbox = yes
	  mailbox Sent {
	    special_use = \Sent
	    auto = subscribe
	  }
	}
	protocol lmtp {
	  postmaster_address = postmaster@shop.test
	}
	X
}

write_postfix()
{
	local user
	cat >/etc/postfix/main.cf <<-X
	compatibility_level = 3.6
	queue_directory = $dir/queue
	data_directory = $dir/postfix-data
	maillog_file = $dir/postfix.log
	maillog_file_prefixes = $dir
	myhostname = mail.shop.test
	mydestination =
	alias_maps =
	alias_database =
	inet_interfaces = loopback-only
	inet_protocols = ipv4
	virtual_mailbox_domains = shop.test
	virtual_mailbox_maps = texthash:$dir/boxes
	virtual_transport = lmtp:inet:127.0.0.1:24
	default_transport = error:no outside mail
	relay_transport = error:no outside mail
	smtpd_sasl_type = dovecot
	smtpd_sasl_path = inet:127.0.0.1:1025
	smtpd_sasl_auth_enable = yes
	smtpd_tls_security_level = may
	smtpd_tls_auth_only = yes
	smtpd_tls_cert_file = $REAL/tls/srv.crt
	smtpd_tls_key_file = $REAL/tls/srv.key
	smtpd_relay_restrictions = reject_unauth_destination
	smtpd_recipient_restrictions =
	    check_recipient_access texthash:$dir/access
	X
	echo "tempfail@shop.test 451 4.3.0 try again later" >"$dir/access"
	for user in $users; do
		echo "$user@shop.test x"
	done >"$dir/boxes"
	chmod 644 "$dir/access" "$dir/boxes"
	# Nothing runs in a chroot (the fifth field) that nobody has filled.
	{
		awk '!/^#/ && !/^[ \t]/ && NF >= 8 { $5 = "n" } !/^#/' \
		    /usr/share/postfix/master.cf.dist
		cat <<-X
		587 inet n - n - - smtpd
		  -o smtpd_tls_security_level=encrypt
		  -o { smtpd_client_restrictions=permit_sasl_authenticated,
		    reject }
		465 inet n - n - - smtpd
		  -o smtpd_tls_wrappermode=yes
		  -o { smtpd_client_restrictions=permit_sasl_authenticated,
		    reject }
		X
	} >/etc/postfix/master.cf
	# As the package's own script would: so that sendmail(1) works.
	touch /etc/postfix/dynamicmaps.cf
	chgrp postdrop /usr/sbin/postdrop /usr/sbin/postqueue
	chmod g+s /usr/sbin/postdrop /usr/sbin/postqueue
}

# Both return when they listen.
start_servers()
{
	dovecot -c "$dir/dovecot.conf" >"$dir/start.log" 2>&1 ||
	    die "dovecot does not start: $(cat "$dir/start.log")"
	postfix start >"$dir/start.log" 2>&1 ||
	    die "postfix does not start: $(cat "$dir/start.log" \
		"$dir/postfix.log" 2>&1)"
}

start()
{
	local user
	[ ! -e "$dir" ] || die "is started already"
	for user in postfix postdrop dovecot dovenull vmail; do
		add_user "$user"
	done
	mkdir "$dir" "$dir/queue"
	install -d -o postfix -g postfix "$dir/postfix-data"
	install -d -o vmail -g vmail -m 700 "$dir/box"
	install -m 600 /dev/null "$dir/users"
	for user in $users; do
		make_password "$dir/$user.password"
		echo "$user:{PLAIN}$(cat "$dir/$user.password")"
	done >"$dir/users"
	chown dovecot:dovecot "$dir/users"
	write_dovecot
	write_postfix
	start_servers
	{
		echo "MAIL_HOST=mail.shop.test"
		for user in $users; do
			echo "MAIL_${user^^}_PASSWORD_FILE=$dir/$user.password"
		done
	} >"$dir/env"
	echo "$dir/env"
}

boxes_off()
{
	local pid
	pid=$(cat "$dir/dovecot/master.pid")
	doveadm -c "$dir/dovecot.conf" stop
	tail -s 0.1 --pid "$pid" -f /dev/null
}

# What waited is delivered at once, not at Postfix' next try; and no smtpd goes
# on with a socket of the Dovecot that was.
boxes_on()
{
	dovecot -c "$dir/dovecot.conf" >"$dir/start.log" 2>&1 ||
	    die "dovecot does not start: $(cat "$dir/start.log")"
	postfix reload >>"$dir/start.log" 2>&1
	postqueue -f
}

stop()
{
	postfix stop >>"$dir/start.log" 2>&1 ||
	    die "postfix does not stop: $(cat "$dir/start.log")"
	doveadm -c "$dir/dovecot.conf" stop
}

# Dovecot's log tells when a mail is in the box.
wait_mail()
{
	local id
	# shellcheck disable=SC2001 # a class of characters
	id=$(sed 's/[][().*+?{}^$|\\]/\\&/g' <<<"${1#<}")
	wait_line 0 "$dir/dovecot.log" "msgid=<${id%>}>: saved mail to INBOX" ||
	    die "no mail $1: $(tail -n 3 "$dir/postfix.log")"
}

case ${1-}/$# in
start/1)	start ;;
stop/1)		stop ;;
restart/1)	stop; start_servers ;;
boxes/2)	"boxes_$2" ;;
wait/2)		wait_mail "$2" ;;
box/2)		find "$dir/box/$2/Maildir" -path '*/Sent/*' -prune -o \
		    -path '*/.*' -prune -o \( -path '*/new/*' -o \
		    -path '*/cur/*' \) -type f -print | sort ;;
*)		die "usage: mail.sh start | stop | restart | boxes | wait | box" ;;
esac
