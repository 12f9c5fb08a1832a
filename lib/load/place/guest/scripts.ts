/**
 * What a guest's own shell is told, which every Linux has (busybox is enough). The scripts are constant, and what they are about are words of
 * their own: nothing of those is read as a script.
 */

/** Which machine it is, and whether it can unpack what is compressed. */
const LOOK = 'uname -sm; command -v gunzip || true';

/** The first directory of "$@" where a new one, $0, can be made, and a program in it run. */
const FIND_ROOM = `
for directory; do
  room="$directory/$0"
  mkdir -m 700 "$room" 2>/dev/null || continue
  printf '#!/bin/sh\\nexit 0\\n' >"$room/try" && chmod 700 "$room/try" && "$room/try" && rm "$room/try" && echo "$room" && exit 0
  rm -rf "$room"
done
exit 1`;

/** Makes a program of what was sent, tells its checksum, and runs it. */
const TRY = `
[ ! -f "$0.gz" ] || gunzip "$0.gz" || exit 1
chmod 700 "$0" && sha256sum "$0" && "$0"`;

/** Runs "$@" beside us, with its output in files whose names begin with $0. */
const START = `"$@" </dev/null >>"$0.out" 2>"$0.err" & echo $!`;

/** Process $1 is a child of the program $0, and no other that has its number by now. */
const IS_OURS = `ours() { case $(readlink "/proc/$1/exe") in "$0"*) true ;; *) false ;; esac; }`;

/** $2 is a signal, or 0: then it only asks whether the process is there. */
const SIGNAL = `${IS_OURS}
ours "$1" && kill "-$2" "$1"`;

/** Ends it within 10 s, and removes its files, whose names begin with $2. */
const FINISH = `${IS_OURS}
left=100
while ours "$1"; do
  [ $left = 100 ] && kill -TERM "$1"
  [ $left = 0 ] && kill -KILL "$1"
  left=$((left - 1))
  sleep 0.1
done
rm -f "$2.out" "$2.err"`;

export const look: readonly string[] = ['sh', '-c', LOOK];

export const findRoom = (name: string, directories: readonly string[]): string[] =>
  script(FIND_ROOM, name, ...directories);

export const tryProgram = (program: string): string[] => script(TRY, program);

export const startBeside = (files: string, argv: readonly string[]): string[] => script(START, files, ...argv);

export const signalTo = (program: string, pid: number, signal: 'TERM' | '0'): string[] =>
  script(SIGNAL, program, String(pid), signal);

export const finish = (program: string, pid: number, files: string): string[] =>
  script(FINISH, program, String(pid), files);

const script = (text: string, ...words: readonly string[]): string[] => ['sh', '-c', text, ...words];
