/** Reads elements of XML. What is not there is undefined, and so is what would be below it. */
import type { Element } from '@xmldom/xmldom';

/** The children of that name, in order. */
export const childrenOf = (element: Element | undefined, name: string): Element[] =>
  [...(element?.childNodes ?? [])].filter((node): node is Element => (node as Element).tagName === name);

/** The first one. */
export const child = (element: Element | undefined, name: string): Element | undefined => childrenOf(element, name)[0];

export const attribute = (element: Element | undefined, name: string): string | undefined =>
  element?.getAttribute(name) ?? undefined;

export const textOf = (element: Element | undefined): string | undefined => element?.textContent?.trim();
