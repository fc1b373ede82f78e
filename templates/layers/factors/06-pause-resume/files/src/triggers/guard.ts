import { createHash, timingSafeEqual } from "node:crypto";

import type { MiddlewareHandler } from "hono";

import { problem } from "./request.ts";

const local = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** With a token, whoever has it. Without one, only this machine, and no web page that is open in its browser. */
export function guard(token: string | undefined): MiddlewareHandler {
  return async (c, next) => {
    if (token) {
      const [, given = ""] = /^Bearer +(.+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
      if (!equal(given, token))
        return problem(c, "unauthorized", "send Authorization: Bearer, and AGENT_TOKEN");
    } else {
      const { host = "", origin = `http://${host}` } = c.req.header();
      if (!local.test(host) || origin !== `http://${host}`)
        return problem(
          c,
          "forbidden",
          "without AGENT_TOKEN only programs of this machine are served",
        );
    }
    return next();
  };
}

/** Takes as long for a token that is almost right as for any other. */
function equal(a: string, b: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
