import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type ClaimedJournal, type JournalStore, pending } from '../../lib/core/journal.ts';
import { cleanUp, Session } from '../../lib/core/session.ts';
import type { UndoAction, UndoHandlers } from '../../lib/core/undo.ts';

/** A journal in memory, and a world in which effects are words. */
function world() {
  const state = { text: '', removed: 0, standing: [] as string[] };
  const store: JournalStore = {
    owner: { pid: 1, startTime: '1', bootId: 'boot' },
    append: (lines) => {
      state.text += `${lines.join('\n')}\n`;
    },
    remove: () => {
      state.text = '';
      state.removed++;
    },
    claimDead: async () => [],
  };
  const handlers: UndoHandlers = {
    word: async (action) => {
      state.standing = state.standing.filter((word) => word !== action.word);
      return { action };
    },
    stubborn: async (action) => ({ action, left: 'changed since by someone else' }),
    broken: async () => {
      throw new Error('it broke');
    },
  };
  const session = new Session({ store, handlers });
  const say = (word: string, act = async () => void state.standing.push(word)) =>
    session.effect({ kind: 'word', word }, act);
  return { state, session, say, handlers, store };
}

describe('a session', () => {
  test('journals an effect before it is done', async () => {
    const { state, say } = world();
    let seen = '';
    await say('one', async () => {
      seen = state.text;
    });
    assert.deepEqual(pending(seen), [{ kind: 'word', word: 'one' }]);
  });

  test('undoes all at its end, last first, and removes its journal', async () => {
    const { state, session, say } = world();
    for (const word of ['one', 'two', 'three']) await say(word);
    const outcomes = await session.close();
    assert.deepEqual(
      outcomes.map(({ action }) => action.word),
      ['three', 'two', 'one'],
    );
    assert.deepEqual(state.standing, []);
    assert.equal(state.text, '');
  });

  test('that is closed while an effect is coming about waits for it, and undoes it then', async () => {
    const { state, session, say } = world();
    let come = () => {};
    const effect = say('late', async () => {
      await new Promise<void>((resolve) => {
        come = resolve;
      });
      state.standing.push('late');
    });
    await new Promise(setImmediate);
    const closed = session.close();
    await new Promise(setImmediate);
    come();
    await Promise.all([effect, closed]);
    assert.deepEqual(state.standing, []);
  });

  test('undoes the rest where the journal cannot be written any more', async () => {
    const { state, session, say, store } = world();
    for (const word of ['one', 'two']) await say(word);
    store.append = () => {
      throw new Error('ENOSPC');
    };
    const outcomes = await session.close();
    assert.deepEqual(state.standing, []);
    assert.match(outcomes[0]?.left ?? '', /journal still names it: ENOSPC/);
  });

  test('undoes one effect once, however often it is asked', async () => {
    const { state, session, say } = world();
    const effect = await say('one');
    await Promise.all([effect.undo(), effect.undo()]);
    assert.deepEqual(state.standing, []);
    assert.deepEqual(session.effects, []);
    assert.equal(state.removed, 1);
  });

  test('undoes what an act half did before it failed, and throws its error', async () => {
    const { state, session, say } = world();
    const half = say('half', async () => {
      state.standing.push('half');
      throw new Error('no');
    });
    await assert.rejects(half, /no/);
    assert.deepEqual(state.standing, []);
    assert.deepEqual(session.effects, []);
  });

  test('goes on with the others where one cannot be undone, and says why', async () => {
    const { state, session, say } = world();
    await say('one');
    await session.effect({ kind: 'broken' }, async () => {});
    await session.effect({ kind: 'stubborn' }, async () => {});
    await session.effect({ kind: 'unheard-of' }, async () => {});
    const left = (await session.close()).map((outcome) => outcome.left);
    assert.deepEqual(left, [
      "nothing here knows how to undo 'unheard-of'",
      'changed since by someone else',
      'it broke',
      undefined,
    ]);
    assert.deepEqual(state.standing, []);
  });

  test('waits at its end for what is under way, which its signal has told', async () => {
    const { session, say } = world();
    const order: string[] = [];
    await say('one');
    const running = session.during(
      (signal) =>
        new Promise<void>((resolve) =>
          signal.addEventListener('abort', () => setTimeout(() => resolve(void order.push('kept')), 20)),
        ),
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
    await session.close().then(() => order.push('closed'));
    await running;
    assert.deepEqual(order, ['kept', 'closed']);
  });

  test('refuses effects after its end', async () => {
    const { session, say } = world();
    await session.close(new Error('over'));
    await assert.rejects(say('late'), /over/);
  });

  test('that is interrupted ends what runs, and stays: its effects stand, and what comes after runs', async () => {
    const { state, session, say } = world();
    await say('one');
    const ended: unknown[] = [];
    const running = session.during(async (signal) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      ended.push(signal.reason);
      return 'what there was';
    });
    await new Promise(setImmediate);
    await session.interrupt('stop');
    assert.deepEqual(ended, ['stop']);
    assert.equal(await running, 'what there was');
    assert.deepEqual(state.standing, ['one']);
    assert.equal(session.signal.aborted, false);
    assert.equal(await session.during(async (signal) => signal.aborted), false);
  });

  test('that is interrupted leaves alone what was begun before a moment', async () => {
    const { session } = world();
    const untilAborted = (signal: AbortSignal) =>
      new Promise((resolve) => signal.addEventListener('abort', () => resolve(signal.reason)));
    const earlier = session.during(untilAborted);
    await new Promise(setImmediate);
    const later = session.begun;
    const now = session.during(untilAborted);
    await new Promise(setImmediate);
    await session.interrupt('interrupted', later);
    assert.equal(await now, 'interrupted');
    await session.close('closed');
    assert.equal(await earlier, 'closed');
  });

  test('takes back one effect of its own, and none of others', async () => {
    const { state, session, say } = world();
    for (const word of ['one', 'two']) await say(word);
    const outcome = await session.undo(session.effects[0] as UndoAction);
    assert.equal(outcome?.action.word, 'one');
    assert.deepEqual(state.standing, ['two']);
    assert.equal(await session.undo({ kind: 'word', word: 'two' }), undefined);
  });
});

test('a clean-up undoes what journals of dead sessions name, last first, and removes them', async () => {
  const { handlers, store } = world();
  const done: UndoAction[] = [];
  const text =
    '{"owner":{}}\n{"id":0,"action":{"kind":"word","word":"a"}}\n{"id":1,"action":{"kind":"word","word":"b"}}\n{"settled":0}\n{"id":2,"act';
  const journal: ClaimedJournal = { text, remove: async () => void done.push({ kind: 'removed' }) };
  const word = async (action: UndoAction) => {
    done.push(action);
    return { action };
  };
  await cleanUp({ store: { ...store, claimDead: async () => [journal] }, handlers: { ...handlers, word } });
  assert.deepEqual(done, [{ kind: 'word', word: 'b' }, { kind: 'removed' }]);
});
