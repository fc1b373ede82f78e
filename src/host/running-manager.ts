/** The package manager that runs us, which is the one that its user wants; npm when none does. */
export function runningManager(env: Readonly<Record<string, string | undefined>>): string {
  const agent = env["npm_config_user_agent"] ?? "";
  return /^(npm|pnpm|yarn|bun|deno)\//u.exec(agent)?.[1] ?? "npm";
}
