import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";

/** A pack of one layer, by its paths. */
export const smallest: Readonly<Record<string, string>> = {
  "pack.json": '{"name":"p","title":"P","version":"1.0.0"}',
  "layers/one/layer.json": "{}",
  "layers/one/files/hello.txt": "hello\n",
};

export type Entry = Partial<Header> & { readonly name: string; readonly text?: string };

export function entriesOf(files: Readonly<Record<string, string>>, below = "package/"): Entry[] {
  return Object.entries(files).map(([name, text]) => ({ name: `${below}${name}`, text }));
}

/** An archive of exactly these entries, however wrong they are. */
export async function archiveOf(entries: Iterable<Entry>): Promise<Buffer> {
  return gzipSync(await tarOf(entries), { level: 1 });
}

export async function tarOf(entries: Iterable<Entry>): Promise<Buffer> {
  const tar = pack();
  for (const { text, ...header } of entries) tar.entry(header as Header, text ?? "");
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
