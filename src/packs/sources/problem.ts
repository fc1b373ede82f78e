import { UserError } from "../../words/errors.ts";

/** The network, or whoever is asked over it, is away: a copy that is already here may do. */
export function unreachable(pack: string, said: string): UserError {
  return new UserError({
    code: "pack_unreachable",
    message: `Pack ${pack} could not be reached: ${sentence(said)}`,
    fix: "Check the network and run the command again.",
    exit: 1,
  });
}

/** What a tool said, ended as a sentence. */
export function sentence(said: string): string {
  return /[.!?]$/u.test(said) ? said : `${said}.`;
}

export function missingTool(tool: "git" | "npm", pack: string): UserError {
  return new UserError({
    code: `${tool}_missing`,
    message: `Pack ${pack} cannot be used: ${tool} is not on this machine.`,
    fix: `Install ${tool}, or give the pack as a folder.`,
    exit: 1,
  });
}
