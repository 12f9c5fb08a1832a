import { type Columns, columnsOf, eachResource } from '../columns.ts';
import { type Credit, startCredit } from '../credit.ts';
import type { Allocation, Policy, State } from '../policy/policy.ts';
import { startAsking, wrongGrant } from './ask.ts';
import type { Demand } from './demand.ts';
import { type History, keepDecision, keepOutcome, startHistory } from './history.ts';
import type { Lane } from './lane.ts';
import type { Settings } from './options.ts';
import { endPeriod } from './settle.ts';
import { startLane } from './start-lane.ts';
import { type TemplateColumns, templatesOf } from './templates.ts';
import { useGrants } from './use.ts';
import { beginPeriod } from './want.ts';

/** A simulation under way, and, when it has ended, what it came to. */
export interface Run {
  readonly lanes: readonly Lane[];
  readonly templates: TemplateColumns;
  readonly history?: History;
}

/** Period after period: estimates, then the policy, then use under its grants. Nothing is allocated in a period but by the policy. */
export function runPeriods(demand: Demand, settings: Settings): Run {
  const templates = templatesOf(settings.templates, demand.names, settings.capacity);
  const asked = columnsOf(demand.names.length);
  const lanes = settings.resources.map((resource) => startLane(resource, settings, { demand: asked, templates }));
  const history = settings.keep === 'columns' ? startHistory(lanes, demand.steps) : undefined;
  const credit = startCredit(templates.template, settings.policy.creditWindow ?? 10);
  const state = stateOf({ lanes, templates, credit }, demand.names, settings);
  const ask = startAsking(settings.policy, state, settings.resources);
  const next = demand.start(asked);
  for (let period = 0; period < demand.steps; period++) {
    state.period = period;
    state.interval = demand.secondsOf(period);
    next();
    runPeriod({ lanes, credit, history, policy: settings.policy, ask }, state);
  }
  return { lanes, templates, history };
}

type Writable = { -readonly [Key in keyof State]: State[Key] };

/** The columns of the lanes themselves, so that nothing is copied; those of resources that are not scheduled stay as they are. */
function stateOf(
  { lanes, templates, credit }: Run & { credit: Credit },
  names: readonly string[],
  { capacity }: Settings,
): Writable {
  const of = (column: 'estimate' | 'used' | 'atLeast'): Columns =>
    eachResource(
      (resource) =>
        lanes.find((lane) => lane.resource === resource)?.[column] ?? new Float64Array(names.length).fill(Number.NaN),
    );
  const columns = { estimate: of('estimate'), used: of('used'), demandAtLeast: of('atLeast'), credit: credit.columns };
  return { names, capacity, ...templates, ...columns, interval: 0, period: 0 };
}

interface Running {
  readonly lanes: readonly Lane[];
  readonly credit: Credit;
  readonly policy: Policy;
  readonly ask: () => Allocation;
  readonly history?: History;
}

function runPeriod({ lanes, credit, policy, ask, history }: Running, state: State): void {
  for (const lane of lanes) beginPeriod(lane, state.interval);
  const allocation = ask();
  for (const lane of lanes) lane.grant.set(allocation[lane.resource]); // a policy may answer with columns that are written over from here on
  for (const lane of lanes) {
    const wrong = useGrants(lane);
    if (wrong >= 0) throw wrongGrant(policy, state, { vm: wrong, grant: `${lane.grant[wrong]} of ${lane.resource}` });
    if (history) keepDecision(history, state.period, { lane, credit: credit.columns });
    endPeriod(lane, state.interval);
    if (history) keepOutcome(history, state.period, lane);
  }
  if (history) history.interval[state.period] = state.interval;
  credit.add(state.used);
}
