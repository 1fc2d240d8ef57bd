#!/bin/bash
# A business' blog on a real WordPress, from the first comment to the last:
#
#   tests/real/netns.sh -r wordpress run tests/real/scene-wordpress.sh
#
# needs: wordpress
# Output is TAP.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
"$here/wordpress.sh" start >/dev/null
exec /usr/bin/python3 "$here/scene-networks.py" wordpress
