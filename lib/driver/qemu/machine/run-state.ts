import type { DomainState } from '../../driver.ts';

/** QEMU's run states as those of libvirt. Source: qemu/qapi/run-state.json, libvirt's qemuProcess. */
const STATES: Readonly<Record<string, DomainState>> = {
  running: 'running',
  paused: 'paused',
  prelaunch: 'paused',
  inmigrate: 'paused',
  postmigrate: 'paused',
  'finish-migrate': 'paused',
  'save-vm': 'paused',
  'restore-vm': 'paused',
  'io-error': 'paused',
  watchdog: 'paused',
  debug: 'paused',
  suspended: 'suspended',
  shutdown: 'shutdown',
  'guest-panicked': 'crashed',
  'internal-error': 'crashed',
};

/** @example domainState('inmigrate') // 'paused' */
export const domainState = (status: string): DomainState => STATES[status] ?? 'unknown';
