/** What is loaded by its path: by users (`exports` and `bin` of package.json), and by `new URL('./…', import.meta.url)`. */
export const ENTRIES = [
  { source: 'index.ts' },
  { source: 'testing.ts' },
  { source: 'repl/main.ts', program: true },
  { source: 'host/local/worker-main.ts' },
  { source: 'sched/place/run-hosts.ts' },
  { source: 'sched/sweep/run-case.ts' },
];
