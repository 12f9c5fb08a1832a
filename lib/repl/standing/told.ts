import type { UndoAction, UndoOutcome } from '../../core/undo.ts';
import { describe } from './describe.ts';
import { isChange, isInside } from './entries.ts';
import { vmOf } from './vm-of.ts';

/**
 * What undoing came to, a line each: what is of a VM that went altogether is one line, what was left alone says why.
 *
 * @example toldOutcomes(await lab.close()) // ['vm1 closed: its cgroup, its network and 2 settings are as they were found']
 */
export function toldOutcomes(outcomes: readonly UndoOutcome[]): string[] {
  const among = outcomes.map(({ action }) => action).toReversed();
  const left = outcomes.filter(isLeft);
  const restored = outcomes.filter((outcome) => !isLeft(outcome));
  const gone = new Set(
    restored.filter(({ action }) => action.kind === 'remove-cgroup').map(({ action }) => vmOf(action)),
  );
  const ofGone = (outcome: UndoOutcome) => outcome.action.kind === 'remove-link' || gone.has(vmOf(outcome.action));
  const rest = restored.filter((outcome) => !ofGone(outcome));
  return [
    ...worthTelling(rest, among).map(({ action }) => `undone: ${describe(action, among).undone}`),
    ...[...gone].map((vm) => closed(String(vm), restored)),
    ...left.map(({ action, left }) => `left alone: ${describe(action, among).now}: ${left}`),
  ];
}

/** What changed nothing, or went with another, only where there is nothing else to tell. */
function worthTelling(outcomes: readonly UndoOutcome[], among: readonly UndoAction[]): readonly UndoOutcome[] {
  const worthy = outcomes.filter(({ action }) => isChange(action) && !isInside(action, among));
  return worthy.length > 0 ? worthy : outcomes;
}

const isLeft = ({ left }: UndoOutcome): boolean => left !== undefined;

function closed(vm: string, outcomes: readonly UndoOutcome[]): string {
  const own = outcomes.filter(({ action }) => vmOf(action) === vm).map(({ action }) => action.kind);
  const settings = own.filter((kind) => !kind.startsWith('remove-') || kind === 'remove-rate').length;
  const parts = ['its cgroup', ...(own.includes('remove-netns') ? ['its network'] : [])];
  const counted = settings > 0 ? [`${settings} ${settings === 1 ? 'setting' : 'settings'}`] : [];
  return `undone: ${vm} is closed, with ${[...parts, ...counted].join(', ')}`;
}
