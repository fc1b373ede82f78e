export function conditions(root?: string): { file: string; count: number }[];
export function rooms(root?: string): { room: string; count: number }[];
