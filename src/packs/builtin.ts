import { readPack } from "virtual:builtin-pack";
import { type Body, type Contents, type Layer, type Pack, withContents } from "./manifest/pack.ts";
import { type Parts, runParts } from "./templates/parts.ts";

/** A file of our own pack, as the build has written it into the program. */
export type BuiltinContents =
  | string
  | { readonly base64: string }
  | { readonly slots: readonly string[]; readonly parts: Parts };

/** What a layer adds. It is read when the layer applies: a project takes a third of them. */
export type BuiltinBody = Body<BuiltinContents>;

export interface BuiltinPack extends Omit<Pack, "layers"> {
  readonly layers: readonly Omit<Layer, "pack" | "files" | "fragments">[];
  /** What each layer adds, in the same order. */
  readonly bodyOf: (at: number) => BuiltinBody;
}

/** Our own templates. The build has parsed them, so that Handlebars is not needed. */
export function builtinPack(): Pack {
  const { bodyOf, ...pack } = readPack();
  return {
    ...pack,
    layers: pack.layers.map((layer, at) => {
      let known: Body<Contents> | undefined;
      const read = () => (known ??= withContents(bodyOf(at), contentsOf));
      return {
        ...layer,
        pack: pack.name,
        get files() {
          return read().files;
        },
        get fragments() {
          return read().fragments;
        },
      };
    }),
  };
}

function contentsOf(contents: BuiltinContents): Contents {
  if (typeof contents === "string") return contents;
  if ("base64" in contents) return new Uint8Array(Buffer.from(contents.base64, "base64"));
  return {
    slots: contents.slots,
    run: (context) => runParts(contents.parts, context),
  };
}
