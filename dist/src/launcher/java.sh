# Finds a Java 25 and runs a main class. Both launchers read this file, the repository's and the installed one, so it is written for a
# POSIX shell and calls no program but those of coreutils. They say in $launcher where this file is.

say() { printf '%s\n' "$*" >&2; }
fail() {
  say "yici: $*"
  exit 2
}

# The texts are Chinese, also where the machine's own locale is plain ASCII.
case "${LC_ALL:-${LC_CTYPE:-${LANG:-}}}" in
  *[Uu][Tt][Ff]*) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

java_version() { # HOME: the feature version of the Java there, or nothing
  [ -r "$1/release" ] || return 0
  while IFS= read -r line; do
    case $line in
      JAVA_VERSION=\"*)
        line=${line#*\"}
        printf '%s' "${line%%[!0-9]*}"
        return 0
        ;;
    esac
  done <"$1/release"
}

find_java() { # java|javac: which program must be there
  on_path=$(command -v "$1" 2>/dev/null || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for home in "${YICI_JDK:-}" "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /opt/*jdk* /opt/java/* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] && [ -x "$home/bin/$1" ] || continue
    version=$(java_version "$home")
    if [ "${version:-0}" -ge 25 ]; then
      printf '%s' "$home"
      return 0
    fi
  done
  fail "no Java 25 or newer was found. Install a JDK 25 (for example Temurin 25), or name its folder: JAVA_HOME=/path/to/jdk-25 ./yici …"
}

# The first serve or demo that ends keeps the classes that it loaded in a file; every later start takes half the time.
# CLASSES is that file, or empty where none can be kept; JOB is the class path of the collection job.
run_java() { # CLASSES JOB CLASS-PATH MAIN [COMMAND [ARGUMENT…]]
  classes=$1 job=$2 class_path=$3 main=$4
  shift 4
  command=${1:-} all=" $* "
  set -- -cp "$class_path" "$main" "$@"
  if [ -n "$classes" ]; then
    # Whole it has more than 150 MB; what a start that failed left behind holds too little.
    if [ -f "$classes" ] && [ "$(wc -c <"$classes")" -lt 100000000 ]; then rm -f "$classes"; fi
    case "$command$all" in
      *" --help "*) ;;
      serve\ * | demo\ *) set -- -XX:+AutoCreateSharedArchive -Dyici.classes="$classes" "$@" ;;
    esac
    set -- -XX:SharedArchiveFile="$classes" -Xlog:cds=off -Xlog:cds+dynamic=off "$@"
  fi
  # What a platform writes, its logs when they roll too, is for its own account alone.
  case $command in serve | demo | backup | restore) umask 077 ;; esac
  # shellcheck disable=SC2086 # several options
  exec "$JAVA_HOME/bin/java" "@$launcher/java.options" -Dyici.job-path="$job" \
    ${YICI_JAVA_OPTIONS:--Xms256m -Xmx3g} "$@"
}
