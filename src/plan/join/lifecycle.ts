// Package managers run these while a project is installed, packed or published.
const lifecycle = [
  "preinstall",
  "install",
  "postinstall",
  "prepare",
  "preprepare",
  "postprepare",
  "prepublish",
  "prepublishOnly",
  "prepack",
  "postpack",
  "dependencies",
];

/** The scripts of a package.json that nobody has to start. */
export function lifecycleIn(text: string): string[] {
  return lifecycle.filter((name) => Object.hasOwn(scriptsIn(text), name));
}

function scriptsIn(text: string): object {
  try {
    const { scripts } = JSON.parse(text) as { scripts?: unknown };
    return typeof scripts === "object" && scripts !== null ? scripts : {};
  } catch {
    // That it is no JSON, joining says.
    return {};
  }
}
