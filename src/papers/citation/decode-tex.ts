import { formulaEnd } from './formula.js';

const MARKS: Record<string, string> = {
  '`': '\u0300', "'": '\u0301', '^': '\u0302', '~': '\u0303', '"': '\u0308', '=': '\u0304', '.': '\u0307', u: '\u0306', v: '\u030c',
  H: '\u030b', c: '\u0327', k: '\u0328', r: '\u030a', d: '\u0323', b: '\u0331',
};
const LETTERS: Record<string, string> = {
  ss: 'ß', ae: 'æ', AE: 'Æ', oe: 'œ', OE: 'Œ', o: 'ø', O: 'Ø', l: 'ł', L: 'Ł', aa: 'å', AA: 'Å', i: 'ı', j: 'ȷ', dh: 'ð', DH: 'Ð', th: 'þ',
  TH: 'Þ', dj: 'đ', DJ: 'Đ', ng: 'ŋ', NG: 'Ŋ', textasciitilde: '~', textasciicircum: '^', textbackslash: '\\', textdollar: '$',
  textbraceleft: '{', textbraceright: '}', textunderscore: '_', textendash: '–', textemdash: '—', textquoteright: '’', textless: '<', textgreater: '>',
};
const SIGNS: Record<string, string> = { '&': '&', '%': '%', '#': '#', _: '_', ' ': ' ', '-': '', '/': '' };
/** An accent's argument is one letter, perhaps with an accent of its own. */
const LONGEST_ARGUMENT = 24;

/**
 * Undoes what BibTeX needs: `M{\"u}ller` is `Müller`, `\&` is `&`, braces that only protect capitals go. Formulas and
 * commands that it does not know stay as they are, with their arguments. Every input is read; the work grows with its length.
 */
export function decodeTex(tex: string): string {
  return /[\\{}~]/.test(tex) ? new Decoder(tex).decode() : tex;
}

class Decoder {
  private readonly tex: string;
  private at = 0;
  private out = '';
  /** For each open brace, whether it stays. */
  private readonly braces: boolean[] = [];
  /** True right after a command that stays, and after its arguments. */
  private afterCommand = false;
  /** Spares looking through the rest for a closing dollar again and again. */
  private noMoreFormulas = false;

  constructor(tex: string) {
    this.tex = tex;
  }

  decode(): string {
    while (this.at < this.tex.length) this.step(this.tex[this.at]!);
    return this.out;
  }

  private step(sign: string): void {
    if (sign === '\\') return this.command();
    if (sign === '$') return this.formula();
    if (sign === '{') return this.open();
    if (sign === '}') return this.close();
    const run = /[^\\${}]+/y;
    run.lastIndex = this.at;
    const text = run.exec(this.tex)![0];
    this.emit(text.replaceAll('~', ' '), this.at + text.length);
  }

  private emit(text: string, next: number): void {
    this.out += text;
    this.at = next;
    this.afterCommand = false;
  }

  private open(): void {
    const stays = this.afterCommand || this.beginsSwitch();
    this.braces.push(stays);
    this.emit(stays ? '{' : '', this.at + 1);
  }

  private close(): void {
    const stays = this.braces.pop() ?? false;
    this.emit(stays ? '}' : '', this.at + 1);
    this.afterCommand = stays;
  }

  /** `{\em word}`, `{\LaTeX}`: without its braces the command would reach further. */
  private beginsSwitch(): boolean {
    const name = /^\\([A-Za-z]+)/.exec(this.tex.slice(this.at + 1, this.at + 1 + LONGEST_ARGUMENT))?.[1];
    return name !== undefined && !Object.hasOwn(LETTERS, name) && !Object.hasOwn(MARKS, name);
  }

  private formula(): void {
    const end = this.noMoreFormulas ? undefined : formulaEnd(this.tex, this.at);
    this.noMoreFormulas ||= end === undefined;
    const next = end ?? this.at + 1;
    this.emit(this.tex.slice(this.at, next), next);
  }

  private command(): void {
    const name = commandName(this.tex, this.at);
    const after = this.at + 1 + name.length;
    if (Object.hasOwn(SIGNS, name)) return this.emit(SIGNS[name]!, after);
    if (Object.hasOwn(LETTERS, name)) return this.emit(LETTERS[name]!, afterWord(this.tex, after));
    if (Object.hasOwn(MARKS, name)) {
      const accented = accentedLetter(this.tex, after, name);
      if (accented) return this.emit(accented.text, accented.next);
    }
    this.emit(`\\${name}`, after);
    this.afterCommand = /^[A-Za-z]/.test(name);
  }
}

/** Letters as far as they go, or one sign; empty at the end. */
function commandName(tex: string, at: number): string {
  const word = /[A-Za-z]+/y;
  word.lastIndex = at + 1;
  return word.exec(tex)?.[0] ?? tex.slice(at + 1, at + 2);
}

/** TeX takes the space after a word command, and `{}` only ends the word. */
function afterWord(tex: string, at: number): number {
  if (tex.startsWith('{}', at)) return at + 2;
  return tex[at] === ' ' ? at + 1 : at;
}

/** The letter at `at` (bare, in braces, `\i`, or itself accented) with the mark on it; nothing when none is there. */
function accentedLetter(tex: string, at: number, mark: string): { text: string; next: number } | undefined {
  const window = tex.slice(at, at + LONGEST_ARGUMENT);
  const isWord = /[A-Za-z]/.test(mark);
  const match = /^\s*\{((?:[^{}]|\{[^{}]*\})*)\}/.exec(window) ?? (isWord ? /^\s+(\\[A-Za-z]+ ?|\p{L})/u : /^\s*(\\[ij](?![A-Za-z]) ?|\p{L})/u).exec(window);
  if (!match) return undefined;
  const base = decodeTex(match[1]!.trim());
  const [letter = ''] = base;
  if (base !== '' && !/^\p{L}/u.test(letter)) return undefined;
  const text = letter === '' ? (isWord ? '' : mark) : undotted(letter) + MARKS[mark]! + base.slice(letter.length);
  return { text: text.normalize('NFC'), next: at + match[0].length };
}

function undotted(letter: string): string {
  return letter === 'ı' ? 'i' : letter === 'ȷ' ? 'j' : letter;
}
