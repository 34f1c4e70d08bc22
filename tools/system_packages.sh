#!/bin/sh
# Debian packages that the program and its tests need: installs what is missing where it may, otherwise names it.
set -u
offscreen="libgl1 libegl1 libxkbcommon0 libfontconfig1 libglib2.0-0 libdbus-1-3 libbrotli1"
window="libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 \
libxcb-shape0 libxcb-xfixes0 libxcb-xkb1 libx11-xcb1 libcups2 fonts-dejavu-core"
service="postgresql cups-daemon cups-client"
python="python3-venv"
command -v dpkg-query >/dev/null 2>&1 || exit 0
missing=""
for package in $offscreen $window $service; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "install ok installed" || missing="$missing $package"
done
command -v python3.11 >/dev/null 2>&1 && python3.11 -c "import ensurepip" 2>/dev/null || missing="$missing python3.11 $python"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ]; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
elif sudo -n true 2>/dev/null; then
    sudo apt-get update -qq && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "These system packages are missing and could not be installed:$missing" >&2
echo "Install them with: sudo apt-get install$missing" >&2
