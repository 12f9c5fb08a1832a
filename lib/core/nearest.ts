import { editDistance } from './edit-distance.ts';

/** @returns all the names there are, the nearest to what was wanted first. @example nearestFirst('web1', ['db', 'web-1']) // ['web-1', 'db'] */
export const nearestFirst = (wanted: string, names: readonly string[]): string[] =>
  names
    .map((name) => ({ name, far: editDistance(wanted, name) }))
    .sort((one, other) => one.far - other.far)
    .map(({ name }) => name);
