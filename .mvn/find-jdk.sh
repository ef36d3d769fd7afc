# Sourced by mvnw and run: exports JAVA_HOME of a JDK 25 or newer, or says what to install and fails.
# The default `java` of many machines is older while a newer JDK stands beside it.

wanted_jdk=25

jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  "$1/bin/java" -XshowSettings:properties -version 2>&1 |
    sed -n 's/^ *java\.specification\.version = \([0-9][0-9]*\)$/\1/p'
}

jdk_is_new_enough() {
  [ -n "$1" ] || return 1
  _version="$(jdk_version "$1")" || return 1
  [ -n "$_version" ] && [ "$_version" -ge "$wanted_jdk" ]
}

# The directory of the JDK whose javac is first in PATH, through its symbolic links.
jdk_in_path() {
  _javac="$(command -v javac 2>/dev/null)" || return 1
  while [ -h "$_javac" ]; do
    _link="$(readlink "$_javac")"
    case "$_link" in
    /*) _javac="$_link" ;;
    *) _javac="$(dirname "$_javac")/$_link" ;;
    esac
  done
  (cd "$(dirname "$_javac")/.." && pwd -P)
}

find_jdk() {
  jdk_is_new_enough "${JAVA_HOME-}" && return 0
  _home="${HOME-/nonexistent}"
  for _jdk in "$(jdk_in_path)" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    "${SDKMAN_DIR:-$_home/.sdkman}"/candidates/java/* "$_home"/.jdks/* \
    "$_home"/.local/share/mise/installs/java/* "$_home"/.asdf/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$_home"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if jdk_is_new_enough "$_jdk"; then
      JAVA_HOME="$_jdk"
      export JAVA_HOME
      return 0
    fi
  done
  echo "No JDK $wanted_jdk or newer was found on this machine." >&2
  echo "Install one (for instance Eclipse Temurin $wanted_jdk from https://adoptium.net), or set JAVA_HOME to where it is." >&2
  return 1
}

find_jdk
