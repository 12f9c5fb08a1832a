import { fieldsOf, type Tune } from './tune.ts';

/**
 * The throttle of one disk, `parameter` being 'bytes' or 'iops'. The nine values of either are one: libvirt sets to 0 those of them that it
 * is not told, and refuses to take a rate away while the burst above it (`_max`) stands.
 *
 * @example blkdeviotune.valueIn(output, { uuid, device: 'vda', parameter: 'bytes' }) // '0 1048576 0 0 0 0 0 0 0'
 */
export const blkdeviotune: Tune = {
  read: ({ uuid, device = '' }) => ['blkdeviotune', uuid, device, '--live'],
  valueIn(output, { parameter }) {
    const fields = fieldsOf(output);
    const values = namesOf(parameter).map((name) => fields[name] ?? '0');
    return withoutIdleLengths(values).join(' ');
  },
  write: ({ uuid, device = '', parameter }, value) => {
    const values = value.split(' ');
    const options = namesOf(parameter).flatMap((name, index) => [optionOf(name), values[index] ?? '0']);
    return ['blkdeviotune', uuid, device, '--live', ...options];
  },
};

const OF = ['total', 'read', 'write'] as const;

/** Total, read and write; the bursts above each; and the seconds that those may last. */
const namesOf = (kind: string): string[] =>
  ['', '_max', '_max_length'].flatMap((suffix) => OF.map((of) => `${of}_${kind}_sec${suffix}`));

/** virsh writes its options with dashes, and shows them with underscores. */
const optionOf = (name: string): string => `--${name.replaceAll('_', '-')}`;

/** A burst that is none has a length of 1 or 0, as it comes, and QEMU refuses one with a length. */
const withoutIdleLengths = (values: readonly string[]): string[] =>
  values.map((value, index) => (index >= 6 && values[index - 3] === '0' ? '0' : value));
