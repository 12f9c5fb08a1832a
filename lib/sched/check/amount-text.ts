import { RESOURCE_UNITS } from '../../report/resources.ts';
import { withUnit } from '../../report/scale.ts';
import type { ScheduledResource } from '../columns.ts';

/** @example amountText('memory', 2 ** 30) // '1 GiB of memory' */
export const amountText = (resource: ScheduledResource, amount: number): string =>
  `${withUnit(amount, RESOURCE_UNITS[resource])} of ${resource}`;
