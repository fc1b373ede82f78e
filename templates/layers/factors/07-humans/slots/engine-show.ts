    case "human_asked": {
      const { question, context, options, from } = event.request;
      const whom = from && `It takes ${from.join(" or ")}.`;
      const more = [context, options.choices.join(" / "), whom].filter(Boolean);
      return { who: "code", what: question, values: more.join("\n"), tone: "yellow" };
    }
    case "human_answered": {
      const { answer } = event;
      if (answer.type === "answer")
        return { who: "person", what: "", values: String(answer.response) };
      const { approved, comment } = answer;
      if (approved) return { who: "person", what: "yes", values: comment, tone: "green" };
      return { who: "person", what: "no", values: comment, tone: "red" };
    }
