import type { ApiIndex, ApiMember, ApiType } from '../api/api-index.ts';
import { own, type Root } from '../api/follow.ts';
import type { Names } from './completion.ts';

/** Names that code begins with: variables of the shell, as what they hold; VMs of the lab; what vmlab exports. */
export function rootOf(index: ApiIndex, context: object, names: Names): Root {
  return (name) => {
    const value: unknown = Object.getOwnPropertyDescriptor(context, name)?.value; // a getter is not asked: it may do something
    const exported = own(index.exports, name);
    if (value === undefined) return exported ?? (names.vms().includes(name) ? ofType('Vm') : undefined);
    if (exported && isLike(index, value, exported)) return exported;
    const type = typeOf(index, value);
    return type === undefined ? undefined : ofType(type);
  };
}

const ofType = (name: string): ApiMember => ({ value: { text: name, types: [name] } });

/** Not a variable that took the export's name: a function for a function, an object with all its members. */
function isLike({ types }: ApiIndex, value: unknown, { value: { types: [type = ''] = [] } }: ApiMember): boolean {
  const wanted = own(types, type);
  return wanted ? hasAll(value, wanted) : typeof value === 'function';
}

/** By its class. Handles have none: by the members they have, the type with the most of them being meant. */
function typeOf({ types }: ApiIndex, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const made: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  if (typeof made === 'string' && own(types, made)) return made;
  const alike = Object.entries(types).filter(([, type]) => isCallable(type) && hasAll(value, type));
  return alike.sort(([, a], [, b]) => sizeOf(b) - sizeOf(a))[0]?.[0];
}

const sizeOf = ({ members }: ApiType): number => Object.keys(members).length;
const isCallable = ({ members }: ApiType): boolean => Object.values(members).some(({ calls }) => calls !== undefined);

function hasAll(value: unknown, { members }: ApiType): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(members).every(([name, { optional }]) => optional || name in value);
}
