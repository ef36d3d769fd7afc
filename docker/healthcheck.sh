#!/usr/bin/env bash
# The image has no HTTP client: bash opens the connection itself.
set -eu
exec 3<>"/dev/tcp/127.0.0.1/${CONNECTED_ACCOUNTS_PORT:-8080}"
printf 'GET /q/health/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r _ status _ <&3
[ "$status" = 200 ]
