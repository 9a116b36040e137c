import { cleanText } from '#lib/text';
import { wordTerms } from '../text/analyse.js';
import { matchBrackets } from './brackets.js';
import { allOf, anyOf, notOf } from './conditions.js';
import { takesName } from './fields.js';
import { hintOnValue, hintOnWord, NOTHING, PROSE, TOO_DEEP, TOO_LONG, TOO_MANY } from './hints.js';
import { LONGEST_QUERY, MOST_TERMS } from './limits.js';
import { pastedIdIn } from './pasted-id.js';
import { isProse, wordsOfProse } from './prose.js';
import { readValue } from './read-value.js';
import { scan, type Token } from './scan.js';
import type { Condition, Field, Hint, ParsedQuery, QueryTree } from './tree.js';
import { hasQuote, phraseText, saysSomething, wordsCutFrom, wordsIn } from './words.js';

type TextToken = Extract<Token, { kind: 'text' }>;

/** One member of a sequence. A loose one is a free word until something joins it to others. */
interface Part {
  condition: Condition;
  loose: boolean;
}

/**
 * Reads a query. Never throws: what is not syntax is words, and what may have been meant as syntax is said in a hint.
 *
 * From the loosest to the tightest: things side by side, OR, AND, `-` and NOT. Brackets around things side by side
 * change nothing by themselves.
 *
 * @param today the day from which `7d` and `today` are counted, `YYYY-MM-DD`
 */
export function parseQuery(query: string, { today }: { today: string }): ParsedQuery {
  // Cut before cleaning, whose work grows with the text.
  const text = cleanText(query.slice(0, LONGEST_QUERY));
  const hints = query.length > LONGEST_QUERY ? [TOO_LONG] : [];
  const pastedId = pastedIdIn(text);
  if (pastedId !== undefined) return { text, tree: { words: [], condition: { kind: 'id', text: pastedId } }, hints, pastedId };
  const limited = limitTerms(scan(text));
  if (isProse(text, limited.tokens)) return { text, tree: { words: wordsOfProse(text, limited.tokens) }, hints: [...hints, ...(limited.cut ? [TOO_MANY] : []), ...(hasSyntax(limited.tokens) ? [PROSE] : [])] };
  const { tokens, tooDeep } = matchBrackets(limited.tokens);
  const parser = new Parser(text, tokens, today);
  const tree = treeOf(parser.sequence());
  const empty = text !== '' && tree.words.length === 0 && tree.condition === undefined;
  return { text, tree, hints: [...hints, ...(limited.cut ? [TOO_MANY] : []), ...(tooDeep ? [TOO_DEEP] : []), ...(empty ? [NOTHING] : []), ...parser.hints] };
}

function treeOf(parts: readonly Part[]): QueryTree {
  const condition = allOf(parts.filter(({ loose }) => !loose).map((part) => part.condition));
  const words = parts.flatMap(({ loose, condition: one }) => (loose && one.kind === 'word' ? [one.text] : []));
  return condition === undefined ? { words } : { words, condition };
}

function hasSyntax(tokens: readonly Token[]): boolean {
  return tokens.some((token) => (token.kind === 'text' ? token.quoted : token.kind !== 'open' && token.kind !== 'close'));
}

/** Words that say nothing, such as "the", cost nothing and do not count. */
function limitTerms(tokens: readonly Token[]): { tokens: readonly Token[]; cut: boolean } {
  let terms = 0;
  const end = tokens.findIndex((token) => token.kind === 'text' && (terms += wordTerms(token.value).length) > MOST_TERMS);
  return end === -1 ? { tokens, cut: false } : { tokens: tokens.slice(0, end), cut: true };
}

