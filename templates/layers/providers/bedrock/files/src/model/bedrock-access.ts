import type { BedrockRuntimeClientConfig } from "@aws-sdk/client-bedrock-runtime";

import { keyFrom } from "./settings.ts";

interface Access {
  /** The variable that says who we are, and its secret, where we know it ourselves. */
  keyName: string;
  key: string;
  /** What else must not be said. */
  secrets?: string[];
  config: BedrockRuntimeClientConfig;
}

/**
 * An API key, access keys, a profile, or whatever else the SDK finds on the machine, in this order. The
 * scheme is named, as the SDK takes even an empty AWS_BEARER_TOKEN_BEDROCK for an API key.
 */
export function accessFrom(env: NodeJS.ProcessEnv): Access {
  if (env.AWS_BEARER_TOKEN_BEDROCK) {
    const token = keyFrom(env, "AWS_BEARER_TOKEN_BEDROCK");
    const config = { token: { token }, authSchemePreference: ["httpBearerAuth"] };
    return { keyName: "AWS_BEARER_TOKEN_BEDROCK", key: token, config };
  }
  const authSchemePreference = ["sigv4"];
  if (env.AWS_PROFILE || !env.AWS_ACCESS_KEY_ID) {
    const profile = env.AWS_PROFILE ? keyFrom(env, "AWS_PROFILE") : undefined;
    return { keyName: "AWS_PROFILE", key: "", config: { profile, authSchemePreference } };
  }
  const credentials = {
    accessKeyId: keyFrom(env, "AWS_ACCESS_KEY_ID"),
    secretAccessKey: keyFrom(env, "AWS_SECRET_ACCESS_KEY"),
    sessionToken: env.AWS_SESSION_TOKEN ? keyFrom(env, "AWS_SESSION_TOKEN") : undefined,
  };
  const { secretAccessKey: key, sessionToken } = credentials;
  const secrets = sessionToken ? [sessionToken] : [];
  const config = { credentials, authSchemePreference };
  return { keyName: "AWS_ACCESS_KEY_ID", key, secrets, config };
}
