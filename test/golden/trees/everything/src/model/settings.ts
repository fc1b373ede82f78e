import { UserError } from "../user-error.ts";

/** The key in this variable. Throws UserError, which never quotes it: one that cannot be sent may be one. */
export function keyFrom(env: NodeJS.ProcessEnv, name: string): string {
  const key = env[name]?.trim();
  if (!key)
    throw new UserError(
      `${name} is not set: put it into .env, or play the demo, which needs none: npm run demo`,
    );
  if (/[^ -~]/.test(key))
    throw new UserError(`${name} holds a character that no key has, such as a line break.`);
  return key;
}

/** The model that this variable chooses, or the other one. Throws UserError when it could lead to another address. */
export function modelFrom(env: NodeJS.ProcessEnv, name: string, otherwise: string): string {
  const model = env[name]?.trim() || otherwise;
  if (/[^!-~]|\.\.|[?#]/.test(model))
    throw new UserError(`${name} holds a character that no model's id has.`);
  return model;
}

/** The address in this variable, or the default of the SDK. Throws UserError when it cannot be one. */
export function addressFrom(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const address = env[name]?.trim();
  if (!address) return undefined;
  if (!/^https?:\/\/[^@\s]+$/.test(address) || !URL.canParse(address))
    throw new UserError(
      `${name} has to look like https://example.com or http://localhost:8080/v1.`,
    );
  return address;
}
