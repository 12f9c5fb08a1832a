/**
 * The public API of vmlab.
 */
export * from './core/errors.ts';
export type { Undo, UndoOutcome } from './core/undo.ts';
export type { Duration, Rate, Size } from './core/units.ts';
export type { ExecOptions, ExecResult } from './lab/exec.ts';
export { type Lab, lab } from './lab/lab.ts';
export type { Vm } from './lab/vm.ts';
export type { DiskSpec, NetworkSpec } from './load/spec.ts';
export type { Latency, LatencyBucket } from './migmon/latency.ts';
export { migmon } from './migmon/migmon.ts';
export type { MigrationDestination } from './migmon/stream/destination/destination.ts';
export type { Faults } from './migmon/stream/destination/faults.ts';
export type { DestinationListener } from './migmon/stream/destination/listener.ts';
export type { DestinationResult } from './migmon/stream/destination/result.ts';
export type { DestinationSecond } from './migmon/stream/destination/second.ts';
export type { SourceOutcome } from './migmon/stream/destination/sources.ts';
export type { DestinationOptions } from './migmon/stream/destination/spec.ts';
export type { PageContents } from './migmon/stream/source/contents.ts';
export type { SourceResult } from './migmon/stream/source/result.ts';
export type { SourceSecond } from './migmon/stream/source/second.ts';
export type { MigrationSource } from './migmon/stream/source/source.ts';
export type { SourceOptions } from './migmon/stream/source/spec.ts';
export type { Replay } from './replay/builder.ts';
export type { Fidelity, ResourceFidelity } from './replay/fidelity-table.ts';
export type { Plan } from './replay/plan.ts';
export { replay } from './replay/replay.ts';
export type { ReplayResult } from './replay/result.ts';
export type { RunOptions } from './replay/run-replays.ts';
export type { RxReplay } from './replay/rx/builder.ts';
export type { Destination, RxPlan } from './replay/rx/plan.ts';
export type { TargetInput } from './replay/rx/target.ts';
export type { ReplaySet, SetResult } from './replay/set.ts';
export type { StepReport } from './replay/watch.ts';
export { chart } from './report/chart.ts';
export type { Report } from './report/report.ts';
export type { HostFacts, Recording, Resource, Trace } from './trace/trace.ts';
