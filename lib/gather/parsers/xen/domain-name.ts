/** A domain that is nearly gone has no name any more, and xl prints what C prints for none. */
export const domainName = (text: string): string | undefined => (text === '' || text === '(null)' ? undefined : text);
