
function isBusy({ at }: State): boolean {
  return at === "thinking" || at === "running";
}
