// Written by build/builtin-pack.ts out of templates/ and package.json.
declare module "virtual:builtin-pack" {
  export function readPack(): import("./packs/builtin.ts").BuiltinPack;
}

declare module "virtual:version" {
  export const version: string;
}

declare module "virtual:help" {
  export const help: string;
}

// Of Handlebars only its parser: the rest compiles templates to code, which nobody wants here.
declare module "handlebars/dist/cjs/handlebars/compiler/base.js" {
  const parser: { readonly parse: (text: string) => hbs.AST.Program };
  export default parser;
}

declare module "handlebars/dist/cjs/handlebars/compiler/visitor.js" {
  const Visitor: typeof import("handlebars").Visitor;
  export default Visitor;
}
