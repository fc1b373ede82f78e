  | { type: "human_asked"; request: HumanRequest }
  | {
      type: "human_answered";
      request: string;
      kind: HumanRequest["kind"];
      answer: Answer;
      user?: string;
    }
