#!/usr/bin/env bash
# Makes sure that a program of the system is there: system_packages.sh PACKAGE [PROGRAM].
# Where the user is root it is installed; elsewhere the command that installs it is named.
set -euo pipefail
package=$1 program=${2:-}
if [ -n "$program" ] && command -v "$program" >/dev/null; then exit 0; fi
if [ -z "$program" ] && ! command -v dpkg >/dev/null; then exit 0; fi
if [ -z "$program" ] && dpkg -s "$package" >/dev/null 2>&1; then exit 0; fi
if [ -z "$program" ] && python3 -c 'import venv, ensurepip' 2>/dev/null; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing $package ..."
  (apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package") >/dev/null
else
  echo "$package is missing. Install it with: sudo apt-get install $package" >&2
  exit 1
fi
