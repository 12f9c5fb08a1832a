/** Figures that print as a line, by `String(figures)` only: as data they are what they were. */
export const withLine = <Figures extends object>(figures: Figures, line: (figures: Figures) => string): Figures =>
  Object.freeze(Object.defineProperty({ ...figures }, 'toString', { value: () => line(figures) }));
