/** The conditions and loops of each template, most first. */
export function conditions(root?: string): { file: string; count: number }[];
