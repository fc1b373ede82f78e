import type * as z from "zod/mini";
import { repositoriesIn } from "../../words/git-repositories.ts";
import { json } from "../../words/printable.ts";
import { missingReplacements, unknownOptions, unknownParts, wrongTargets } from "./cross-checks.ts";
import { type Entries, hashOf } from "./entries.ts";
import { readJsonFile } from "./json-file.ts";
import { folderProblems, type LayerFiles, layerFolders } from "./layer-folders.ts";
import { foreignPackManifest, layerManifest, modelsFile, packManifest } from "./manifest.ts";
import type { Body, Layer, Offer, Pack } from "./pack.ts";
import type { Problem } from "./problem.ts";
import { readSaid, saidOf } from "./layer-parts.ts";

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
  const layers = [...layerFolders(entries)].flatMap(([id, files]): LayerText[] => {
    problems.push(...folderProblems(id, files));
    const layer = read(`layers/${id}/layer.json`, layerManifest);
    const one = layerOf(id, layer ?? sayingNothing, files, models);
    problems.push(...wrongTargets(one));
    if (layer === undefined) return [];
    problems.push(...unknownParts(one, layer), ...missingReplacements(one));
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
  return repositoriesIn(paths).map((folder) => ({
    file: "layers",
    message: `bring ${json(`${folder}HEAD`)} and what belongs to it: git would take ${json(folder || ".")} for a repository, and run what its config names`,
  }));
}

type LayerManifest = z.infer<typeof layerManifest>;

const sayingNothing: LayerManifest = { order: 50 };

type Models = z.infer<typeof modelsFile>;

function layerOf(
  id: string,
  { when, offers, order, replaces, ...said }: LayerManifest,
  files: LayerFiles,
  models: Models | undefined,
): LayerText {
  const below = (folder: string) =>
    [...files]
      .filter(([path]) => path.startsWith(folder))
      .map(([source, bytes]) => {
        return { source, name: source.slice(folder.length), contents: contentsOf(source, bytes) };
      });
  const ofFiles = readSaid(said.files ?? {});
  const ofSlots = readSaid(said.slots ?? {});
  return {
    id,
    when,
    offers: offers && withModels(offers, models),
    order,
    ...(replaces === undefined ? {} : { replaces }),
    files: below("files/").map(({ name, ...file }) => {
      const { path, yours = said.yours, ...own } = saidOf(name, ofFiles);
      return { path, ...whenOf(own), ...(yours === true ? { yours } : {}), ...file };
    }),
    fragments: below("slots/").map(({ name, ...fragment }) => ({
      slot: name.replace(/\..*$/u, ""),
      ...whenOf(saidOf(name, ofSlots)),
      ...fragment,
    })),
  };
}

function whenOf({ when }: Pick<LayerManifest, "when">): Pick<LayerManifest, "when"> {
  return when === undefined ? {} : { when };
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

function contentsOf(file: string, bytes: Uint8Array): ContentsText {
  const text = textOf(bytes);
  const isText = !bytes.includes(0) && Buffer.from(text, "utf8").equals(bytes);
  if (file.endsWith(".hbs")) return { template: text };
  return isText ? text : new Uint8Array(bytes);
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("utf8");
}
