/** The state of Holt-Winters for many VMs. */

/** Weights of what was observed last in each part of the state. */
export interface SeasonFactors {
  readonly level: number;
  readonly trend: number;
  readonly season: number;
}

export interface Seasons {
  /** Takes a VM's observation, `NaN` where there is none. @returns what is expected next, unbounded; meaningless before the first */
  observe(vm: number, value: number): number;
}

/** @param period length of the season, in observations */
export function createSeasons(count: number, period: number, factors: SeasonFactors): Seasons {
  const [levels, trends] = [new Float64Array(count), new Float64Array(count)];
  /** How far each place of the season lies from the level; in the first season, what was observed. */
  const places = new Float64Array(count * period);
  /** Observations since the first, with those that are not recorded. */
  const ages = new Float64Array(count);

  const settle = (vm: number): void => {
    const first = places.subarray(vm * period, (vm + 1) * period);
    const level = meanOf(first);
    levels[vm] = level;
    first.forEach((value, place) => {
      first[place] = Number.isNaN(value) ? 0 : value - level;
    });
  };
  const smooth = (vm: number, value: number, place: number): void => {
    const before = levels[vm]!;
    const level = factors.level * (value - places[place]!) + (1 - factors.level) * (before + trends[vm]!);
    levels[vm] = level;
    trends[vm] = factors.trend * (level - before) + (1 - factors.trend) * trends[vm]!;
    places[place] = factors.season * (value - level) + (1 - factors.season) * places[place]!;
  };
  const take = (vm: number, value: number): void => {
    const age = ages[vm]!++;
    const place = vm * period + (age % period);
    if (age < period) places[place] = value;
    else if (!Number.isNaN(value)) smooth(vm, value, place);
    if (age === period - 1) settle(vm);
  };
  return {
    observe(vm, value) {
      if (ages[vm] === 0 && Number.isNaN(value)) return value;
      take(vm, value);
      const age = ages[vm]!;
      return age < period ? value : levels[vm]! + trends[vm]! + places[vm * period + (age % period)]!;
    },
  };
}

function meanOf(values: Float64Array): number {
  let [sum, count] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
