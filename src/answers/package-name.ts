import validate from "validate-npm-package-name";
import { UserError } from "../words/errors.ts";

/** A package name out of a folder's name: "My Agent" becomes "my-agent". Refused where none can be made. */
export function packageNameFrom(folder: string): string {
  const name = folder
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replaceAll(/^[-._]+|[-._]+$/g, "")
    .slice(0, 214);
  if (name !== "" && validate(name).validForNewPackages) return name;
  throw new UserError({
    code: "invalid_name",
    message: `No package name can be made from the folder name "${folder}".`,
    fix: "Give one with --name.",
  });
}

export function readPackageName(name: string): string {
  const result = validate(name);
  if (result.validForNewPackages) return name;
  const reasons = [...(result.errors ?? []), ...(result.warnings ?? [])];
  throw new UserError({
    code: "invalid_name",
    message: `--name ${JSON.stringify(name)} is not a package name: ${reasons.join("; ")}.`,
    fix: 'Use lower-case letters, digits, "-", "_" and ".", such as "my-agent" or "@me/my-agent".',
  });
}
