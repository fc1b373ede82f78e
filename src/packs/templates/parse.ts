import handlebars from "handlebars/dist/cjs/handlebars/compiler/base.js";
import type { Part, Parts, Value } from "./parts.ts";

/** Parses a template with Handlebars and keeps what it means as data. The linter has passed it before. */
export function partsOf(text: string): Parts {
  return statements(handlebars.parse(text).body);
}

function statements(body: readonly hbs.AST.Statement[]): Part[] {
  return body.map(statement).filter((part) => part !== "");
}

function statement(node: hbs.AST.Statement): Part {
  switch (node.type) {
    case "ContentStatement":
      return (node as hbs.AST.ContentStatement).value;
    case "CommentStatement":
      return "";
    case "MustacheStatement":
      return print(node as hbs.AST.MustacheStatement);
    case "BlockStatement":
      return block(node as hbs.AST.BlockStatement);
    default:
      throw new Error(`line ${node.loc.start.line}: ${node.type} has no meaning here.`);
  }
}

function print(node: hbs.AST.MustacheStatement): Part {
  return { p: callOrName(node), line: node.path.loc.start.line };
}

function block(node: hbs.AST.BlockStatement): Part {
  const [subject] = node.params;
  const name = (node.path as hbs.AST.PathExpression).original;
  if (subject === undefined) throw new Error(`line ${node.loc.start.line}: ${name} of nothing.`);
  const body = statements(node.program.body);
  // The types say that there is always an else.
  const inverse = node.inverse as hbs.AST.Program | undefined;
  const otherwise = inverse === undefined ? [] : statements(inverse.body);
  if (name === "if") return { if: value(subject), yes: body, no: otherwise };
  if (name === "unless") return { if: value(subject), yes: otherwise, no: body };
  if (inverse !== undefined) throw new Error(`line ${node.loc.start.line}: each has no else here.`);
  return { each: value(subject), do: body };
}

function callOrName(node: hbs.AST.MustacheStatement | hbs.AST.SubExpression): Value {
  if (node.params.length === 0) return value(node.path as hbs.AST.Expression);
  return { h: (node.path as hbs.AST.PathExpression).original, a: node.params.map(value) };
}

function value(node: hbs.AST.Expression): Value {
  switch (node.type) {
    case "StringLiteral":
      return { l: (node as hbs.AST.StringLiteral).value };
    case "PathExpression":
      return { n: (node as hbs.AST.PathExpression).parts };
    case "SubExpression":
      return callOrName(node as hbs.AST.SubExpression);
    default:
      throw new Error(`line ${node.loc.start.line}: ${node.type} has no meaning here.`);
  }
}
