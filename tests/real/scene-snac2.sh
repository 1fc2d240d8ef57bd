#!/bin/bash
# The main job against real servers: questions asked on snac2 over https become
# mails in Dovecot, by way of Postfix, and fall silent when they are answered.
# `run' starts this inside netns.sh with what the next line names.
# needs: snac2 mail
# Prints TAP.  usage: scene-snac2.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/snac2.sh" start >/dev/null
"$here/mail.sh" start >/dev/null
exec /usr/bin/python3 "$here/scene-snac2.py"
