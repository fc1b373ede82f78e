import { modelError, told, type Provider } from "./failure.ts";
import { ModelError } from "./model.ts";

/** What comes without a status in the middle of a stream, or with one that says something else. */
const statuses: Record<string, number> = {
  AccessDeniedException: 403,
  ModelErrorException: 502,
  ModelStreamErrorException: 502,
  ServiceQuotaExceededException: 429,
  ThrottlingException: 429,
  ValidationException: 400,
};

/** Why Bedrock did not answer. */
export async function errorOf(error: unknown, provider: Provider): Promise<ModelError> {
  const sdk = await import("@aws-sdk/client-bedrock-runtime");
  if (error instanceof sdk.BedrockRuntimeServiceException) {
    const { name, message, $metadata, $response } = error;
    const answered = $metadata?.httpStatusCode ?? 500;
    const known = statuses[name] ?? (answered === 403 ? 401 : answered);
    const status = /model identifier is invalid/.test(message) ? 404 : known;
    const headers = { get: (header: string) => $response?.headers[header] ?? null };
    return modelError({ status, message, headers }, provider);
  }
  if (error instanceof Error && error.name.endsWith("ProviderError"))
    return new ModelError(
      "setting",
      `AWS_BEARER_TOKEN_BEDROCK, AWS_ACCESS_KEY_ID or AWS_PROFILE is missing or of no use: ${error.message}`,
    );
  return modelError({ status: undefined, message: told(error) }, provider);
}
