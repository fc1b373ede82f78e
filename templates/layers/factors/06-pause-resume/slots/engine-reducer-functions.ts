
/** The key of a tool that was started and whose outcome is not known yet. */
export function openKey(state: State): string | undefined {
  return "key" in state ? state.key : undefined;
}
