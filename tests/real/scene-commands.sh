#!/bin/bash
# Staff without a terminal, with a real Postfix and Dovecot: an alert arrives,
# its links are tapped (a mail by the staff's own mail program), and the command
# mailbox does what they say, and nothing for anybody else.
# `run' starts this inside netns.sh with what the next line names.
# needs: mail
# Prints TAP.  usage: scene-commands.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/mail.sh" start >/dev/null
exec /usr/bin/python3 "$here/scene-commands.py"
