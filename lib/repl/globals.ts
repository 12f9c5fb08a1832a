import * as api from '../index.ts';

/** What is at hand in the shell, in `-e` and in scripts: the same names as in `import { … } from 'vmlab'`. */
export const globals = { lab: api.lab, replay: api.replay, migmon: api.migmon, sched: api.sched, chart: api.chart };
