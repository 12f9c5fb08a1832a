import type { AnyNode } from 'acorn';

/** A node and all below it, in no promised order. @example [...walk(program)].some(({ type }) => type === 'AwaitExpression') */
export function* walk(node: AnyNode): Generator<AnyNode> {
  yield node;
  for (const value of Object.values(node)) for (const child of [value].flat()) if (isNode(child)) yield* walk(child);
}

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
