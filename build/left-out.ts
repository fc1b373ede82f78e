import type { Plugin } from "rolldown";

/** What bundled packages load and we never use, with what they get in its place. */
const leftOut: readonly (readonly [wanted: RegExp, by: RegExp, instead: string])[] = [
  // Handlebars writes source maps of templates, and does without where the package is missing. They
  // would be a tenth of our tarball.
  [/^source-map$/u, /handlebars/u, 'throw new Error("left out"); module.exports = {};'],
  // Commander starts the executables of commands that are programs of their own. We have none, and
  // loading Node's child processes takes as long as loading commander.
  [/^(?:node:)?child_process$/u, /commander/u, "module.exports = {};"],
  // Execa prints what it runs only when it is asked to; we neither talk with children, nor pipe them into
  // one another or take them for streams, and never wait for one without doing anything else.
  [/\/main-sync\.js$/u, /execa/u, "export const execaCoreSync = () => {};"],
  [/\/pipe\/setup\.js$/u, /execa/u, "export const pipeToSubprocess = () => {};"],
  [/^pretty-ms$/u, /execa/u, 'export default () => "";'],
  [
    /\/log\.js$/u,
    /execa/u,
    "export const verboseLog = () => {}, serializeVerboseMessage = String;",
  ],
  [/\/convert\/add\.js$/u, /execa/u, "export const addConvertedStreams = () => {};"],
  [
    /\/ipc\/methods\.js$/u,
    /execa/u,
    "export const addIpcMethods = () => {}, getIpcExport = () => ({});",
  ],
  [
    /\/ipc\/ipc-input\.js$/u,
    /execa/u,
    "export const validateIpcInputOption = () => {}, sendIpcInput = async () => {};",
  ],
  [
    /\/ipc\/buffer-messages\.js$/u,
    /execa/u,
    "export const waitForIpcOutput = async () => [], getBufferedIpcOutput = () => [];",
  ],
];

export function leaveOut(): Plugin {
  return {
    name: "left-out",
    resolveId(id, importer = "") {
      const found = leftOut.findIndex(([wanted, by]) => wanted.test(id) && by.test(importer));
      return found === -1 ? null : `\0left-out:${found}`;
    },
    load: (id) =>
      id.startsWith("\0left-out:") ? (leftOut[Number(id.slice(10))]?.[2] ?? null) : null,
  };
}
