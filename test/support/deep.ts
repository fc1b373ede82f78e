/** Whether this is the night's run, `npm run verify:deep`: what no commit waits for is tried too. */
export const deep = process.env.DEEP === "1";
