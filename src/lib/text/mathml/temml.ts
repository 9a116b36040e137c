import temml from 'temml';

export interface FormulaOptions {
  displayMode: boolean;
  macros: Record<string, string>;
  maxExpand: number;
  /** `tex` makes rows between which a long formula in the line can break. */
  wrap: 'none' | 'tex';
}

// Temml's types describe its CommonJS build, in which this function hangs one level deeper than in the one that runs here.
const { __renderToMathMLTree } = temml as unknown as { __renderToMathMLTree: (tex: string, options: object) => unknown };

/**
 * A formula as Temml's tree of MathML nodes, before it is text: what prints it decides what is allowed.
 * @throws what Temml throws on a formula that it cannot set
 */
export function formulaTree(tex: string, options: FormulaOptions): unknown {
  return __renderToMathMLTree(tex, { ...options, throwOnError: true, strict: false, trust: false });
}
