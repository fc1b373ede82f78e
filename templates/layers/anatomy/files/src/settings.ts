/** A setting is missing or wrong. The message is one line that names the variable and what to do. */
export class SettingError extends Error {
  override name = "SettingError";
}
