import { namePattern } from '../../../core/name-pattern.ts';
import type { CollectorContext } from '../../collector/collector.ts';

/** Names, or their pattern, as they are kept beside what the tools of Xen print: that is of all domains. */
export const wantedNames = ({ wanted }: CollectorContext): readonly string[] | string =>
  typeof wanted === 'string' ? wanted : wanted.map(({ name }) => name);

/** dom0 is always wanted. @example isWanted('web-*')('web-1') // true */
export const isWanted = (wanted: readonly string[] | string): ((name: string) => boolean) => {
  const matches = typeof wanted === 'string' ? namePattern(wanted) : (name: string) => wanted.includes(name);
  return (name) => name === 'Domain-0' || matches(name);
};
