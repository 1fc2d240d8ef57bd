#!/bin/bash
# `hark auth' with a real snac2: registered, logged in with the account's own
# password as in a browser, the code pasted, and harkd heard with the token.
# `run' starts this inside netns.sh with what the next line names.
# needs: snac2
# Prints TAP.  usage: scene-auth.sh
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/snac2.sh" start >/dev/null
exec /usr/bin/python3 "$here/scene-auth.py"
