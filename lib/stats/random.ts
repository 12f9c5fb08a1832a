/** Draws a number from 0 up to, and never, 1. */
export type Random = () => number;

/**
 * A generator of random numbers that gives the same numbers for the same seed on every machine: sfc32, the small fast
 * chaotic generator of Chris Doty-Humphrey's PractRand (public domain; 128 bits of state, passes its tests to 32 TB).
 *
 * @param seed a whole number; its lowest 32 bits count
 * @example const random = seededRandom(1); random(); // the same at every run
 */
export function seededRandom(seed: number): Random {
  const state = Uint32Array.of(0, seed >>> 0, 0, 1);
  // The first draws of near seeds are alike; by the twelfth they have parted.
  for (let draw = 0; draw < 12; draw++) next(state);
  return () => next(state) / 2 ** 32;
}

function next(state: Uint32Array): number {
  const [a, b, c, counter] = state as unknown as [number, number, number, number];
  const drawn = (a + b + counter) >>> 0;
  state[0] = b ^ (b >>> 9);
  state[1] = c + (c << 3);
  state[2] = ((c << 21) | (c >>> 11)) + drawn;
  state[3] = counter + 1;
  return drawn;
}
