import type * as z from "zod/mini";
import { suggestion } from "../../words/nearest.ts";
import { missingReplacements, unknownOptions } from "./cross-checks.ts";
import { type Entries, hashOf, targetProblem } from "./entries.ts";
import { json } from "../templates/helpers.ts";
import { readJsonFile } from "./json-file.ts";
import { foreignPackManifest, layerManifest, modelsFile, packManifest } from "./manifest.ts";
import type { Body, Layer, Offer, Pack } from "./pack.ts";
import type { Problem } from "./problem.ts";
import { repositoriesIn } from "../../words/git-repositories.ts";

/** A pack as its files say it: templates are still text. */
export interface PackText extends Pick<Pack, "name" | "title" | "hash" | "options"> {
  readonly version: string | undefined;
  readonly layers: readonly LayerText[];
}

type LayerText = Omit<Layer, "files" | "fragments" | "pack"> & Body<ContentsText>;

export type ContentsText = string | Uint8Array | { readonly template: string };

export interface TemplateText {
  /** Its path in the pack. */
  readonly file: string;
  readonly text: string;
}

export function templatesOf({ layers }: Pick<PackText, "layers">): TemplateText[] {
  return layers.flatMap((layer) =>
    [...layer.files, ...layer.fragments].flatMap(({ source, contents }) =>
      typeof contents === "object" && "template" in contents
        ? [{ file: `layers/${layer.id}/${source}`, text: contents.template }]
        : [],
    ),
  );
}

export interface ReadPack {
  /** As far as it could be read. It is whole when there are no problems. */
  readonly pack: PackText;
  readonly problems: readonly Problem[];
}

/** Reads a pack from its files. Everything that is wrong with them is found at once. */
export function readPack(entries: Entries, whose: "ours" | "foreign" = "foreign"): ReadPack {
  const problems: Problem[] = [];
  const read = <Schema extends z.ZodMiniType>(file: string, schema: Schema) => {
    const bytes = entries.get(file);
    if (bytes === undefined) return undefined;
    const { value, problems: found } = readJsonFile(file, textOf(bytes), schema);
    problems.push(...found);
    return value;
  };

  if (!entries.has("pack.json")) problems.push({ file: "pack.json", message: "is missing" });
  const manifest = read("pack.json", whose === "ours" ? packManifest : foreignPackManifest);
  const models = read("models.json", modelsFile);
  const layers = [...layersOf(entries)].flatMap(([id, files]): LayerText[] => {
    problems.push(...strayIn(id, files));
    const layer = read(`layers/${id}/layer.json`, layerManifest);
    if (layer === undefined) return [];
    const one = layerOf(id, layer, files, models);
    problems.push(...missingReplacements(one));
    return [one];
  });
  if (layers.length === 0 && problems.length === 0) {
    problems.push({ file: "layers", message: "holds no layer: a folder with a layer.json" });
  }
  const { name = "", title = "", version } = manifest ?? {};
  const options = Object.entries(manifest?.options ?? {}).map(([key, one]) => ({ key, ...one }));
  problems.push(...unknownOptions(options, layers), ...repositories(layers));
  const pack = { name, title, version, hash: hashOf(entries), layers };
  return { pack: options.length === 0 ? pack : { ...pack, options }, problems };
}

/** Whatever layers apply: one that brings a part of a repository has no other use for it. */
function repositories(layers: readonly LayerText[]): Problem[] {
  const paths = layers.flatMap(({ files }) => files.map((file) => file.path));
  return [...new Set(repositoriesIn(paths))].map((folder) => ({
    file: "layers",
    message: `bring ${json(`${folder}HEAD`)} and what belongs to it: git would take ${json(folder || ".")} for a repository, and run what its config names`,
  }));
}

/** The files of each layer by their paths in it. */
function layersOf(entries: Entries): Map<string, Map<string, Uint8Array>> {
  const layers = new Map<string, Map<string, Uint8Array>>();
  for (const [path, bytes] of entries) {
    const [folder, id = "", ...rest] = path.split("/");
    if (folder !== "layers" || rest.length === 0) continue;
    const files = layers.get(id) ?? new Map<string, Uint8Array>();
    layers.set(id, files.set(rest.join("/"), bytes));
  }
  return layers;
}

