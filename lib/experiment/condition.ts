/** What a factor can be set to. */
export type Level = string | number | boolean;

/** What is varied: each factor with its levels, in the order in which they are compared. */
export type Factors = Readonly<Record<string, readonly Level[]>>;

/** One combination: each factor at one of its levels. */
export type Condition = Readonly<Record<string, Level>>;

/** The combinations of some factors, as a type: `{ mode: 'precopy' | 'postcopy' }`. */
export type ConditionOf<Of extends Factors> = { readonly [Factor in keyof Of]: Of[Factor][number] };

/** A condition as text that tells it from all others of its experiment. @example conditionText({ rate: '100M', mode: 'precopy' }) // 'rate=100M mode=precopy' */
export const conditionText = (condition: Condition): string =>
  Object.entries(condition)
    .map(([factor, level]) => `${factor}=${level}`)
    .join(' ');

/** True for one and the same combination, whatever the order of the factors. */
export const sameCondition = (one: Condition, other: Condition): boolean =>
  Object.keys(one).every((factor) => one[factor] === other[factor]);

/**
 * Every combination of the levels of all factors, but for those that are left out; the last factor changes fastest.
 *
 * @example conditionsOf({ rate: [1, 2], mode: ['a', 'b'] }, [({ rate, mode }) => rate === 1 || mode === 'a']).length // 3
 */
export const conditionsOf = (
  factors: Factors,
  where: readonly ((condition: Condition) => boolean)[] = [],
): Condition[] =>
  Object.entries(factors)
    .reduce<Condition[]>(
      (before, [factor, levels]) =>
        before.flatMap((condition) => levels.map((level) => ({ ...condition, [factor]: level }))),
      [{}],
    )
    .filter((condition) => where.every((isIn) => isIn(condition)));
