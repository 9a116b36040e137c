import temml from 'temml';
import { MACROS } from './macros.js';

export interface FormulaOptions {
  displayMode: boolean;
  /** More commands, for this formula only. */
  macros: Record<string, string>;
  maxExpand: number;
  /** `tex` makes rows between which a long formula in the line can break. */
  wrap: 'none' | 'tex';
}

interface Temml {
  __renderToMathMLTree: (tex: string, options: object) => unknown;
  __defineMacro: (name: string, body: string) => void;
}

// Temml's types describe its CommonJS build, in which these functions hang one level deeper than in the one that runs here.
const { __renderToMathMLTree, __defineMacro } = temml as unknown as Temml;

for (const [name, body] of Object.entries(MACROS)) __defineMacro(name, body);

/**
 * A formula as Temml's tree of MathML nodes, before it is text: what prints it decides what is allowed. The commands of
 * macros.ts are known to it.
 * @throws what Temml throws on a formula that it cannot set
 */
export function formulaTree(tex: string, options: FormulaOptions): unknown {
  return __renderToMathMLTree(tex, { ...options, throwOnError: true, strict: false, trust: false });
}
