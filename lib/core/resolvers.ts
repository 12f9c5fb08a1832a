/** A promise and what settles it: `Promise.withResolvers`, which Node has from 22 on. */
export interface Resolvers<Value> {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
}

/** @example const { promise, resolve } = resolvers<number>(); */
export function resolvers<Value>(): Resolvers<Value> {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
