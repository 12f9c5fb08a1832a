import * as api from '../index.ts';

/** Of what `import { … } from 'vmlab'` has, what is worked with: in the order in which a newcomer meets it. */
export const NAMES = ['lab', 'replay', 'migmon', 'sched', 'gather', 'experiment', 'chart'] as const;

/** What is at hand in the shell, in `-e` and in scripts: the same as is imported, so far as it is there yet. */
export const globals: Readonly<Record<string, unknown>> = Object.fromEntries(
  NAMES.flatMap((name) => (name in api ? [[name, (api as Record<string, unknown>)[name]]] : [])),
);
