import { categoryAlias } from '#papers';
import type { World } from '../world/world.js';

/** Whether a paper known at an instant belongs to what was searched for. */
export type Test = (paper: number, at: number, world: World) => boolean;

const TOKEN = /\(|\)|\b(?:ANDNOT|AND|OR)\b|(?:(\w+):)?(?:"([^"]*)"|\[([^\]]*)\]|([^\s()"]+))/g;
const OPERATORS: Record<string, (left: Test, right: Test) => Test> = {
  AND: (left, right) => (...given) => left(...given) && right(...given),
  OR: (left, right) => (...given) => left(...given) || right(...given),
  ANDNOT: (left, right) => (...given) => left(...given) && !right(...given),
};

/**
 * The subset of arXiv's query language a reader of new papers uses: `cat:`, `submittedDate:[202605010000 TO 202605312359]`,
 * and words or "phrases" in `ti:`, `au:`, `abs:`, `co:` or `all:` (also without a field), joined from left to right by AND,
 * OR and ANDNOT, with parentheses. https://info.arxiv.org/help/api/user-manual.html
 */
export function parseSearch(query: string): Test {
  const tokens = [...query.matchAll(TOKEN)];
  const [test] = expression(tokens, 0);
  return test;
}

function expression(tokens: readonly RegExpExecArray[], from: number): [Test, next: number] {
  let [test, next] = operand(tokens, from);
  while (next < tokens.length && tokens[next]![0] !== ')') {
    const operator = OPERATORS[tokens[next]![0]];
    const [right, after] = operand(tokens, operator === undefined ? next : next + 1);
    test = (operator ?? OPERATORS['OR']!)(test, right);
    next = after;
  }
  return [test, next];
}

function operand(tokens: readonly RegExpExecArray[], at: number): [Test, next: number] {
  const token = tokens[at];
  if (token === undefined) return [() => false, at + 1];
  if (token[0] !== '(') return [term(token), at + 1];
  const [test, next] = expression(tokens, at + 1);
  return [test, next + 1];
}

function term([whole, field = 'all', phrase, range, word]: RegExpExecArray): Test {
  if (field === 'cat') return inCategory(phrase ?? word ?? '');
  if (field === 'submittedDate') return submittedWithin(range ?? '');
  const text = (phrase ?? word ?? whole).toLowerCase();
  return (paper, _at, world) => fieldText(field, paper, world).toLowerCase().includes(text);
}

/** `cs.LG`, or `cs.*` for a whole archive. */
function inCategory(name: string): Test {
  const archive = name.endsWith('*') ? name.slice(0, -1) : undefined;
  const names = [name, categoryAlias(name)];
  return (paper, at, world) => world.categories(paper, at).some((category) => (archive === undefined ? names.includes(category) : category.startsWith(archive)));
}

function submittedWithin(range: string): Test {
  const [from = 0, until = Infinity] = range.split(/\s+TO\s+/).map(instantOf);
  return (paper, at, world) => {
    const { submitted } = world.eventsBy(paper, at)[0]!;
    return submitted! >= from && submitted! <= until;
  };
}

/** `202605312359` in UTC. */
function instantOf(text: string): number {
  const [, year, month, day, hour = '0', minute = '0'] = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d))?/.exec(text) ?? [];
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
}

function fieldText(field: string, paper: number, world: World): string {
  const { title, abstract = '', authors = [], comment = '' } = world.records.paper(paper);
  const fields: Record<string, string> = { ti: title, abs: abstract, au: authors.join(', '), co: comment };
  return fields[field] ?? Object.values(fields).join('\n');
}
