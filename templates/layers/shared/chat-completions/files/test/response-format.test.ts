import { APIError } from "openai";
import { describe, expect, it } from "vitest";

import { ModelError } from "../src/model/model.ts";
import { formatRefused, responseFormat } from "../src/model/response-format.ts";

const schema = { type: "object" };

describe("RESPONSE_FORMAT", () => {
  it.each([undefined, "", "json_schema"])("holds the reply to the schema: %j", (name) => {
    const json_schema = { name: "next_step", strict: true, schema };
    const asked = responseFormat({ RESPONSE_FORMAT: name }).asked(schema);
    expect(asked).toEqual({ response_format: { type: "json_schema", json_schema } });
  });

  it("may ask for less, or for nothing", () => {
    const asked = responseFormat({ RESPONSE_FORMAT: "json_object" }).asked(schema);
    expect(asked).toEqual({ response_format: { type: "json_object" } });
    expect(responseFormat({ RESPONSE_FORMAT: "text" }).asked(schema)).toEqual({});
  });

  it("is one of three", () => {
    expect(() => responseFormat({ RESPONSE_FORMAT: "xml" })).toThrowErrorMatchingInlineSnapshot(
      `[UserError: RESPONSE_FORMAT has to be one of: json_schema, json_object, text.]`,
    );
  });
});

it.each(["json_schema", "json_object", "text"])("%s: the schema is said in words too", (name) => {
  const format = responseFormat({ RESPONSE_FORMAT: name });
  expect(format.system("You are a test.", schema)).toMatch(/^You are a test\.\n\n.*JSON/);
  expect(format.system("You are a test.", schema)).toContain(JSON.stringify(schema));
  expect(format.json('Here it is: {"step":{}}')).toBe('{"step":{}}');
});

describe("a server that refuses the format", () => {
  const elsewhere = new ModelError("request", "The server refuses the request.");
  const refused = (message: string) =>
    formatRefused(new APIError(400, { message }, undefined, undefined), elsewhere);

  it.each([
    "This model does not support response format `json_schema`.",
    "`response_format` does not support streaming",
    "'response_format.type' must be 'json_schema' or 'text'",
    "No endpoints found that can handle the requested parameters.",
    "Failed to parse grammar",
  ])("%s", (message) => {
    expect(refused(message)).toMatchObject({
      reason: "setting",
      message:
        "The server refuses the request. RESPONSE_FORMAT may be json_object or text instead.",
    });
  });

  it("is not one that refuses something else, or that is only busy", () => {
    expect(refused("temperature is too high")).toBe(elsewhere);
    const busy = new ModelError("unavailable", "busy");
    const error = new APIError(503, { message: "json_schema is slow" }, undefined, undefined);
    expect(formatRefused(error, busy)).toBe(busy);
  });
});
