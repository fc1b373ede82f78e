import { createHash } from "node:crypto";
import path from "node:path";
import type { z } from "zod";
import { UserError } from "../errors.ts";
import type { Files } from "../host.ts";
import { nameProblem } from "../portable-name.ts";
import { layerManifest, modelsFile, packManifest } from "./manifest.ts";
import type { Body, Layer, Offer, Pack } from "./pack.ts";

/** A pack as it lies in its folder: templates are still text. */
export interface PackText extends Pick<Pack, "name" | "title" | "hash"> {
  readonly version: string | undefined;
  readonly layers: readonly LayerText[];
}

type LayerText = Omit<Layer, "files" | "fragments" | "pack"> & Body<ContentsText>;

export type ContentsText = string | Uint8Array | { readonly template: string };

export function readPackFolder(folder: string, files: Files): PackText {
  const manifest = packManifest.safeParse(readJson(path.join(folder, "pack.json"), files));
  if (!manifest.success) throw badManifest(folder, "pack.json", manifest.error.issues);
  const layersFolder = path.join(folder, "layers");
  const models = readModels(folder, files);
  const layers = names(layersFolder, files).map((id) => {
    const layer = readLayer(layersFolder, id, files);
    return { ...layer, offers: layer.offers && withModels(layer.offers, models) };
  });
  return {
    name: manifest.data.name,
    title: manifest.data.title,
    version: manifest.data.version,
    hash: hashOf(walk(folder, files), folder, files),
    layers,
  };
}

type Models = z.infer<typeof modelsFile>;

/** The models of the providers, as facts of what the pack offers. */
function readModels(folder: string, files: Files): Models | undefined {
  if (!names(folder, files).includes("models.json")) return undefined;
  const parsed = modelsFile.safeParse(readJson(path.join(folder, "models.json"), files));
  if (!parsed.success) throw badManifest(folder, "models.json", parsed.error.issues);
  return parsed.data;
}

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

function readLayer(layersFolder: string, id: string, files: Files): LayerText {
  const folder = path.join(layersFolder, id);
  const parsed = layerManifest.safeParse(readJson(path.join(folder, "layer.json"), files));
  if (!parsed.success) throw badManifest(folder, "layer.json", parsed.error.issues);
  return {
    id,
    when: parsed.data.when,
    offers: parsed.data.offers,
    order: parsed.data.order,
    files: walk(path.join(folder, "files"), files).map((file) => ({
      path: targetPath(file),
      source: `files/${file}`,
      contents: contentsOf(path.join(folder, "files", file), files),
    })),
    fragments: walk(path.join(folder, "slots"), files).map((file) => ({
      slot: file.replace(/\..*$/u, ""),
      source: `slots/${file}`,
      contents: contentsOf(path.join(folder, "slots", file), files),
    })),
  };
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

function contentsOf(file: string, files: Files): ContentsText {
  const bytes = files.readFileSync(file);
  const text = bytes.toString("utf8");
  const isText = !bytes.includes(0) && Buffer.from(text, "utf8").equals(bytes);
  if (file.endsWith(".hbs")) return { template: text };
  return isText ? text : new Uint8Array(bytes);
}

/** Every file below a folder, sorted, with forward slashes. Anything but files and folders is refused. */
function walk(folder: string, files: Files): string[] {
  return names(folder, files).flatMap((name) => {
    const full = path.join(folder, name);
    const stat = files.lstatSync(full);
    if (stat.isFile()) return [name];
    if (stat.isDirectory()) return walk(full, files).map((inner) => `${name}/${inner}`);
    throw unsafe(full, "is neither a file nor a folder");
  });
}

function names(folder: string, files: Files): string[] {
  let found: string[];
  try {
    found = files.readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
  for (const name of found) {
    const problem = nameProblem(name);
    if (problem !== undefined) throw unsafe(path.join(folder, name), problem);
  }
  return found.toSorted();
}

function hashOf(list: readonly string[], folder: string, files: Files): string {
  const hash = createHash("sha256");
  for (const file of list) {
    const bytes = files.readFileSync(path.join(folder, file));
    hash.update(`${file}\0${createHash("sha256").update(bytes).digest("hex")}\n`);
  }
  return hash.digest("hex");
}

function readJson(file: string, files: Files): unknown {
  let text: string;
  try {
    text = files.readFileSync(file, "utf8");
  } catch {
    throw unsafe(file, "is missing");
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unsafe(file, `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function badManifest(
  folder: string,
  name: string,
  issues: readonly { path: PropertyKey[]; message: string }[],
): UserError {
  const problems = issues.map(
    (issue) => `${issue.path.map(String).join(".") || "it"}: ${issue.message}`,
  );
  return unsafe(path.join(folder, name), `is not valid: ${problems.join("; ")}`);
}

function unsafe(file: string, problem: string): UserError {
  return new UserError({
    code: "bad_pack",
    message: `"${file}" ${problem}.`,
    fix: "Repair the pack.",
  });
}
