import { InputError } from '../../core/errors.ts';
import { parseSize, type Size } from '../../core/units.ts';
import { type AmountsInput, amountsOf, numberFrom } from '../amounts.ts';
import { checkKeys } from '../check-keys.ts';
import { type Amounts, type Columns, columnsOf, eachResource, SCHEDULED, type ScheduledResource } from '../columns.ts';

/** What a VM was promised, and its bounds. An amount that is left out is an equal part of the host's. */
export interface Template extends AmountsInput {
  /** Cores that it can use at most; as many as there are, unless told. */
  readonly vcpus?: number;
  /** What its memory grant may not fall under; 0 unless told. */
  readonly memoryFloor?: Size;
  /** 1 unless told. */
  readonly weight?: number;
}

/** By the names of the VMs, or in their order. Who is left out has an equal part. */
export type Templates = Readonly<Record<string, Template>> | readonly Template[];

/** The same as columns. */
export interface TemplateColumns {
  readonly template: Columns;
  readonly vcpus: Float64Array;
  readonly memoryFloor: Float64Array;
  readonly weight: Float64Array;
}

/**
 * @throws InputError for a name that no VM has, a list of another length than theirs, or an amount that has no sense
 * @example templatesOf({ vm1: { cpu: 1.5, vcpus: 2 } }, ['vm1', 'vm2'], capacity).template.cpu // [1.5, half of capacity.cpu]
 */
export function templatesOf(
  templates: Templates | undefined,
  names: readonly string[],
  capacity: Amounts,
): TemplateColumns {
  const each = eachOf(templates ?? {}, names);
  const equal = eachResource((resource) => capacity[resource] / names.length);
  const template = columnsOf(names.length);
  each.forEach((one, vm) => {
    const amounts = promisedBy(one, (resource) => equal[resource]);
    for (const resource of SCHEDULED) template[resource][vm] = amounts[resource];
  });
  return {
    template,
    vcpus: Float64Array.from(each, ({ vcpus }) => bound(vcpus, 'a number of vCPUs')),
    memoryFloor: Float64Array.from(each, ({ memoryFloor = 0 }) => parseSize(memoryFloor, 'a memory floor')),
    weight: Float64Array.from(each, ({ weight = 1 }) => numberFrom(weight, 'a weight of 0 or more')),
  };
}

/** The amounts of a template. @param otherwise what stands for one that is left out. @throws InputError for what has no sense */
export function promisedBy(template: Template, otherwise: (resource: ScheduledResource) => number): Amounts {
  checkKeys(template, TEMPLATE);
  const { vcpus: _, memoryFloor: __, weight: ___, ...amounts } = template;
  return amountsOf(amounts, otherwise);
}

const TEMPLATE: readonly (keyof Template)[] = [...SCHEDULED, 'vcpus', 'memoryFloor', 'weight'];

/** The template of each VM, in their order. @throws InputError for a name that no VM has, and a list of another length than theirs */
export function eachOf(templates: Templates, names: readonly string[]): readonly Template[] {
  if (isList(templates)) {
    if (templates.length === names.length) return templates;
    throw new InputError({ expected: `a template for each of ${names.length} VMs`, received: templates.length });
  }
  const known = new Set(names);
  const stranger = Object.keys(templates).find((name) => !known.has(name));
  if (stranger !== undefined)
    throw new InputError({ expected: `templates of the VMs there are: ${listed(names)}`, received: stranger });
  return names.map((name) => templates[name] ?? {});
}

const isList = (templates: Templates): templates is readonly Template[] => Array.isArray(templates);

const bound = (vcpus: number | undefined, expected: string): number =>
  vcpus === undefined ? Number.POSITIVE_INFINITY : numberFrom(vcpus, expected);

const listed = (names: readonly string[]): string =>
  names.length > 8 ? `${names.slice(0, 8).join(', ')} …` : names.join(', ');
