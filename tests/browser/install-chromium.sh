#!/bin/sh
# Installs Chromium from the system's packages where it is missing and can be installed. Never fails: without it the
# browser tests are skipped, and say why. The headless shell is Chromium without its windows, and starts sooner.
for name in chromium-headless-shell chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if ! command -v apt-get >/dev/null 2>&1; then
  echo "Chromium is not installed, and there is no apt-get to install it with: the browser tests will be skipped."
  exit 0
fi
as_root=""
if [ "$(id -u)" != 0 ]; then
  if ! sudo -n true 2>/dev/null; then
    echo "Chromium is not installed, and installing it needs root: the browser tests will be skipped."
    echo "To run them: sudo apt-get install chromium"
    exit 0
  fi
  as_root="sudo -n"
fi
echo "Installing Chromium for the browser tests."
export DEBIAN_FRONTEND=noninteractive
if ! {
  $as_root apt-get update -qq &&
    { $as_root apt-get install -y -qq chromium-headless-shell || $as_root apt-get install -y -qq chromium; }
} >/dev/null 2>&1; then
  echo "Chromium could not be installed: the browser tests will be skipped."
fi
exit 0
