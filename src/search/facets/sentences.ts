/** A full stop behind one of these ends no sentence, whatever follows. */
const NEVER_LAST = new Set('e.g i.e cf vs viz resp approx ca dr prof mr mrs ms st fig figs eq eqs eqn eqns sec secs sect ref refs tab tabs thm thms lem prop cor def alg ch chap vol pp p'.split(' '));
/** These end one when what follows cannot go on with it: `et al. We`, but not `et al. 2019`. */
const SELDOM_LAST = new Set('al etc no nos inc ltd co corp jr sr u.s u.k a.k.a w.r.t i.i.d a.s a.e s.t ph.d'.split(' '));
/** With these a sentence begins, and no name or number that goes on with one. */
const OPENERS = /^(?:A|An|And|As|At|Both|But|By|Each|Finally|First|For|From|Further|Furthermore|Here|How|However|I|If|In|Is|It|Its|Many|Moreover|Most|On|One|Our|Second|Several|Since|Some|Such|Than|That|The|Their|Then|There|These|They|This|Those|Through|Thus|To|Under|Using|We|What|When|Where|Whether|Which|While|With|Yet)\b/;

const FULL_STOPS = /(?<![.!?…])[.!?…]+[)\]}"'”’»*]*(?=\s)|[。！？｡]+[」』）】”’]*/g;
/** TeX's own rule keeps amounts of money apart: what opens touches its formula, what closes too, and no digit follows. */
const FORMULA = /\$\$[^$]{1,500}\$\$|\$(?![\s$])[^$]{0,300}(?<![\s\\])\$(?!\d)|\\\([^$]{0,300}?\\\)|\\\[[^$]{0,500}?\\\]/g;
const LAST_WORD = /[\p{L}\p{N}.]+(?=\.[^.]*$)/u;
/** How far before a full stop the word it belongs to may begin; no abbreviation is longer. */
const LOOK_BACK = 12;

/**
 * The sentences of an abstract, trimmed, none empty; joined by spaces they are the text, but for its white space.
 * Abbreviations (`e.g.`, `et al.`, `Fig. 3`), initials, decimals and formulas do not end one; the full stops of
 * Chinese and Japanese do, without a space. The time it takes grows with the length of the text.
 */
export function sentences(abstract: string): string[] {
  const formulas = spansOf(abstract);
  const found: string[] = [];
  let start = 0;
  let formula = 0;
  for (const { 0: stop, index } of abstract.matchAll(FULL_STOPS)) {
    const end = index + stop.length;
    while (formula < formulas.length && formulas[formula]!.end <= index) formula++;
    const within = formula < formulas.length && formulas[formula]!.start < index;
    if (within || !endsSentence(abstract, index, end)) continue;
    push(found, abstract.slice(start, end));
    start = end;
  }
  push(found, abstract.slice(start));
  return found;
}

function spansOf(text: string): { start: number; end: number }[] {
  return [...text.matchAll(FORMULA)].map(({ 0: formula, index }) => ({ start: index, end: index + formula.length }));
}

function push(found: string[], sentence: string): void {
  const trimmed = sentence.trim();
  if (trimmed !== '') found.push(trimmed);
}

function endsSentence(text: string, stop: number, end: number): boolean {
  if (/[。！？｡]/.test(text.charAt(stop))) return true;
  const after = text.slice(end, end + 24).trimStart();
  if (/^[\p{Ll},;:)]/u.test(after)) return false;
  if (text.charAt(stop) !== '.' || text.charAt(stop + 1) === '.') return true;
  const before = text.slice(Math.max(0, stop - LOOK_BACK), stop + 1);
  const word = LAST_WORD.exec(before)?.[0] ?? '';
  const folded = word.toLowerCase();
  if (NEVER_LAST.has(folded)) return false;
  if (SELDOM_LAST.has(folded)) return OPENERS.test(after);
  return !/^\p{Lu}$/u.test(word) || isFormulaLetter(text, stop) || OPENERS.test(after);
}

/** `in $L$ and K. Smith` is an initial; `vitamin K. Smith` cannot be told from it, and `type-A. The` ends. */
function isFormulaLetter(text: string, stop: number): boolean {
  return /[\p{L}\p{N}$-]/u.test(text.charAt(stop - 2)) && stop >= 2;
}
