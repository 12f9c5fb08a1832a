import { test } from 'node:test';
import { fuzzFormats } from './fuzz-formats.ts';

const FILES = Number(process.env.VMLAB_FUZZ_FILES ?? 100_000);

test(`${FILES} damaged recordings end in no crash, no hang, and nothing but InputErrors`, {
  timeout: 3_600_000,
}, async () => {
  const seed = Number(process.env.VMLAB_SEED ?? Date.now() % 1e9);
  console.log(`seed ${seed}: to run it again, VMLAB_SEED=${seed}`);
  await fuzzFormats(FILES, seed);
});
