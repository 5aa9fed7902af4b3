/** The part of Papa Parse that is used; its published types drag Node's in. */
declare module 'papaparse' {
  export interface ParseError {
    readonly type: string;
    readonly code: string;
    readonly message: string;
    readonly row?: number;
    readonly index?: number;
  }
  export interface StepResult {
    readonly data: string[];
    readonly errors: readonly ParseError[];
    readonly meta: { readonly cursor: number };
  }
  export interface ParseOptions {
    readonly delimiter: string;
    readonly step: (result: StepResult, parser: { abort(): void }) => void;
  }
  const Papa: {
    parse(text: string, options: ParseOptions): void;
    unparse(
      rows: readonly (readonly unknown[])[],
      options?: {
        readonly newline?: string;
        readonly delimiter?: string;
        readonly escapeFormulae?: boolean;
      },
    ): string;
  };
  export default Papa;
}
