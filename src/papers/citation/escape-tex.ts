import { formulaEnd } from './formula.js';

const ESCAPES: Record<string, string> = {
  '&': '\\&', '%': '\\%', '#': '\\#', _: '\\_', '~': '\\textasciitilde{}', '^': '\\textasciicircum{}', $: '\\textdollar{}',
};

/** How far is looked back: the work grows with the length of a text, not with its square. */
const NEAR = 40;

/** A piece of running text with TeX in it: a formula with its dollars, or what is between formulas. */
interface Piece {
  formula: boolean;
  text: string;
  /** Where it begins in the whole. */
  start: number;
  /** The places in the whole of braces without partner outside formulas. */
  lone: ReadonlySet<number>;
}

/**
 * Text for a BibTeX field. Characters that TeX would take for commands are escaped; formulas, commands and matched braces
 * stay, as our titles are TeX already. Braces always balance: a lone one would end the field.
 */
export function escapeTex(text: string): string {
  return pieces(text).map((piece) => (piece.formula ? balancedFormula(piece.text) : escapeText(piece))).join('');
}

/** As `escapeTex`, with braces around what a bibliography style must not set in lower case: formulas and names. */
export function escapeTitle(title: string): string {
  const isSentence = inSentenceCase(title);
  const written: string[] = [];
  for (const piece of pieces(title)) {
    const formula = piece.formula ? balancedFormula(piece.text) : '';
    if (piece.formula) written.push(endsInCommand(written.at(-1) ?? '') ? formula : `{${formula}}`);
    else written.push(protectWords(piece, { isFirst: written.length === 0, isSentence }));
  }
  return written.join('');
}

/** Formulas are what stands between two dollars; a dollar without partner is text. */
function pieces(text: string): Piece[] {
  const formulas = formulasIn(text);
  const lone = loneBraces(text, formulas);
  const cuts = [0, ...formulas.flat(), text.length];
  return cuts.slice(1).flatMap((end, index) => {
    const start = cuts[index]!;
    return start === end ? [] : [{ formula: index % 2 === 1, text: text.slice(start, end), start, lone }];
  });
}

function formulasIn(text: string): [start: number, end: number][] {
  const found: [number, number][] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '$') {
      const end = formulaEnd(text, at);
      // Then no later one has a partner either.
      if (end === undefined) break;
      found.push([at, end]);
      at = end - 1;
    }
  }
  return found;
}

/** BibTeX counts escaped braces too; where they do not balance, their other names are used. */
function balancedFormula(formula: string): string {
  const braces = formula.match(/[{}]/g)?.join('') ?? '';
  let depth = 0;
  const balances = [...braces].every((brace) => (depth += brace === '{' ? 1 : -1) >= 0) && depth === 0;
  if (balances) return formula;
  const renamed = formula.replaceAll('\\{', '\\lbrace ').replaceAll('\\}', '\\rbrace ');
  const lone = loneBraces(renamed, []);
  return renamed.split('').filter((_, index) => !lone.has(index)).join('');
}

function escapeText({ text, start, lone }: Piece): string {
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (sign === '\\' && /[!-~]/.test(text[at + 1] ?? '')) {
      out += escapedSign(text[at + 1]!);
      at += 1;
    } else if (sign === '\\') out += '\\textbackslash{}';
    else if (lone.has(start + at)) out += braceName(sign);
    else out += ESCAPES[sign] ?? sign;
  }
  return out;
}

/** Commands stay, but for the braces, which BibTeX would count. */
function escapedSign(sign: string): string {
  return sign === '{' || sign === '}' ? braceName(sign) : `\\${sign}`;
}

function braceName(brace: string): string {
  return brace === '{' ? '\\textbraceleft{}' : '\\textbraceright{}';
}

/** The places of braces without partner outside these stretches. */
function loneBraces(text: string, stretches: readonly [start: number, end: number][]): Set<number> {
  const ends = new Map(stretches);
  const open: number[] = [];
  const lone = new Set<number>();
  for (let at = 0; at < text.length; at += 1) {
    if (ends.has(at)) at = ends.get(at)! - 1;
    else if (text[at] === '\\') at += 1;
    else if (text[at] === '{') open.push(at);
    else if (text[at] === '}' && open.pop() === undefined) lone.add(at);
  }
  for (const at of open) lone.add(at);
  return lone;
}

interface Surroundings {
  isFirst: boolean;
  isSentence: boolean;
}

function protectWords(piece: Piece, { isFirst, isSentence }: Surroundings): string {
  const { text } = piece;
  // What is TeX already is left alone: braces right after a command would become its argument.
  if (/[\\{}]/.test(text)) return escapeText(piece);
  return text.replace(/\S+/g, (word, offset: number) => {
    const isName = isSentence && !(isFirst && offset === 0) && !/[:.?!—–-]\s*$/.test(text.slice(Math.max(0, offset - NEAR), offset)) && /^\P{L}*\p{Lu}/u.test(word);
    return isName || /.\p{Lu}/u.test(word) ? `{${escapeTex(word)}}` : escapeTex(word);
  });
}

/** Whether most long words begin small: then those that do not are names. */
function inSentenceCase(title: string): boolean {
  const words = title.match(/(?<=\s)\p{L}{4,}/gu) ?? [];
  return words.filter((word) => /^\p{Ll}/u.test(word)).length * 2 > words.length;
}

function endsInCommand(text: string): boolean {
  return /(?:\\[A-Za-z]+|\})$/.test(text.slice(-NEAR));
}
