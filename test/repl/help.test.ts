import assert from 'node:assert/strict';
import { test } from 'node:test';
import { COMMANDS } from '../../lib/repl/commands/commands.ts';
import { helpText } from '../../lib/repl/commands/help.ts';

/** As Node's shell has them, in its words. */
const NODES = ['break', 'clear', 'editor', 'exit'].map((name) => [name, "Node's words, which are longer"] as const);
const ours = Object.entries(COMMANDS).map(([name, { help }]) => [name, help] as const);
const text = helpText(Object.fromEntries([...NODES, ...ours, ['help', 'Print this']]), false);

test('.help fits a terminal of 80 columns and 24 lines, with the line that asked and the prompt that follows', () => {
  const lines = text.split('\n');
  assert.ok(lines.length <= 22, `${lines.length} lines`);
  for (const line of lines) assert.ok(line.length <= 80, line);
});

test('.help names every command, those of the shell in shorter words than its own', () => {
  for (const [name, help] of ours) assert.ok(text.includes(help), name);
  for (const [name] of [...NODES, ...ours]) assert.match(text, new RegExp(`\\.${name} `));
  assert.doesNotMatch(text, /Node's words/);
});
