#!/bin/bash
# A business on a real Bluesky network, from the first mention to the last:
#
#   tests/real/netns.sh -r bluesky run tests/real/scene-bluesky.sh
#
# needs: bluesky
# Output is TAP.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/bluesky.sh" start >/dev/null
exec /usr/bin/python3 "$here/scene-networks.py" bluesky
