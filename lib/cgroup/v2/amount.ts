import type { Amount } from '../limits/amount.ts';

/** @example parseAmount('max\n') // 'max' */
export const parseAmount = (text: string): Amount => (text.trim() === 'max' ? 'max' : Number(text));
