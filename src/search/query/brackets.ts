import { DEEPEST } from './limits.js';
import type { Token } from './scan.js';

/**
 * Leaves only brackets that have a partner and are not nested too deeply; a field before a bracket that is dropped
 * goes to the word behind it.
 */
export function matchBrackets(tokens: readonly Token[]): { tokens: Token[]; tooDeep: boolean } {
  const open: number[] = [];
  const kept = new Set<number>();
  let tooDeep = false;
  tokens.forEach(({ kind }, index) => {
    if (kind === 'open') open.push(index);
    if (kind !== 'close') return;
    const partner = open.pop();
    if (partner === undefined) return;
    if (open.length >= DEEPEST) tooDeep = true;
    else [partner, index].forEach((place) => kept.add(place));
  });
  return { tokens: withoutBrackets(tokens, kept), tooDeep };
}

function withoutBrackets(tokens: readonly Token[], kept: ReadonlySet<number>): Token[] {
  const left: Token[] = [];
  tokens.forEach((token, index) => {
    if (kept.has(index) || (token.kind !== 'open' && token.kind !== 'close')) left.push(fieldFrom(tokens[index - 1], token, kept.has(index - 1)));
  });
  return left;
}

function fieldFrom(before: Token | undefined, token: Token, beforeIsKept: boolean): Token {
  if (before?.kind !== 'open' || beforeIsKept || before.field === undefined || token.kind !== 'text') return token;
  return token.field === undefined ? { ...token, field: before.field } : token;
}
