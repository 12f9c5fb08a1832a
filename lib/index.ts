/**
 * The public API of vmlab.
 */
export * from './core/errors.ts';
export type { Undo, UndoOutcome } from './core/undo.ts';
export type { Duration, Rate, Size } from './core/units.ts';
export type { BalloonMemory, DomainInfo, DomainState } from './driver/driver.ts';
export type { DirtyRate } from './driver/migration/dirty-rate.ts';
export type {
  GuestChecker,
  GuestState,
  MigrationMode,
  MigrationOptions,
  MigrationRunOptions,
  MovedGuest,
  Verification,
} from './driver/migration/options.ts';
export type { MigrationProgress } from './driver/migration/progress.ts';
export type { MigrationResult } from './driver/migration/result.ts';
export type { Experiment, ExperimentRunOptions } from './experiment/builder.ts';
export type { Comparison, PairComparison } from './experiment/comparison/comparison.ts';
export type { Condition, Factors, Level } from './experiment/condition.ts';
export type { TrialContext } from './experiment/context.ts';
export { experiment } from './experiment/experiment.ts';
export type { ExperimentPlan } from './experiment/plan.ts';
export type { ExperimentResult } from './experiment/result.ts';
export type { ConditionRow, MeasureFigures } from './experiment/rows.ts';
export type { Trial } from './experiment/trial.ts';
export type { Warning } from './experiment/warnings/warning.ts';
export type { Collector, CollectorContext, CollectorCost, ParsedOutput } from './gather/collector/collector.ts';
export { gather } from './gather/gather.ts';
export type { ParseGatheredOptions } from './gather/parse.ts';
export type { GatherResult } from './gather/result/result.ts';
export type { GatherColumn, GatherRow, GatherSeries, GatherTable } from './gather/result/table.ts';
export type { GatherSection } from './gather/section.ts';
export type { CommandOutcome } from './gather/session/commands.ts';
export type { Gathering } from './gather/session/gathering.ts';
export type { GatherOptions } from './gather/session/options.ts';
export type { GatherPlan, GatherRunOptions, GatherSession } from './gather/session/session.ts';
export type { Top, TopOptions } from './gather/top/top.ts';
export { commandLine } from './host/local/command-line.ts';
export { type Chart, chart } from './lab/chart.ts';
export type { VmOptions } from './lab/domains/options.ts';
export { type Lab, lab } from './lab/lab.ts';
export type { Recorder, RecordOptions } from './lab/record.ts';
export type { ExecOptions, ExecResult } from './lab/vm/exec.ts';
export type { MigrateOptions, Migration } from './lab/vm/migrate.ts';
export type { VmStats } from './lab/vm/stats.ts';
export type { Vm } from './lab/vm/vm.ts';
export type { RunsTasks } from './load/place/task-place.ts';
export type { DiskSpec, NetworkSpec } from './load/spec.ts';
export type { DirtyMemory } from './migmon/dirty/dirty-memory.ts';
export type { Dirtying } from './migmon/dirty/dirtying.ts';
export type { DirtyPattern } from './migmon/dirty/pattern.ts';
export type { DirtyResult } from './migmon/dirty/result.ts';
export type { DirtySecond } from './migmon/dirty/second.ts';
export type { DirtyOptions } from './migmon/dirty/spec.ts';
export type { Beacon } from './migmon/downtime/beacon/beacon.ts';
export type { BeaconResult, BeaconSecond } from './migmon/downtime/beacon/result.ts';
export type { BeaconOptions } from './migmon/downtime/beacon/spec.ts';
export type { Downtime } from './migmon/downtime/client/downtime.ts';
export type { DowntimeEvent, DowntimeResult } from './migmon/downtime/client/result.ts';
export type { DowntimeSecond } from './migmon/downtime/client/second.ts';
export type { DowntimeOptions } from './migmon/downtime/client/spec.ts';
export type { DowntimeListener } from './migmon/downtime/listener/listener.ts';
export type { ListenerEvent, ListenerResult } from './migmon/downtime/listener/result.ts';
export type { ListenerSecond } from './migmon/downtime/listener/second.ts';
export type { ListenerOptions } from './migmon/downtime/listener/spec.ts';
export type { Outage } from './migmon/downtime/outage.ts';
export type { EchoCounts } from './migmon/downtime/server/counts.ts';
export type { EchoListening, EchoServer } from './migmon/downtime/server/echo-server.ts';
export type { EchoServerResult } from './migmon/downtime/server/result.ts';
export type { EchoSecond } from './migmon/downtime/server/second.ts';
export type { EchoServerOptions } from './migmon/downtime/server/spec.ts';
export type { Spike, SpikeLog } from './migmon/downtime/spike-log.ts';
export type { Latency, LatencyBucket } from './migmon/latency.ts';
export type { Listening } from './migmon/listening.ts';
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
export type { FleetLateness } from './record/fleet/lateness.ts';
export type { FleetNote } from './record/fleet/notes.ts';
export type { FleetRecording } from './record/fleet/recording.ts';
export type { FleetStep, VmUsage } from './record/fleet/step.ts';
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
export type { Report } from './report/report.ts';
export type { Amounts, Columns, ScheduledResource } from './sched/columns.ts';
export type { LiveResult } from './sched/live/live-result.ts';
export type { PeriodReport } from './sched/live/period-report.ts';
export type { Allocation, Policy, State } from './sched/policy/policy.ts';
export type { ManyPredictions, Prediction, Predictor } from './sched/predictor/predictor.ts';
export { sched } from './sched/sched.ts';
export type { Simulation } from './sched/simulate/simulation.ts';
export type { HostFacts, Recording, Resource, Trace } from './trace/trace.ts';