const places = ["layer.json", "files", "slots"];

function strayIn(id: string, files: ReadonlyMap<string, Uint8Array>): Problem[] {
  const tops = new Set([...files.keys()].map((path) => path.split("/")[0] ?? ""));
  const stray = [...tops].filter((name) => !places.includes(name));
  return [
    ...(/^[a-z0-9][a-z0-9+-]*$/u.test(id)
      ? []
      : [
          {
            file: `layers/${id}`,
            message: "is no id: lower-case letters, digits, dashes and plus signs",
          },
        ]),
    ...(files.has("layer.json")
      ? []
      : [{ file: `layers/${id}/layer.json`, message: "is missing" }]),
    ...stray.map((name) => ({
      file: `layers/${id}/${name}`,
      message: `is not a part of a layer. ${suggestion(name, places, "part")}`,
    })),
    ...[...files.keys()]
      .filter((path) => path.includes("{{"))
      .map((path) => ({
        file: `layers/${id}/${path}`,
        message: "has a template as its name; names are taken as they stand",
      })),
    ...[...files.keys()]
      .filter((path) => path.startsWith("slots/") && !/^slots\/[a-z][a-z0-9-]*(?:\.|$)/u.test(path))
      .map((path) => ({
        file: `layers/${id}/${path}`,
        message: "is no name of a slot: lower-case letters, digits and dashes, then a dot",
      })),
    ...[...files.keys()]
      .filter((path) => path.startsWith("files/"))
      .flatMap((path) => {
        const target = targetPath(path.slice("files/".length));
        const problem = targetProblem(target);
        return problem === undefined
          ? []
          : [
              {
                file: `layers/${id}/${path}`,
                message: `would be ${json(target)}, which ${problem}`,
              },
            ];
      }),
  ];
}

type Models = z.infer<typeof modelsFile>;

function layerOf(
  id: string,
  { when, offers, order, replaces }: z.infer<typeof layerManifest>,
  files: ReadonlyMap<string, Uint8Array>,
  models: Models | undefined,
): LayerText {
  const below = (folder: string) =>
    [...files]
      .filter(([path]) => path.startsWith(folder))
      .map(([source, bytes]) => {
        return { source, name: source.slice(folder.length), contents: contentsOf(source, bytes) };
      });
  return {
    id,
    when,
    offers: offers && withModels(offers, models),
    order,
    ...(replaces === undefined ? {} : { replaces }),
    files: below("files/").map(({ name, ...file }) => ({ path: targetPath(name), ...file })),
    fragments: below("slots/").map(({ name, ...fragment }) => ({
      slot: name.replace(/\..*$/u, ""),
      ...fragment,
    })),
  };
}

/** The models of the providers, as facts of what the pack offers. */
function withModels(offer: Offer, models: Models | undefined): Offer {
  const own = offer.kind === "provider" ? models?.providers[offer.id] : undefined;
  if (models === undefined || own === undefined) return offer;
  const { model, cheaper } = own;
  const facts = {
    ...offer.facts,
    checked: models.checked,
    model: model.id,
    modelPrice: priceText(model.price),
    cheaper: cheaper.id,
    cheaperPrice: priceText(cheaper.price),
  };
  return { ...offer, facts };
}

/** As it stands in code. */
function priceText(price: object | undefined): string {
  const fields = Object.entries(price ?? {}).map(([name, dollars]) => `${name}: ${dollars}`);
  return price === undefined ? "" : `{ ${fields.join(", ")} }`;
}

/** npm leaves .gitignore out of published packages, so templates call it _gitignore. */
export function targetPath(file: string): string {
  return file
    .replace(/\.hbs$/u, "")
    .split("/")
    .map((segment) =>
      segment.replace(/^_/u, (mark) => (segment.startsWith("__") ? "" : mark && ".")),
    )
    .join("/");
}

function contentsOf(file: string, bytes: Uint8Array): ContentsText {
  const text = textOf(bytes);
  const isText = !bytes.includes(0) && Buffer.from(text, "utf8").equals(bytes);
  if (file.endsWith(".hbs")) return { template: text };
  return isText ? text : new Uint8Array(bytes);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}
