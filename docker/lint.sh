#!/usr/bin/env bash
# Lints the files of this folder without a container engine. Needs node and npm.
set -euo pipefail
cd "$(dirname "$0")/.."

tools=target/docker-lint
mkdir -p "$tools"
npm install --silent --no-audit --no-fund --no-save --prefix "$tools" dclint@3.1.0 dockerfilelint@1.8.0

"$tools/node_modules/.bin/dockerfilelint" docker/Dockerfile
"$tools/node_modules/.bin/dclint" --max-warnings 0 docker/compose.yaml docker/compose.vault.yaml
