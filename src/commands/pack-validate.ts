import type { Host } from "../host/host.ts";
import { builtinPack } from "../packs/builtin.ts";
import { problemText } from "../packs/manifest/problem.ts";
import { openPack } from "../packs/open.ts";
import { validate } from "../prove/validate.ts";
import type { ExitCode } from "../words/errors.ts";
import { counted, faultsText } from "./report.ts";

/** Says everything that is wrong with a pack, and exits with 2 when something is. */
export async function packValidate(spec: string, json: boolean, host: Host): Promise<ExitCode> {
  const { pack, problems } = validate(await openPack(spec, host), [builtinPack()]);
  if (problems.length > 0) {
    const message = `${counted(problems.length, "problem")} in the pack "${spec}":`;
    const fix = "Repair them, and validate it again.";
    const error = { code: "bad_pack", message, fix, problems };
    if (json) host.output.out(`${JSON.stringify({ ok: false, error })}\n`);
    host.output.err(faultsText(message, problems.map(problemText), fix));
    return 2;
  }
  const { name, version, hash, layers } = pack;
  const files = layers.flatMap((layer) => layer.files).length;
  const fragments = layers.flatMap((layer) => layer.fragments).length;
  const summary = { name, version, hash, layers: layers.length, files, fragments };
  if (json)
    host.output.out(
      `${JSON.stringify({ ok: true, command: "pack validate", pack: summary, problems })}\n`,
    );
  else
    host.output.out(
      `Pack ${name} ${version} is valid: ${counted(layers.length, "layer")}, ${counted(files, "file")}, ${counted(fragments, "fragment")} for slots.\n`,
    );
  return 0;
}
