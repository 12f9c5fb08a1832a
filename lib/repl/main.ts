#!/usr/bin/env node
/**
 * vmlab-repl: Node's own shell with vmlab in it; also runs a script, a line of code, and the clean-up after dead sessions. What one of these
 * does not need is not loaded.
 */
import type { Lab } from '../lab/lab.ts';
import { type Command, requested } from './arguments.ts';

const USAGE = `usage: vmlab-repl                     a shell with lab, replay, migmon, sched … in it
       vmlab-repl script.ts [args]    runs a script (TypeScript or JavaScript) with them at hand; - is standard input
       vmlab-repl -e 'code' [args]    runs a line; it may await, import, and be TypeScript
       vmlab-repl -p 'code' [args]    runs it and prints what it comes to
       vmlab-repl --cleanup           undoes what dead sessions left on this machine
       vmlab-repl --connect URI …     any of these with lab for other VMs: 'qemu:///system',
                                      'qemu+ssh://host/system' (libvirt's), 'qemu:', 'local:'
       vmlab-repl --version | --help`;

await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<void> {
  const { command, connect } = requested(words, process.stdin.isTTY === true);
  return perform(command, connect);
}

async function perform(command: Command, uri?: string): Promise<void> {
  switch (command.kind) {
    case 'help':
      return console.log(USAGE);
    case 'version':
      return console.log((await import('../host/local/versions.ts')).versions().vmlab);
    case 'cleanup':
      return (await import('./cleanup.ts')).cleanupAndTell();
    case 'code':
      return withLab(uri, async (lab) => (await import('./run-code.ts')).runCode(command, lab));
    case 'input':
      return withLab(uri, async (lab) => (await import('./run-code.ts')).runInput(command.args, lab));
    case 'script':
      return withLab(uri, async (lab) => (await import('./script.ts')).runScript(command, lab));
    case 'shell':
      return withLab(uri, async (lab) => (await import('./shell.ts')).startShell(lab));
    case 'wrong':
      console.error(`vmlab-repl: ${command.message}\n${USAGE}`);
      process.exitCode = 9; // as node: invalid argument
  }
}

async function withLab(uri: string | undefined, run: (lab: Lab) => Promise<void>): Promise<void> {
  const lab = await (await import('./connect.ts')).connected(uri);
  if (lab !== undefined) await run(lab);
}
