import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import { test } from 'node:test';
import { liveScreen, type ScreenStreams } from '../../../lib/host/local/live-screen.ts';

/** A terminal, or a pipe, of which is known what was written and in which mode it is. */
function streams(isTTY: boolean) {
  const written: string[] = [];
  const stdin = Object.assign(new EventEmitter(), {
    isTTY,
    isRaw: false,
    isPaused: true,
    setRawMode(isRaw: boolean) {
      this.isRaw = isRaw;
      return this;
    },
    resume() {
      this.isPaused = false;
    },
    pause() {
      this.isPaused = true;
    },
  });
  const stdout = { isTTY, columns: 90, rows: 20, write: (text: string) => written.push(text) };
  return { written, stdin, both: { stdin, stdout } as unknown as ScreenStreams };
}

test('a terminal is taken over, shown on in place, and given back as it was', () => {
  const { written, stdin, both } = streams(true);
  const keys: string[] = [];
  const screen = liveScreen((key) => keys.push(key), both);
  assert.deepEqual([screen.columns, screen.rows, stdin.isRaw], [90, 20, true]);
  stdin.emit('data', Buffer.from('mq'));
  screen.show('one\ntwo');
  screen.close();
  stdin.emit('data', Buffer.from('x'));
  assert.deepEqual(keys, ['m', 'q']);
  assert.deepEqual([stdin.isRaw, stdin.isPaused], [false, true]);
  assert.deepEqual(
    written.map((text) => text.replaceAll('\u001b', 'ESC')),
    ['ESC[?1049hESC[?25l', 'ESC[HoneESC[K\r\ntwoESC[KESC[J', 'ESC[?25hESC[?1049l'],
  );
});

test('what is no terminal gets plain texts, and its input is left alone', () => {
  const { written, stdin, both } = streams(false);
  const screen = liveScreen(() => assert.fail('there are no keys'), both);
  screen.show('one\ntwo');
  stdin.emit('data', Buffer.from('q'));
  screen.close();
  assert.deepEqual(written, ['one\ntwo\n\n']);
  assert.equal(screen.rows, Number.POSITIVE_INFINITY);
});
