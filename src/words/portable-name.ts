const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?$/iu;

/** Why a file or folder name would not survive on some system that people use; nothing when it would. */
export function nameProblem(name: string): string | undefined {
  if (name === "") return "is empty";
  if (/[\u0000-\u001f\u007f-\u009f]/u.test(name)) return "holds a control character";
  if (/[\u2028-\u202e\u2066-\u2069\ufeff]/u.test(name))
    return "holds a character that turns text around or hides it";
  if (!name.isWellFormed()) return "is not valid Unicode";
  const refused = /[<>:"|?*\\/]/u.exec(name)?.[0];
  if (refused !== undefined) return `holds ${refused}, which Windows does not take`;
  if (/[. ]$/u.test(name)) return "ends with a dot or a space, which Windows drops";
  if (name.startsWith(" ")) return "starts with a space";
  if (reserved.test(name)) return "is reserved by Windows";
  if (new TextEncoder().encode(name).length > 240) return "is longer than 240 bytes";
  return undefined;
}

/** What names that are one file on many disks have in common: they differ in case, or in how an accent is written. */
export function spelling(path: string): string {
  return path.normalize("NFC").toLowerCase();
}
