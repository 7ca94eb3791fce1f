# Sourced by the benchmarks: says what is missing, builds Livetape and the benchmarks where that is needed, and sets
#
#   root       the repository
#   classes    of the benchmarks
#   libraries  everything else that they need
#   java       the one that Livetape runs on
#
# prepare TOOL=PACKAGE…: the tools that the benchmark needs, with the Debian packages that have them.

root=$(CDPATH='' cd -P -- "$(dirname -- "$0")/.." && pwd)
classes=$root/bench/target/classes
libraries=$root/app/target/livetape/lib/*

fail() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 69; }

bench_is_built() {
  [ -d "$classes" ] && [ -d "$root/bench/target/jmh" ] &&
    [ -z "$(find "$root/bench/src/main" "$root/bench/pom.xml" -newer "$classes" -print 2>/dev/null | head -n 1)" ]
}

prepare() {
  for tool in "$@"; do
    command -v "${tool%=*}" >/dev/null || fail "${tool%=*} is needed (apt-get install ${tool#*=})"
  done
  # The launcher builds Livetape when needed, and knows where a fitting JDK is.
  java_home=$(LIVETAPE_JAVA_OPTS=-XshowSettings:properties "$root/livetape" --version 2>&1 | sed -n 's/^ *java.home = //p')
  [ -n "$java_home" ] || { "$root/livetape" --version; fail 'Livetape does not start'; }
  java=$java_home/bin/java
  if ! bench_is_built; then
    printf '%s: building\n' "${0##*/}" >&2
    (cd "$root" && JAVA_HOME=$java_home ./mvnw -q -pl bench -am -DskipTests package)
    touch "$classes"
  fi
}
