/** What an agent says, one JSON line each (native/README.md has the protocol). */
export type AgentReport = StepClaim | Word;

/** An agent's own account of one step: claims, not measurements. Bytes and ns within the step; absent: that load rests. */
export interface StepClaim {
  readonly type: 'step';
  readonly index: number;
  /** From the step's deadline to the moment its targets were applied, in ns. */
  readonly late_ns: number;
  readonly cpu_ns?: number;
  readonly memory_bytes?: number;
  readonly read_bytes?: number;
  readonly write_bytes?: number;
  readonly tx_bytes?: number;
}

export interface Word {
  readonly type: 'ready' | 'error' | 'end' | 'progress' | 'clock';
  /** Of a `clock`: its CLOCK_MONOTONIC. */
  readonly at_ns?: number;
  readonly load?: string;
  readonly errno?: string;
  readonly message?: string;
}

/** A line that is no JSON (a library's warning) is passed on as an error's message, never lost. */
export function parseReport(line: string): AgentReport {
  try {
    return JSON.parse(line) as AgentReport;
  } catch {
    return { type: 'error', message: line };
  }
}
