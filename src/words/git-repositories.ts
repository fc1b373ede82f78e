import { spelling } from "./portable-name.ts";

/**
 * The folders, of a tree with these paths, that git takes for a repository wherever it meets them: their
 * `config` may name programs that git then runs. A folder counts with a file `HEAD`, in any case, and beside
 * it `objects/` and `refs/`, or a `commondir` that says where those are.
 */
export function repositoriesIn(paths: readonly string[]): string[] {
  const known = new Set(paths.flatMap(withFolders));
  // Several layers may bring a HEAD each.
  const folders = new Set(paths.filter(isHead).map((path) => path.slice(0, -"HEAD".length)));
  return [...folders].filter((folder) => {
    const has = (name: string): boolean => known.has(spelling(folder + name));
    return (has("objects/") && has("refs/")) || has("commondir");
  });
}

/** Whether a path is one of those that make such a folder a repository. */
export function isPartOf(folder: string, path: string): boolean {
  const name = path.startsWith(folder) ? spelling(path.slice(folder.length)) : "";
  return /^(?:head|config|commondir|objects\/.*|refs\/.*)$/u.test(name);
}

function isHead(path: string): boolean {
  return /(?:^|\/)head$/iu.test(path);
}

/** A path and the folders around it, which end with a slash. */
function withFolders(path: string): string[] {
  const ends = [...spelling(path).matchAll(/\/|$/gu)].map(
    ({ index, 0: slash }) => index + slash.length,
  );
  return ends.map((end) => spelling(path).slice(0, end));
}
