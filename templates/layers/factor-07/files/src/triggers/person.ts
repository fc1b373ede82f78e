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
  const [, word = "", comment = ""] = /^(y|yes|n|no)\b[\s:,]*(.*)$/i.exec(line) ?? [];
  const yes = word === "" ? undefined : /^y/i.test(word);
  if (kind === "approval") {
    if (yes === undefined) return undefined;
    return { type: "approval", approved: yes, ...(comment && { comment }) };
  }
  switch (options.format) {
    case "yes_no":
      return yes === undefined ? undefined : { type: "answer", response: yes };
    case "multiple_choice":
      return { type: "answer", response: options.choices[Number(line) - 1] ?? line };
    case "free_text":
      return line === "" ? undefined : { type: "answer", response: line };
  }
}
