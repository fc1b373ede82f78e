import type { Condition } from "./condition.ts";

/** A question of a pack. Without a default, somebody has to answer it. */
export type Option = TextOption | BooleanOption | ChoiceOption;

interface Question {
  /** In camel case: what templates and `--set pack.key=value` call it. */
  readonly key: string;
  readonly title: string;
  readonly hint: string;
  /** When it is asked. Else templates read an empty text. */
  readonly when?: Condition | undefined;
}

export interface TextOption extends Question {
  readonly type: "text";
  readonly default?: string | undefined;
  readonly pattern: TextPattern;
  /** It reaches the files of the project and nothing else: no lock, no output, no message. */
  readonly secret: boolean;
}

interface BooleanOption extends Question {
  readonly type: "boolean";
  readonly default?: boolean | undefined;
}

interface ChoiceOption extends Question {
  readonly type: "choice";
  readonly default?: string | undefined;
  readonly choices: readonly Choice[];
}

interface Choice {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
}

/** What a text may be. Packs bring no patterns of their own: one can be written that never ends. */
export const textPatterns = ["line", "identifier", "url"] as const;

export type TextPattern = (typeof textPatterns)[number];
