import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { bin, cli, newUser, unattended } from "../support/cli.ts";
import { readTree } from "../support/folders.ts";
import { run } from "../support/processes.ts";

test("a machine without any network gets the same project", async ({ skip }) => {
  const user = newUser();
  const probe = await run("unshare", ["--net", "true"], user).catch(() => ({ code: 1 }));
  if (probe.code !== 0) skip("unshare --net needs Linux and root");

  const alone = await run("unshare", ["--net", bin(), "my-agent", ...unattended], user);
  expect(alone).toMatchObject({ code: 0 });

  const other = newUser();
  await cli(other, ["my-agent", ...unattended]);
  expect(readTree(user.cwd)).toEqual(readTree(other.cwd));
});

test("creating asks neither the registry nor any proxy for anything", async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(500).end();
  });
  server.on("connect", (_request, socket) => {
    asked += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const env = {
    npm_config_registry: url,
    HTTP_PROXY: url,
    HTTPS_PROXY: url,
    http_proxy: url,
    https_proxy: url,
    NODE_USE_ENV_PROXY: "1",
  };

  const user = newUser();
  const outcome = await cli(user, ["my-agent", ...unattended], { env });
  await new Promise((resolve) => server.close(resolve));
  expect(outcome).toMatchObject({ code: 0 });
  expect(asked).toBe(0);
  expect(readdirSync(user.env.HOME ?? "")).toEqual([]);
});
