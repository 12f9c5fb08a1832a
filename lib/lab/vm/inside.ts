/**
 * A VM from inside: by SSH where that was told, else by its own means.
 */
import { guestBySsh } from '../../driver/guest/by-ssh.ts';
import type { Guest } from '../../driver/guest/guest.ts';
import type { Host } from '../../host/host.ts';
import type { Opening } from '../opening.ts';

/** @returns undefined for a slice, and where nothing in it answers */
export const guestOf = (vm: Opening, host: Host): Guest | undefined => sshOf(vm, host) ?? vm.current().domain.guest;

/** @returns undefined where no SSH was told */
export const sshOf = ({ options: { ssh } }: Opening, host: Host): Guest | undefined =>
  ssh === undefined ? undefined : guestBySsh({ destination: ssh }, host);
