/** The input tokens of each thread, by format, against those of native messages. */
export function measureFormats(bin: string): Promise<Record<string, Record<string, number>>>;
