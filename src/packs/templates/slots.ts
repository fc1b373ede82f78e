// A slot is rendered as a marker on a line of its own; the line then gives way to the fragments.
// NUL can stand in no template and in no answer, so nothing else looks like a marker.
const marker = /^[ \t]*\u0000slot:([^\u0000]*)\u0000[ \t]*(?:\n|$)/gmu;

/** No template exposes it: it is at the top of every TypeScript file of the project. */
export const headerSlot = "ts-header";

export function slotMarker(name: string): string {
  return `\u0000slot:${name}\u0000`;
}

/** Puts the text of each slot where its marker stands; an empty slot takes its line with it. */
export function fillSlots(rendered: string, textOf: (slot: string) => string): string {
  return rendered.replaceAll(marker, (_line, name: string) => textOf(name));
}
