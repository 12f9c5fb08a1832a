/**
 * Which domain something was done to: for an undo that comes later, maybe from another process.
 */
import type { XenUri } from './uri.ts';
import type { XlListed } from './xl/list-long.ts';

/** An id is given once while the hypervisor runs; the UUID tells whether it is still that hypervisor. Domain-0's is ''. */
export interface Identity {
  readonly uri: string;
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
}

export const identityOf = ({ text }: XenUri, { id, uuid = '', name }: XlListed): Identity => ({
  uri: text,
  id,
  uuid,
  name,
});

/** One that was started anew is another. */
export const isSame =
  ({ id, uuid }: Pick<Identity, 'id' | 'uuid'>) =>
  (listed: XlListed): boolean =>
    listed.id === id && (listed.uuid ?? '') === uuid;
