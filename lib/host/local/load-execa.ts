/** What starts programs, loaded when the first is to be: that takes longer than all of vmlab, and much can be done without a program. */
export const loadExeca = async (): Promise<typeof import('execa').execa> => (await import('execa')).execa;
