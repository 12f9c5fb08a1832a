import type { Column } from '../../report/report.ts';
import { RESOURCE_NAMES, RESOURCE_UNITS } from '../../report/resources.ts';
import type { ScheduledResource } from '../columns.ts';

/** A table of amounts of one resource. Cores, which have no larger unit, are said once, in the title: so that it is no wider than a terminal. */
export const amountColumns = (resource: ScheduledResource, names: readonly string[]): Column[] =>
  names.map((name) => ({ name, ...(resource !== 'cpu' && { unit: RESOURCE_UNITS[resource] }) }));

export const amountTitle = (resource: ScheduledResource): string =>
  resource === 'cpu' ? `${RESOURCE_NAMES.cpu} (${RESOURCE_UNITS.cpu})` : RESOURCE_NAMES[resource];
