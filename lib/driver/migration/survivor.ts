/** Where the one copy of a guest is after a migration. */
export type Survivor = 'source' | 'destination' | 'none';
