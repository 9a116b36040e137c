import { StringCache } from '../cache.js';
import { LONGEST_FORMULA } from '../tex/formula.js';
import { rewriteFormula } from '../tex/rewrite.js';
import { printMathml } from './print.js';
import { formulaTree } from './temml.js';

// Twice as deep as the deepest of 246,000 formulas in real abstracts.
const DEEPEST_BRACES = 12;
const MOST_UNKNOWN_NAMES = 6;
const MOST_EXPANSIONS = 500;
// May be wider than a phone.
const LONG = 40;
// Whatever defines, redefines or expands by hand could loop or multiply; the others build what they hold several times, so
// that nesting them takes exponential time and memory (found by nesting every command of Temml 0.13.5). No abstract needs them.
const FORBIDDEN =
  /\\(?:[egx]?def|let|futurelet|global|long|(?:re|provide)?newcommand|renewcommand|providecommand|expandafter|noexpand|csname|DeclareMathOperator|mathchoice|cancelto|(?:math)?llap|equilibrium(?:Left|Right))(?![A-Za-z])/;
const UNKNOWN_NAME = /Unsupported function name: \\([A-Za-z]+)/;

/** Formulas already set: 6,000 of them, 3 million characters at most; empty for one that cannot be set. */
const formulas = new StringCache({ entries: 6_000, characters: 3_000_000 });

/**
 * A formula as MathML that is safe in a page: only what `allowed.ts` lists, no inline styles, nothing active.
 * @returns undefined when the formula cannot be set, holds a forbidden command, or is too long or too deep
 */
export function formulaToMathml(tex: string, display: boolean): string | undefined {
  const key = (display ? 'd' : 'i') + tex;
  let mathml = formulas.get(key);
  if (mathml === undefined) {
    mathml = tex.length > LONGEST_FORMULA || FORBIDDEN.test(tex) || tooDeep(tex) ? '' : setFormula(prepared(tex, display), display);
    formulas.set(key, mathml);
  }
  return mathml || undefined;
}

function setFormula(tex: string, display: boolean): string {
  const unknown: Record<string, string> = {};
  for (let attempt = 0; attempt <= MOST_UNKNOWN_NAMES; attempt++) {
    try {
      const wrap = tex.length > LONG ? 'tex' : 'none';
      const tree = formulaTree(tex, { displayMode: display, macros: { ...unknown }, maxExpand: MOST_EXPANSIONS, wrap });
      return printMathml(tree);
    } catch (error) {
      const name = UNKNOWN_NAME.exec(error instanceof Error ? error.message : '')?.[1];
      if (name === undefined || !standsForItself(name, tex)) return '';
      unknown[`\\${name}`] = name.length > 1 ? `\\operatorname{${name}}` : `\\mathrm{${name}}`;
    }
  }
  return '';
}

/**
 * Whether a command nobody told us of can be shown as its own name (`\GL_n`, `\poly(n)`, `\A`): not when it takes
 * arguments, and not as a small letter, which may be any alphabet's.
 */
function standsForItself(name: string, tex: string): boolean {
  return (name.length > 1 || /[A-Z]/.test(name)) && !new RegExp(`\\\\${name}\\s*[{[]`).test(tex);
}

/** Percent and number signs are prose in abstracts, as ampersands are outside tables. */
function prepared(tex: string, display: boolean): string {
  const unnumbered = display ? tex : tex.replace(/\{(?:split|align\*?)\}/g, '{aligned}').replace(/\{gather\*?\}/g, '{gathered}');
  const rewritten = rewriteFormula(unnumbered).replace(/(?<!\\)((?:\\\\)*)([%#])/g, '$1\\$2');
  return /\\begin|\\(?:[a-z]?matrix|cases|substack|eqalign)/.test(tex) ? rewritten : rewritten.replace(/(?<!\\)&/g, '\\&');
}

function tooDeep(tex: string): boolean {
  let depth = 0;
  for (let i = 0; i < tex.length; i++) {
    const character = tex.charCodeAt(i);
    if (character === 0x7b && ++depth > DEEPEST_BRACES) return true;
    if (character === 0x7d) depth--;
  }
  return false;
}
