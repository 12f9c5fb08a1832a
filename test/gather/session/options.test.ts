import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InputError } from '../../../lib/core/errors.ts';
import { chooseCollectors } from '../../../lib/gather/collector/choose.ts';
import { gather } from '../../../lib/gather/gather.ts';
import { type GatherOptions, gatherSpec } from '../../../lib/gather/session/options.ts';
import { readVmFile } from '../../../lib/gather/session/vm-file.ts';
import { fakeCollector } from '../support/fake-collector.ts';

test('all sections are gathered, but for the excluded', () => {
  assert.deepEqual(gatherSpec({}).sections, gather.sections);
  assert.deepEqual(gatherSpec({ exclude: ['disk', 'cache'] }).sections, [
    'cpu',
    'network',
    'memory',
    'pressure',
    'schedule',
  ]);
  assert.deepEqual(gatherSpec({ collectors: ['cpu', 'disk'], exclude: ['disk'] }).sections, ['cpu']);
});

test('collectors of one’s own are gathered beside the sections that were named', () => {
  const own = fakeCollector('own');
  const spec = gatherSpec({ collectors: ['memory', own] });
  assert.deepEqual(spec.sections, ['memory']);
  assert.deepEqual(spec.own, [own]);
});

const WRONG: readonly (readonly [string, object])[] = [
  ['a section that there is not', { exclude: ['disks'] }],
  ['a collector without a phase', { collectors: [{ ...fakeCollector('own'), stop: undefined }] }],
  ['a collector whose name is no directory', { collectors: [fakeCollector('../own')] }],
  ["a collector with the name of vmlab's", { collectors: [fakeCollector('usage')] }],
  ['two collectors of one name', { collectors: [fakeCollector('own'), fakeCollector('own')] }],
  ['VMs, and a file with VMs', { vms: ['vm1'], vmFile: 'vms.txt' }],
  ['a command that is a line', { command: 'ls -l' }],
  ['a command without a program', { command: [] }],
  ['an interval of nothing', { interval: 0 }],
  ['a duration that is none', { duration: 'long' }],
];

for (const [what, options] of WRONG)
  test(`${what} is refused before anything is done`, () => {
    assert.throws(() => gather.session(options as GatherOptions), InputError);
  });

test('a session is frozen, does nothing, and prints what it would do', () => {
  const session = gather.session({ vms: ['web-1'], exclude: ['cache'], duration: '1min', command: ['true'] });
  assert.ok(Object.isFrozen(session));
  assert.equal(session.plan().duration, 60);
  assert.deepEqual(session.plan().collectors, ['usage', 'groups', 'host']);
  assert.match(String(session), /web-1/);
  assert.deepEqual(JSON.parse(JSON.stringify(session)).vms, ['web-1']);
});

test('a run with neither an end nor a command is refused', async () => {
  await assert.rejects(gather.session().run(), InputError);
});

test('who gathers depends on who manages the VMs', () => {
  assert.deepEqual(chooseCollectors('local:', ['cpu']), ['usage', 'host']);
  assert.deepEqual(chooseCollectors('qemu:///system', ['cache', 'schedule']), ['cache', 'groups', 'host']);
  assert.deepEqual(chooseCollectors('xen:', ['cpu', 'disk']), ['xl', 'host', 'xentop']);
  assert.deepEqual(chooseCollectors('xen+ssh://root@dom0/', ['pressure']), ['host']);
  assert.deepEqual(chooseCollectors('qemu+ssh://node2/system', ['cpu', 'cache']), ['usage']);
  assert.deepEqual(chooseCollectors('local:', []), []);
});

test('a file of VMs has a name a line, with comments and blanks', () => {
  const text = '# the shop\nweb-1\r\n\n  db-1   # 16 GiB\nlast';
  assert.deepEqual(readVmFile(text, 'vms.txt'), [
    { name: 'web-1', line: 2 },
    { name: 'db-1', line: 4 },
    { name: 'last', line: 5 },
  ]);
});

test('what is no name in a file of VMs is named with its line', () => {
  for (const [text, line] of [
    ['web-1\ntwo words\n', 2],
    ['web-1\n\nweb-1\n', 3],
    ['../etc\n', 1],
  ] as const)
    assert.throws(
      () => readVmFile(text, 'vms.txt'),
      (error: unknown) => error instanceof InputError && error.file === 'vms.txt' && error.line === line,
    );
});
