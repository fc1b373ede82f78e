import type { Files } from "../../host/host.ts";
import { UserError } from "../../words/errors.ts";
import type { Entries } from "../manifest/entries.ts";
import { badArchive, largestArchive, readTarball } from "./tarball.ts";

/**
 * Reads a pack from an archive on this machine.
 *
 * @throws UserError `pack_not_found`, `bad_pack_archive`, `bad_pack`
 */
export async function readTarballFile(file: string, pack: string, files: Files): Promise<Entries> {
  const stat = files.statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() !== true)
    throw new UserError({
      code: "pack_not_found",
      message: `Pack ${pack} cannot be used: there is no such file.`,
      fix: "Give the path of an archive that `npm pack` has made.",
    });
  // An archive is no larger than what is in it.
  if (stat.size > largestArchive)
    throw badArchive(pack, `it is larger than ${largestArchive} bytes`);
  return readTarball(files.readFileSync(file), pack);
}
