    case "pay":
      return needsApproval({ do: "run_tool", step });
    case "ask": {
      const { question, options } = step;
      return { do: "contact_human", question: { kind: "input", question, options } };
    }
