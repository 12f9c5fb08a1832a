/** What a program in a VM said, as it said it; and its exit code, where that is not 0. */
export function printExecResult(value: unknown): string | undefined {
  if (!isExecResult(value)) return undefined;
  const { exitCode, stdout, stderr } = value;
  const code = exitCode === 0 ? '' : `exit code ${exitCode}`;
  return (
    [stdout, stderr, code]
      .map((text) => text.trimEnd())
      .filter(Boolean)
      .join('\n') || 'exit code 0'
  );
}

const isExecResult = (value: unknown): value is { exitCode: number; stdout: string; stderr: string } =>
  typeof value === 'object' && value !== null && 'exitCode' in value && 'stdout' in value && 'stderr' in value;
