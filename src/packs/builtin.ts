import { readPack } from "virtual:builtin-pack";
import type { Contents, Fragment, Layer, Pack, PackFile } from "./pack.ts";
import { type Parts, runParts } from "./parts.ts";

/** A file of our own pack, as the build has written it into the program. */
export type BuiltinContents =
  | string
  | { readonly base64: string }
  | { readonly slots: readonly string[]; readonly parts: Parts };

type Builtin<Part> = Omit<Part, "contents"> & { readonly contents: BuiltinContents };

/** What a layer adds. It is read when the layer applies: a project takes a third of them. */
export interface BuiltinBody {
  readonly files: readonly Builtin<PackFile>[];
  readonly fragments: readonly Builtin<Fragment>[];
}

export interface BuiltinPack extends Omit<Pack, "layers"> {
  readonly layers: readonly (Omit<Layer, "pack" | "files" | "fragments"> & {
    readonly body: () => BuiltinBody;
  })[];
}

/** Our own templates. The build has parsed them, so that Handlebars is not needed. */
export function builtinPack(): Pack {
  const pack = readPack();
  return {
    ...pack,
    layers: pack.layers.map(({ body, ...layer }) => {
      let known: Pick<Layer, "files" | "fragments"> | undefined;
      const read = () => (known ??= bodyOf(body()));
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

function bodyOf({ files, fragments }: BuiltinBody): Pick<Layer, "files" | "fragments"> {
  return {
    files: files.map((file) => ({ ...file, contents: contentsOf(file.contents) })),
    fragments: fragments.map((one) => ({ ...one, contents: contentsOf(one.contents) })),
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
