import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { answerIn, framed } from '../../../lib/driver/libvirt/connection/frame.ts';
import { commandLine } from '../../../lib/driver/libvirt/connection/quote.ts';

const NONCE = 'ab12';

test('a command stands between two marks, which are not in the lines that are sent', () => {
  const sent = framed(['domstate', 'vm 1'], NONCE);
  assert.equal(sent, 'echo "ab12"begin; domstate "vm 1"\necho "ab12"end\necho --err "ab12"end\n');
  assert.ok(!sent.includes('ab12begin') && !sent.includes('ab12end'));
});

test('an answer is what was said between the marks, without what virsh repeats of its input', () => {
  const stdout =
    'virsh # echo "ab12"begin; domstate vm1\nab12beginrunning\n\nvirsh # echo "ab12"end\nab12endvirsh # echo --err "ab12"end\nvirsh # ';
  assert.deepEqual(answerIn({ stdout, stderr: 'error: ab12end\n' }, NONCE), { stdout: 'running\n\n', stderr: '' });
});

test('a read-only connection has another prompt, and a virsh without readline none', () => {
  const readOnly = 'ab12beginrunning\nvirsh > echo "ab12"end\nab12end';
  const bare = 'ab12beginrunning\nab12end';
  for (const stdout of [readOnly, bare])
    assert.equal(answerIn({ stdout, stderr: 'error: ab12end\n' }, NONCE)?.stdout, 'running\n');
});

test('an error is what came on the other output', () => {
  const stderr = "error: failed to get domain 'x'\nerror: ab12end\n";
  assert.equal(answerIn({ stdout: 'ab12beginab12end', stderr }, NONCE)?.stderr, "error: failed to get domain 'x'\n");
});

test('there is no answer before both outputs came to their end', () => {
  assert.equal(answerIn({ stdout: 'ab12begin', stderr: '' }, NONCE), undefined);
  assert.equal(answerIn({ stdout: 'ab12beginab12end', stderr: '' }, NONCE), undefined);
  assert.equal(answerIn({ stdout: 'ab12begin', stderr: 'error: ab12end' }, NONCE), undefined);
});

test('control characters are refused: readline would take them as keys', () => {
  for (const word of ['a\nb', 'a\tb', '\x1b[A', 'a\x00', '\x7f'])
    assert.throws(() => commandLine(['echo', word]), { name: 'InputError' });
});

test('plain words stand as they are; all others in quotes', () => {
  assert.equal(commandLine(['setmem', 'vm1', '64MiB', '--live']), 'setmem vm1 64MiB --live');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (word) => {
      const line = commandLine([word]);
      assert.ok(/^[\w.,:=/@+-]+$/.test(line) || /^"([^"\\]|\\["\\])*"$/.test(line));
    }),
  );
});
