import { UnsupportedError } from '../../core/errors.ts';

/** fast-check is an optional peer: only who tests policies needs it. */
export const fc = await import('fast-check').catch((cause: unknown) => {
  throw new UnsupportedError(
    {
      what: 'vmlab/testing',
      where: 'an installation without fast-check',
      remedy: 'npm install --save-dev fast-check',
    },
    { cause },
  );
});
