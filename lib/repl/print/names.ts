import { wrap } from '../../report/terminal/cells.ts';
import type { PrintPage } from './page.ts';

/** What is there to call, of a room such as `migmon` that holds nothing else. */
export function printNames(value: unknown, { width }: PrintPage): string | undefined {
  return isRoom(value) ? wrap(namesOf(value).join(' '), width).join('\n') : undefined;
}

type Room = { readonly [name: string]: Room | (() => unknown) };

function isRoom(value: unknown): value is Room {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  const members = Object.values(value);
  return members.length > 1 && members.every((member) => typeof member === 'function' || isRoom(member));
}

const namesOf = (room: Room, before = ''): string[] =>
  Object.entries(room).flatMap(([name, member]) =>
    typeof member === 'function' ? [`${before}${name}()`] : namesOf(member, `${before}${name}.`),
  );
