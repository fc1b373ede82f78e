/** An error as the thread keeps it. */
export function formatError(intent: string, error: unknown): string {
  return `error running ${intent}: ${error instanceof Error ? error.message : String(error)}`;
}