/** Recursive descent over tokens whose brackets match and are not deep. */
class Parser {
  readonly hints: Hint[] = [];
  #at = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
    private readonly today: string,
  ) {}

  /** Things side by side, up to a closing bracket. */
  sequence(field?: Field): Part[] {
    const parts: Part[] = [];
    for (let token = this.#next(); token !== undefined && token.kind !== 'close'; token = this.#next()) {
      parts.push(...this.#strayOperator(token) ?? this.#either(field));
    }
    return parts;
  }

  #next(): Token | undefined {
    return this.tokens[this.#at];
  }

  #take(kind: Token['kind']): boolean {
    if (this.#next()?.kind !== kind) return false;
    this.#at += 1;
    return true;
  }

  /** An operator without something to work on is a word, or nothing when it was a sign. */
  #strayOperator({ kind, start, end }: Token): Part[] | undefined {
    if (kind !== 'or' && kind !== 'and' && !(kind === 'not' && !this.#startsOperand(this.#at + 1))) return undefined;
    this.#at += 1;
    return loose(wordsIn(this.text.slice(start, end)));
  }

  #either(field?: Field): Part[] {
    return this.#joined('or', anyOf, () => this.#joined('and', allOf, () => this.#operand(field)));
  }

  #joined(operator: 'and' | 'or', join: typeof anyOf, operand: () => Part[]): Part[] {
    const operands = [operand()];
    while (this.#next()?.kind === operator && this.#startsOperand(this.#at + 1)) {
      this.#at += 1;
      operands.push(operand());
    }
    const said = operands.filter((parts) => parts.length > 0);
    return said.length > 1 ? partsOf(join(said.flatMap((parts) => allOf(parts.map(({ condition }) => condition)) ?? []))) : (said[0] ?? []);
  }

  #startsOperand(at: number): boolean {
    while (this.tokens[at]?.kind === 'not') at += 1;
    const kind = this.tokens[at]?.kind;
    return kind === 'text' || kind === 'open';
  }

  #operand(field?: Field): Part[] {
    let denied = false;
    while (this.#take('not')) denied = !denied;
    const parts = this.#group(field) ?? this.#textParts(field);
    if (!denied) return parts;
    const condition = allOf(parts.map((part) => part.condition));
    return condition === undefined ? [] : partsOf(notOf(condition));
  }

  #group(field?: Field): Part[] | undefined {
    const token = this.#next();
    if (token?.kind !== 'open') return undefined;
    this.#at += 1;
    const parts = this.sequence(token.field ?? field);
    this.#take('close');
    return parts;
  }

  #textParts(outer?: Field): Part[] {
    const token = this.#next();
    if (token?.kind !== 'text') return [];
    this.#at += 1;
    const field = token.field ?? outer;
    if (field === undefined) return this.#freeParts(token);
    const value = token.field === undefined && !token.quoted && takesName(field) ? [token.value, ...this.#restOfName()].join(' ') : token.value;
    const read = readValue({ field, text: value, quoted: token.quoted, today: this.today });
    if (read === undefined) return [];
    if ('condition' in read) return partsOf(read.condition);
    this.hints.push(hintOnValue(this.text, token, read));
    return this.#asWritten(token);
  }

  #asWritten({ start, end, value }: TextToken): Part[] {
    const written = this.text.slice(start, end);
    return loose(hasQuote(written) ? wordsCutFrom(value) : wordsIn(written));
  }

  /** In `author:(Yann LeCun)` the words side by side are one name. */
  #restOfName(): string[] {
    const words: string[] = [];
    for (let token = this.#next(); token?.kind === 'text' && token.field === undefined && !token.quoted; token = this.#next()) {
      words.push(token.value);
      this.#at += 1;
    }
    return words;
  }

  #freeParts(token: TextToken): Part[] {
    if (token.quoted) {
      const text = phraseText(token.value);
      return saysSomething(text) ? partsOf({ kind: 'phrase', text }) : [];
    }
    const hint = hintOnWord(this.text, token);
    if (hint !== undefined) this.hints.push(hint);
    return loose(wordsIn(token.value));
  }
}

function partsOf(condition: Condition | undefined): Part[] {
  return condition === undefined ? [] : [{ condition, loose: false }];
}

function loose(words: readonly string[]): Part[] {
  return words.map((word) => ({ condition: { kind: 'word', text: word }, loose: true }));
}
