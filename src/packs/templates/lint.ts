import handlebars from "handlebars/dist/cjs/handlebars/compiler/base.js";
import Visitor from "handlebars/dist/cjs/handlebars/compiler/visitor.js";
import { messageOf } from "../../words/errors.ts";
import type { Problem } from "../manifest/problem.ts";
import { conditionHelpers, helpers } from "./helpers.ts";

/** What a template may read: plain names, and the fields of those that are objects. */
export type Vocabulary = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What strict mode misses or Handlebars gets wrong silently: unknown names in conditions and
 * arguments, an unescaped dollar before a mustache, triple braces, partials, nested conditions, and
 * slots that share a line.
 */
export function lintTemplate(text: string, vocabulary: Vocabulary): Found[] {
  const tooDeep = depthProblem(text);
  if (tooDeep !== undefined) return [tooDeep];
  try {
    return [
      ...text.split("\n").flatMap(lintLine),
      ...lintNodes(handlebars.parse(text), vocabulary),
    ];
  } catch (error) {
    return [syntaxProblem(error)];
  }
}

type Found = Omit<Problem, "file">;

// Far more than anybody nests, and far less than what makes the parser slow.
const deepest = 20;

/** Before anything is parsed: for what is nested by the thousand the parser takes minutes. */
function depthProblem(text: string): Found | undefined {
  let blocks = 0;
  let parentheses = 0;
  for (const { 0: mark, index } of text.matchAll(/\{\{~?(?:[#^]|else\s+\w)|\{\{~?\/|\{\{|[()]/gu)) {
    if (mark === "(") parentheses += 1;
    else if (mark === ")") parentheses -= 1;
    else parentheses = 0;
    if (mark.endsWith("/")) blocks -= 1;
    else if (mark.length > 2) blocks += 1;
    if (blocks > deepest || parentheses > deepest) {
      return { line: text.slice(0, index).split("\n").length, message: "is nested too deeply" };
    }
  }
  return undefined;
}

/** The parser's own words, without its drawing of the place. */
function syntaxProblem(error: unknown): Found {
  const text = messageOf(error);
  const line = /on line (\d+)/u.exec(text)?.[1];
  const said = text.split("\n").at(-1) ?? text;
  return {
    ...(line === undefined ? {} : { line: Number(line) }),
    message: `does not parse: ${said}`,
  };
}

function lintLine(text: string, index: number): Found[] {
  const problems: Found[] = [];
  const report = (message: string): void => {
    problems.push({ line: index + 1, message });
  };
  if (text.includes("${{")) report('write "$\\{{" for a dollar before braces');
  if (text.includes("\u0000")) report("holds a NUL character");
  if (text.includes("{{slot") && !/^[ \t]*\{\{slot "[a-z][a-z0-9-]*"\}\}$/u.test(text)) {
    report('a slot stands alone on its line, as {{slot "name"}}');
  }
  return problems;
}

function lintNodes(program: hbs.AST.Program, vocabulary: Vocabulary): Found[] {
  const problems: Found[] = [];
  const inside: ("condition" | "list")[] = [];
  const visitor = new Visitor();
  const report = (node: hbs.AST.Node, message: string): void => {
    problems.push({ line: node.loc.start.line, message });
  };
  const visitCall = (node: hbs.AST.MustacheStatement | hbs.AST.SubExpression): void => {
    const name = originalOf(node.path);
    if (!Object.hasOwn(helpers, name)) report(node, `unknown helper "${name}"`);
    visitor.acceptArray(node.params);
  };

  visitor.MustacheStatement = (node) => {
    if ("escaped" in node && node.escaped === false)
      report(node, "triple braces; nothing is escaped, two do");
    if (node.params.length === 0) {
      visitor.accept(node.path);
      return;
    }
    const name = originalOf(node.path);
    if (conditionHelpers.some((one) => one === name))
      report(node, `"${name}" belongs into {{#if (...)}}`);
    visitCall(node);
  };
  visitor.SubExpression = visitCall;
  visitor.BlockStatement = (node) => {
    const name = originalOf(node.path);
    if (!["if", "unless", "each"].includes(name))
      report(node, `unknown block "${name}"; there are if, unless, each`);
    if (node.params.length === 0) report(node, `"${name}" asks for nothing`);
    if (name === "each" && (node.inverse as hbs.AST.Program | undefined) !== undefined)
      report(node, '"each" has no else here');
    const kind = name === "each" ? "list" : "condition";
    if (inside.includes(kind)) report(node, `a ${kind} inside a ${kind}`);
    visitor.acceptArray(node.params);
    inside.push(kind);
    visitor.accept(node.program);
    if (node.inverse !== undefined) visitor.accept(node.inverse);
    inside.pop();
  };
  visitor.PathExpression = (node) => {
    if (inside.includes("list") && node.original === "this") return;
    const [head = "", ...tail] = node.parts.map(String);
    const fields = vocabulary.get(head);
    const known =
      fields !== undefined && (tail.length === 0 ? fields.size === 0 : fields.has(tail.join(".")));
    if (!known || node.depth > 0) report(node, `unknown name "${node.original}"`);
  };
  const literal = (node: hbs.AST.Node): void => report(node, "a literal here is a text in quotes");
  // The types give two of them no node.
  Object.assign(visitor, {
    NumberLiteral: literal,
    BooleanLiteral: literal,
    NullLiteral: literal,
    UndefinedLiteral: literal,
  });
  visitor.PartialStatement = (node) => report(node, "partials are not available");
  visitor.PartialBlockStatement = (node) => report(node, "partials are not available");
  visitor.Decorator = (node) => report(node, "decorators are not available");
  visitor.DecoratorBlock = (node) => report(node, "decorators are not available");

  visitor.accept(program);
  return problems;
}

function originalOf(node: hbs.AST.Expression): string {
  return "original" in node ? String(node.original) : "";
}
