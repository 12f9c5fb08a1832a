import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HostError, InputError } from '../../../lib/core/errors.ts';
import { guestByAgent } from '../../../lib/driver/guest/by-agent.ts';
import { guestBySsh } from '../../../lib/driver/guest/by-ssh.ts';
import type { Guest } from '../../../lib/driver/guest/guest.ts';
import { copyName, removeCopies } from '../../../lib/driver/guest/remove-copies.ts';
import { guestUndo, removeCopiesAction } from '../../../lib/driver/guest/undo.ts';
import { memoryHost } from '../../../lib/host/memory.ts';

test('a file is read from an offset on by the agent, which is told to seek', async () => {
  const asked: [string, object][] = [];
  const answers: Record<string, unknown> = {
    'guest-file-open': 3,
    'guest-file-read': { count: 2, 'buf-b64': Buffer.of(0xff, 0).toString('base64'), eof: true },
  };
  const agent = {
    execute: async <Value>(command: string, args: object = {}) => {
      asked.push([command, args]);
      return answers[command] as Value;
    },
  };
  const guest = guestByAgent(agent, { by: 'the agent' });
  assert.deepEqual(await guest.readFile('/tmp/x', 4096), Buffer.of(0xff, 0));
  assert.deepEqual(asked[1], ['guest-file-seek', { handle: 3, offset: 4096, whence: 'set' }]);
  await guest.readFile('/tmp/x');
  assert.deepEqual(
    asked.slice(4).map(([command]) => command),
    ['guest-file-open', 'guest-file-read', 'guest-file-close'],
  );
});

test('ssh never asks, heeds what the user said first, and gives the program one line to read', async () => {
  const host = memoryHost({}, { run: () => ({ stdout: 'out', stderr: 'err\n\nvmlab: exit 3' }) });
  const guest = guestBySsh({ destination: 'root@vm1', port: 2222, options: ['ConnectTimeout=3'] }, host);
  assert.deepEqual(await guest.exec(['echo', "it's"]), { exitCode: 3, stdout: 'out', stderr: 'err\n' });
  const [words = []] = host.runs;
  assert.ok(words.includes('BatchMode=yes') && words.includes('2222'));
  assert.ok(words.indexOf('ConnectTimeout=3') < words.indexOf('ConnectTimeout=10'));
  assert.ok(words.at(-1)?.endsWith(`'echo' 'it'\\''s'`));
  assert.deepEqual(words.slice(-3, -1), ['--', 'root@vm1']);
});

test('what ssh says of itself is one error', async () => {
  const host = memoryHost(
    {},
    { run: () => ({ stderr: 'ssh: connect to host vm1 port 22: No route to host\r\n', exitCode: 255 }) },
  );
  await assert.rejects(
    guestBySsh({ destination: 'vm1' }, host).exec(['true']),
    /^HostError: connect by ssh to vm1 failed: ssh: connect to host vm1 port 22: No route to host$/,
  );
});

for (const address of [
  { destination: '-oProxyCommand=x' },
  { destination: 'a b' },
  { destination: '' },
  { destination: 'vm1', port: 0 },
  { destination: 'vm1', options: ['-x'] },
])
  test(`${JSON.stringify(address)} is no address of ssh`, () =>
    assert.throws(() => guestBySsh(address, memoryHost()), InputError));

const guestThat = (exitCode: number, ran: (readonly string[])[]): Guest => ({
  by: 'vm1',
  exec: async (argv) => {
    ran.push(argv);
    return { exitCode, stdout: '', stderr: 'busy' };
  },
  writeFile: async () => undefined,
  readFile: async () => Buffer.alloc(0),
});

test('nothing but a copy of ours is removed, whatever a journal says', async () => {
  const ran: (readonly string[])[] = [];
  const ours = `/tmp/${copyName()}`;
  const others = ['/', '/tmp', '/tmp/vmlab-agent-', `${ours}/..`, `/tmp/../${copyName()}`, `/tmp/x y/${copyName()}`];
  await removeCopies(guestThat(0, ran), [...others, ours]);
  assert.deepEqual(ran[0]?.slice(4), [ours]);
  await assert.rejects(
    removeCopies(guestThat(1, []), [ours]),
    (error) => error instanceof HostError && error.host === 'vm1',
  );
});

test('what the journal says of a copy is enough to find the guest again, or that it ended with its process', async () => {
  const directories = [`/tmp/${copyName()}`];
  const host = memoryHost({}, { run: () => ({ stderr: '\nvmlab: exit 0' }) });
  const undo = guestUndo(host)['guest-remove-copies']!;
  const reach = { reach: 'ssh', destination: 'root@vm1', port: 22, options: ['IdentitiesOnly=yes'] } as const;
  const action = JSON.parse(JSON.stringify(removeCopiesAction(reach, directories)));
  assert.deepEqual(await undo(action), { action });
  assert.ok(host.runs[0]?.includes('root@vm1') && host.runs[0].at(-1)?.endsWith(`'${directories[0]}'`));
  await undo(removeCopiesAction(undefined, directories));
  assert.equal(host.runs.length, 1);
});

test('an agent that takes less at a time is sent smaller pieces', async () => {
  const pieces: string[] = [];
  const agent = {
    pieceBytes: 4,
    execute: async <Value>(command: string, args: object = {}) => {
      if (command !== 'guest-file-write') return 3 as Value;
      const piece = Buffer.from((args as { 'buf-b64': string })['buf-b64'], 'base64');
      pieces.push(String(piece));
      return { count: piece.length } as Value;
    },
  };
  await guestByAgent(agent, { by: 'the agent' }).writeFile('/tmp/x', Buffer.from('0123456789'));
  assert.deepEqual(pieces, ['0123', '4567', '89']);
});
