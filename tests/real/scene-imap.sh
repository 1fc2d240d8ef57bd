#!/bin/bash
# A shop's own mailbox, in a real Dovecot: customers write through Postfix, the
# shop answers from its mail program, and hark changes nothing in the box.
# `run' starts this inside netns.sh with what the next line names.
# needs: mail
# Prints TAP.  usage: scene-imap.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/mail.sh" start >/dev/null
exec /usr/bin/python3 "$here/scene-imap.py"
