import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { onTestFinished } from "vitest";

/** What a server answers. Without a body it takes the request and never says anything. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** The connection breaks after so many bytes of the body. */
  breaksAt?: number;
}

export interface Asked {
  path: string;
  headers: Record<string, unknown>;
  body: string;
}

/** A server with one answer for everything, and what it was asked. */
export async function serve(answer: Answer): Promise<{ url: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => (body += text));
    request.on("end", () => {
      asked.push({ path: request.url ?? "", headers: request.headers, body });
      const { status = 200, headers, breaksAt } = answer;
      if (answer.body === undefined) return;
      const bytes = Buffer.from(answer.body);
      response.writeHead(status, { "content-type": "application/json", ...headers });
      if (breaksAt === undefined) response.end(bytes);
      else response.write(bytes.subarray(0, breaksAt), () => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** An address where nobody listens. */
export async function nowhere(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}
