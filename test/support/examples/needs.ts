/** What keeps an example from being run here, by what is written in it. The first that fits is told. */
const NEEDS: readonly (readonly [RegExp, string])[] = [
  [/\b192\.0\.2\.7\b|'0\.0\.0\.0'|await migmon\.listener/, 'another machine'],
  [
    /replay\.rx\(|\.cgroup\.|\.network\.|\.open\(\)|vm\.exec|\.on\((vm|a)\)|sched\.(run|watch)\(lab|lab\.vms/,
    'a VM, so root',
  ],
  [
    /\bnode\b|vm\.(info|stats|memory|dirtyRate|migrate|start|pause|answers)\b|lab\.(open|record)\(/,
    'domains of a hypervisor',
  ],
  [/^(?!.*\.for\().*\.watch\(/, 'somebody to end it'],
  [/\.\/mine\.ts/, "a module of the reader's"],
  [/^(?!.*const (run|result) =).*\b(run|result)\b(?![(:])/s, 'a run that there was'],
  [/gather\.parsers/, 'what an instrument printed'],
  [/gather\.(session|parse)\(/, 'VMs to measure, or what was measured'],
  [/sparesTheDisk/, 'a policy that keeps to it'],
  [/throw new/, 'somebody to catch it'],
  [/import\.meta/, 'a script of its own'],
];

/** @returns undefined where an example needs nothing but what it is given */
export const needOf = (code: string): string | undefined => NEEDS.find(([pattern]) => pattern.test(code))?.[1];

/** Times and sizes of a test: an example shows those of a measurement. */
export const shortened = (code: string): string =>
  code
    .replace(/\.for\('\w+'\)/g, ".for('200ms')")
    .replace(/\bfor: '\w+'/g, "for: '200ms'")
    .replace(/'16G'/g, "'16M'")
    .replace(/vms: 1000, steps: 288/, 'vms: 10, steps: 20')
    .replace(/500MiB\/s/, '5MiB/s');
