/** What mig_mon's two ends agree on, and what they take the emulated VM for unless told. */

/** What is sent and requested, in bytes: always this, however large the guest's own pages. */
export const PAGE_BYTES = 4096;
/** TCP, of the destination. */
export const PORT = 12_323;
/** Of the emulated VM, in bytes: 1 TiB. */
export const SIZE_BYTES = 2 ** 40;

/** How many pages the VM has. */
export const pagesOf = ({ size = SIZE_BYTES }: { readonly size?: number }): number => size / PAGE_BYTES;
