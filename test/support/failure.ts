import { UserError } from "../../src/words/errors.ts";

/** The failure that an action ends in. Anything but a UserError goes on as the bug it is. */
export function failure(action: () => unknown): UserError {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("It was expected to be refused, and was not.");
}

/** The same for something that takes time. */
export async function failureOf(action: Promise<unknown>): Promise<UserError> {
  const outcome = await action.then(
    () => new Error("It was expected to be refused, and was not."),
    (error: unknown) => error,
  );
  if (outcome instanceof UserError) return outcome;
  throw outcome;
}
