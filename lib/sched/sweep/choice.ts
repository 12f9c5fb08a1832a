import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InputError } from '../../core/errors.ts';
import { type BuiltInPolicy, isBuiltIn, type PolicySpec } from '../policy/built-in.ts';
import type { Policy } from '../policy/policy.ts';
import { titleOf } from '../policy/titled.ts';
import type { BuiltInPredictor, PredictorSpec } from '../predictor/built-in.ts';
import { type PREDICTORS, predictorFrom } from '../predictor/from-spec.ts';
import type { Predictor } from '../predictor/predictor.ts';
import { type NamedPolicy, policyFrom, specOf } from './policies.ts';

/** A predictor or policy of one's own: a worker loads the module and takes what it exports. A path is seen from the working directory. */
export interface FromModule {
  readonly module: string | URL;
  readonly export: string;
}

type Predictors = typeof PREDICTORS;

/** By name, `'last'` or `['ewma', 0.7]`; a built-in itself, `sched.ewma(0.7)`; or one of one's own. */
export type PredictorChoice =
  | { [Name in keyof Predictors]: Name | readonly [Name, ...Parameters<Predictors[Name]>] }[keyof Predictors]
  | BuiltInPredictor
  | FromModule;

/** By name, `'equal'` or `['rescoin', { window: 10 }]`; a built-in itself, `sched.rescoin()`; or one of one's own. */
export type PolicyChoice = NamedPolicy | BuiltInPolicy | FromModule;

/** Where a worker finds it. */
export interface Located {
  /** A URL, or the name of a package. */
  readonly module: string;
  readonly export: string;
}

/** Choices as plain data that can be sent to another thread. */
export type ChosenPredictor = PredictorSpec | Located;
export type ChosenPolicy = PolicySpec | Located;

/** @throws InputError for what is no choice */
export function choosePredictor(choice: PredictorChoice): ChosenPredictor {
  if (isFromModule(choice)) return located(choice);
  if (isObject(choice) && 'toJSON' in choice) return choice.toJSON();
  const [predictor, ...told]: readonly [string, ...unknown[]] = typeof choice === 'string' ? [choice] : listed(choice);
  return predictorFrom({ predictor, arguments: told }).toJSON();
}

/** @throws InputError for what is no choice */
export function choosePolicy(choice: PolicyChoice): ChosenPolicy {
  if (isFromModule(choice)) return located(choice);
  if (typeof choice === 'function' && isBuiltIn(choice)) return choice.toJSON();
  return policyFrom(specOf(typeof choice === 'string' ? choice : listed(choice))).toJSON();
}

export const loadPredictor = async (chosen: ChosenPredictor): Promise<Predictor> =>
  'module' in chosen ? (load(chosen) as Promise<Predictor>) : predictorFrom(chosen);

export const loadPolicy = async (chosen: ChosenPolicy): Promise<Policy> =>
  'module' in chosen ? (load(chosen) as Promise<Policy>) : policyFrom(chosen);

/** As errors name it: `ewma(0.7)`, `mine.ts#greedy`. */
export function nameOf(chosen: ChosenPredictor | ChosenPolicy): string {
  if ('module' in chosen) return `${chosen.module.split('/').at(-1)}#${chosen.export}`;
  return 'predictor' in chosen ? predictorFrom(chosen).name : titleOf(policyFrom(chosen));
}

const isFromModule = (choice: PredictorChoice | PolicyChoice): choice is FromModule =>
  isObject(choice) && 'module' in choice;

const isObject = (choice: unknown): choice is object => typeof choice === 'object' && choice !== null;

/** Who wrote JavaScript may have given anything. */
function listed<Choice extends readonly unknown[]>(choice: Choice): Choice {
  if (Array.isArray(choice)) return choice;
  throw new InputError({
    expected: "a built-in, itself or by name as ['ewma', 0.7], or one of your own as { module, export }",
    received: typeof choice,
    advice: 'Another thread runs it, and functions cannot be sent to one.',
  });
}

function located({ module, export: name }: FromModule): Located {
  const isPath = typeof module === 'string' && (isAbsolute(module) || module.startsWith('.'));
  return { module: isPath ? pathToFileURL(resolve(module)).href : String(module), export: name };
}

async function load({ module, export: name }: Located): Promise<unknown> {
  const value = (await import(module))[name];
  if (value !== undefined) return value;
  throw new InputError({ expected: `a module that exports ${name}`, received: module });
}
