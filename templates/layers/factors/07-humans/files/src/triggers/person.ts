import { misfit, type Answer, type HumanRequest } from "../humans.ts";

/** How a request asks for its answer in the terminal. */
export function promptFor({ kind, options }: HumanRequest): string {
  if (kind === "approval") return "y, or n and what to do instead: ";
  switch (options.format) {
    case "yes_no":
      return "y or n: ";
    case "multiple_choice":
      return `${options.choices.map((choice, n) => `${n + 1} ${choice}`).join(", ")}: `;
    case "free_text":
      return "> ";
  }
}

/** What a typed line answers, or nothing where it does not fit. */
export function readAnswer(request: HumanRequest, line: string): Answer | undefined {
  const answer = meaning(request, line.trim());
  return answer && !misfit(request, answer) ? answer : undefined;
}

function meaning({ kind, options }: HumanRequest, line: string): Answer | undefined {
  const yes = /^(y|yes)$/i.test(line);
  const [no, comment] = /^no?\b[\s:,]*(.*)$/i.exec(line) ?? [];
  if (kind === "approval") {
    if (yes) return { type: "approval", approved: true };
    // A yes with a condition is no yes: it is asked again.
    if (no === undefined) return undefined;
    return { type: "approval", approved: false, ...(comment && { comment }) };
  }
  switch (options.format) {
    case "yes_no":
      return yes || no !== undefined ? { type: "answer", response: yes } : undefined;
    case "multiple_choice":
      return { type: "answer", response: options.choices[Number(line) - 1] ?? line };
    case "free_text":
      return line === "" ? undefined : { type: "answer", response: line };
  }
}
