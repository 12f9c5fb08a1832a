import type { DomainLimits, DomainStatistics } from '../../driver/limits.ts';
import type { Ability } from '../opening.ts';

/** @example vm.read(limit('cpu.quota'), (limits) => limits.quota()) */
export const limit = (what: string): Ability<DomainLimits> => ({ what, of: ({ limits }) => limits });

/** @example vm.read(statistic('cpu.stat'), (statistics) => statistics.cpu()) */
export const statistic = (what: string): Ability<DomainStatistics> => ({ what, of: ({ statistics }) => statistics });
