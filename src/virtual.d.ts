// Written by build/builtin-pack.ts out of templates/ and package.json.
declare module "virtual:builtin-pack" {
  export function readPack(): import("./packs/builtin.ts").BuiltinPack;
}

declare module "virtual:version" {
  export const version: string;
}

declare module "virtual:help" {
  export const help: string;
}
