import { catalogOf } from "../catalog/catalog.ts";
import type { Host } from "../host/host.ts";
import { builtinPack } from "../packs/builtin.ts";
import { problemText } from "../packs/manifest/problem.ts";
import { openPack } from "../packs/open.ts";
import { readyPack } from "../packs/ready.ts";
import { inTemporaryFolder } from "../packs/sources/temporary.ts";
import { checkProjects } from "../prove/projects.ts";
import { renderProjects } from "../prove/prove.ts";
import { proveTemplates } from "../prove/templates.ts";
import { validate } from "../prove/validate.ts";
import type { ExitCode } from "../words/errors.ts";
import { counted, faultsText } from "./report.ts";

export interface PackTestFlags {
  /** Whether whole projects are installed, checked and tested. */
  readonly projects: boolean;
  readonly json: boolean;
}

/** What was looked at, and everything that is wrong. */
interface Proof {
  readonly templates: number;
  readonly combinations: number;
  readonly rendered: number;
  readonly checked: number;
  readonly tested: number;
  readonly faults: readonly string[];
}

/** Proves a pack as ours is proven: each template, then whole projects. Exits with 2 when it fails. */
export async function packTest(
  spec: string,
  flags: PackTestFlags,
  version: string,
  host: Host,
): Promise<ExitCode> {
  const proof = await prove(spec, flags, version, host);
  const { faults, ...counts } = proof;
  const ok = faults.length === 0;
  const { out, err } = host.output;
  const fix = "Repair the pack, and test it again.";
  if (flags.json) {
    const message = `The pack ${spec} does not hold.`;
    const error = { code: "pack_test_failed", message, fix, faults };
    out(
      `${JSON.stringify(ok ? { ok, command: "pack test", ...counts } : { ok, error, ...counts })}\n`,
    );
  } else {
    out(
      `${proof.templates} templates rendered in ${proof.combinations} combinations of what they read
${proof.rendered} projects rendered, in which any two answers meet
${proof.checked} of them compiled, ${proof.tested} of these linted and tested by their own scripts
`,
    );
  }
  if (!ok) err(faultsText(`${counted(faults.length, "fault")} in the pack ${spec}:`, faults, fix));
  return ok ? 0 : 2;
}

async function prove(
  spec: string,
  flags: PackTestFlags,
  version: string,
  host: Host,
): Promise<Proof> {
  const talk = (text: string): void => host.output.err(`${text}\n`);
  const ours = builtinPack();
  const { pack, problems } = validate(await openPack(spec, host), [ours]);
  const none = { templates: 0, combinations: 0, rendered: 0, checked: 0, tested: 0 };
  // What follows would only say the same again, less clearly.
  if (problems.length > 0) return { ...none, faults: problems.map(problemText) };
  talk("Rendering each template...");
  const templates = proveTemplates(pack);
  talk("Rendering projects...");
  const catalog = catalogOf([ours, readyPack(pack, spec)]);
  const { projects, faults: open } = renderProjects(pack, catalog, version);
  const faults = [...templates.problems.map(problemText), ...open];
  const counts = {
    templates: templates.templates,
    combinations: templates.combinations,
    rendered: projects.length,
  };
  if (faults.length > 0 || !flags.projects) return { ...none, ...counts, faults };
  const checked = projects.filter((project) => project.applies);
  const wrong = await inTemporaryFolder((folder) => checkProjects(checked, folder, host, talk));
  const tested = checked.filter((project) => project.tested).length;
  return { ...counts, checked: checked.length, tested, faults: wrong };
}
