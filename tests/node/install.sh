#!/bin/sh
# Installs the Node.js packages that some tests want, where there is npm. Never fails: without them those tests are
# skipped, and say why.
cd "$(dirname "$0")" || exit 0
if ! command -v npm >/dev/null 2>&1; then
  echo "npm is not installed: the tests that need Node.js packages will be skipped."
  exit 0
fi
cmp -s package-lock.json node_modules/.installed && exit 0
if npm ci --silent; then
  cp package-lock.json node_modules/.installed
else
  echo "The Node.js packages could not be installed: the tests that need them will be skipped."
fi
exit 0
