// Combining characters by the command that sets them, after the LaTeX kernel's text accents.
const MARKS: ReadonlyMap<string, string> = new Map([
  ["'", '\u0301'], ['`', '\u0300'], ['^', '\u0302'], ['"', '\u0308'], ['~', '\u0303'], ['=', '\u0304'], ['.', '\u0307'],
  ['u', '\u0306'], ['v', '\u030c'], ['H', '\u030b'], ['c', '\u0327'], ['k', '\u0328'], ['r', '\u030a'], ['d', '\u0323'],
  ['b', '\u0331'], ['G', '\u030f'], ['U', '\u030e'], ['h', '\u0309'], ['t', '\u0361'],
]);

/** Whether `\name` puts a mark over or under the next letter. */
export function isAccent(name: string): boolean {
  return MARKS.has(name);
}

/**
 * The letter with its mark, composed: (`"`, `o`) → `ö`, (`'`, `ı`) → `í`. Undefined unless `base` begins with a letter,
 * and, without `anyLetter`, unless Unicode has the pair as one character.
 */
export function accented(name: string, base: string, anyLetter: 'any-letter' | 'composed'): string | undefined {
  const mark = MARKS.get(name);
  const [letter = ''] = base;
  if (!mark || !/^[\p{L}\p{M}∂]/u.test(base)) return undefined;
  const rest = base.slice(letter.length);
  const composed = (undotted(letter) + leadingMarks(rest) + mark).normalize('NFC');
  if (anyLetter === 'composed' && [...composed].length > 1) return undefined;
  return composed + rest.slice(leadingMarks(rest).length);
}

function undotted(letter: string): string {
  return letter === 'ı' ? 'i' : letter === 'ȷ' ? 'j' : letter;
}

function leadingMarks(text: string): string {
  return /^\p{M}*/u.exec(text)?.[0] ?? '';
}

/** What an accent over nothing shows: `\~{}` → `~`. */
export function bareAccent(name: string): string {
  return /^[~^`'"=.]$/.test(name) ? name : '';
}
