import type { JsonValue } from '../../json.ts';

/** An expression of a foreign template. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'attribute'; readonly target: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly target: Expression; readonly key: Expression }
  | {
      readonly kind: 'slice';
      readonly target: Expression;
      readonly from: Expression | null;
      readonly to: Expression | null;
    }
  | {
      readonly kind: 'method';
      readonly target: Expression;
      readonly name: string;
      readonly args: readonly Expression[];
    }
  | {
      readonly kind: 'filter' | 'test';
      readonly target: Expression;
      readonly name: string;
      readonly args: readonly Expression[];
    }
  | { readonly kind: 'not' | 'minus'; readonly value: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'either';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    };

/** A part of a foreign template. */
export type TemplateNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly branches: readonly {
        readonly test: Expression;
        readonly body: readonly TemplateNode[];
      }[];
      readonly otherwise: readonly TemplateNode[];
    }
  | {
      readonly kind: 'for';
      readonly name: string;
      readonly list: Expression;
      readonly body: readonly TemplateNode[];
    }
  | { readonly kind: 'set'; readonly name: string; readonly value: Expression };

/** A template that cannot be understood or filled; the message is for its author. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** Bounds on foreign templates; all inclusive. */
export const TEMPLATE_LIMITS = {
  /** Characters of a template. */
  characters: 200_000,
  /** Expressions and nodes evaluated for one text. */
  steps: 100_000,
  /** Characters of a text that is made. */
  output: 1_000_000,
  /** Words of one expression. */
  tokens: 2_000,
  /** Levels of nesting. */
  depth: 50,
} as const;
