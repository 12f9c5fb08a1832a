/**
 * Things that are disposed of together, last first: what `AsyncDisposableStack` is in newer JavaScript.
 */
export class Scope implements AsyncDisposable {
  readonly #held: AsyncDisposable[] = [];

  /** Holds a thing and gives it back. @example const agent = scope.use(await startAgent(setup)); */
  use<Thing extends AsyncDisposable>(thing: Thing): Thing {
    this.#held.push(thing);
    return thing;
  }

  /** Holds a function to be called at the end. */
  defer(last: () => Promise<unknown>): void {
    this.#held.push({ [Symbol.asyncDispose]: async () => void (await last()) });
  }

  /** Disposes of all, even where one fails; throws the first failure afterwards. */
  async [Symbol.asyncDispose](): Promise<void> {
    const failures: unknown[] = [];
    for (let thing = this.#held.pop(); thing; thing = this.#held.pop()) {
      await Promise.resolve(thing[Symbol.asyncDispose]()).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}
