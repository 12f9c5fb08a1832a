/** What completes a text, and the end of the text that it takes the place of: what Node's readline asks for. */
export type Completion = [completions: string[], completed: string];

/** What the shell knows that the code does not say. */
export interface Names {
  /** Of the VMs of the lab. */
  readonly vms: () => string[];
}
