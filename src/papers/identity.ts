import { nearlyEqualText } from './title.js';
import { agreeingAuthors } from './names.js';

/*
 * Which records speak of the same paper. A pure function of the set of records and of what people decided, so the order
 * in which records arrive does not matter:
 *
 *   records --links--> sorted by strength, then by name --joined one by one unless forbidden--> papers
 *
 * Forbidden: two different arXiv ids in one paper (arXiv itself says they are two: of 199,224 real records, 20 titles with
 * agreeing authors and 15 DOIs stand under several arXiv ids, many of them series, discussions and mistyped DOIs), and a pair
 * that a person has taken apart. Only a person's word joins two arXiv ids.
 */

/** What identity needs to know of one record (or of several of one source's records with one id). */
export interface Candidate {
  /** `source:id`; unique in the block. */
  name: string;
  arxivId?: string;
  /** `scheme:value` of every id it names, its own included. */
  ids: string[];
  /** Normalised titles it ever had, generic ones left out. */
  titleKeys: string[];
  authors: string[];
  abstract: string;
}

/** What a person said of two records; later ones overrule earlier ones on the same pair. */
export interface Decision {
  a: string;
  b: string;
  same: boolean;
}

/** Why two records are one paper, the strongest first. */
export const LINK_REASONS = ['decided', 'arXiv id', 'id', 'title and authors', 'title and abstract'] as const;
export type LinkReason = (typeof LINK_REASONS)[number];

export interface Join {
  a: string;
  b: string;
  reason: LinkReason;
}

export interface Partition {
  /** Names of the records of each paper, sorted; papers sorted by their first name. */
  groups: string[][];
  /** The links that made them, in the order applied. */
  joins: Join[];
}

/** Sorts the records of a block into papers. A block must hold every record that shares a key with one of its records. */
export function partition(candidates: readonly Candidate[], decisions: readonly Decision[]): Partition {
  const groups = new Groups(candidates, apartPairs(decisions));
  const joins: Join[] = [];
  for (const link of [...decidedLinks(decisions), ...automaticLinks(candidates)]) {
    if (groups.join(link)) joins.push(link);
  }
  return { groups: groups.list(), joins };
}

/** The link between two records by the rules alone, if any. */
export function linkBetween(a: Candidate, b: Candidate): LinkReason | undefined {
  if (a.arxivId !== undefined && a.arxivId === b.arxivId) return 'arXiv id';
  if (a.ids.some((id) => b.ids.includes(id))) return 'id';
  if (!a.titleKeys.some((key) => b.titleKeys.includes(key))) return undefined;
  if (a.authors.length > 0 && b.authors.length > 0) return agreeingAuthors(a.authors, b.authors) ? 'title and authors' : undefined;
  return nearlyEqualText(a.abstract, b.abstract) ? 'title and abstract' : undefined;
}

function automaticLinks(candidates: readonly Candidate[]): Join[] {
  const sorted = candidates.toSorted((x, y) => compareText(x.name, y.name));
  const links = sorted.flatMap((a, index) =>
    sorted.slice(index + 1).flatMap((b) => {
      const reason = linkBetween(a, b);
      return reason === undefined ? [] : [{ a: a.name, b: b.name, reason }];
    }),
  );
  return links.sort((x, y) => LINK_REASONS.indexOf(x.reason) - LINK_REASONS.indexOf(y.reason) || compareText(x.a, y.a) || compareText(x.b, y.b));
}

/** The last word on each pair, newest first. */
function lastWords(decisions: readonly Decision[]): Decision[] {
  const words = new Map<string, Decision>();
  for (const decision of decisions) {
    const key = pairKey(decision.a, decision.b);
    words.delete(key);
    words.set(key, decision);
  }
  return [...words.values()].reverse();
}

function decidedLinks(decisions: readonly Decision[]): Join[] {
  return lastWords(decisions).flatMap(({ a, b, same }) => (same ? [{ a, b, reason: 'decided' as const }] : []));
}

function apartPairs(decisions: readonly Decision[]): Decision[] {
  return lastWords(decisions).filter(({ same }) => !same);
}

/** Groups that grow by joining, with the two prohibitions kept up to date. */
class Groups {
  private readonly groupOf = new Map<string, { names: string[]; arxivIds: Set<string> }>();
  private readonly apart = new Map<string, Set<string>>();

  constructor(candidates: readonly Candidate[], apart: readonly Decision[]) {
    for (const { name, arxivId } of candidates) {
      this.groupOf.set(name, { names: [name], arxivIds: new Set(arxivId === undefined ? [] : [arxivId]) });
    }
    for (const { a, b } of apart) {
      this.enemies(a).add(b);
      this.enemies(b).add(a);
    }
  }

  join({ a, b, reason }: Join): boolean {
    const [left, right] = [this.groupOf.get(a), this.groupOf.get(b)];
    if (left === undefined || right === undefined || left === right) return false;
    if (left.names.some((name) => right.names.some((other) => this.apart.get(name)?.has(other)))) return false;
    const disjoint = left.arxivIds.size > 0 && right.arxivIds.size > 0 && left.arxivIds.isDisjointFrom(right.arxivIds);
    if (disjoint && reason !== 'decided') return false;
    const joined = { names: [...left.names, ...right.names], arxivIds: left.arxivIds.union(right.arxivIds) };
    for (const name of joined.names) this.groupOf.set(name, joined);
    return true;
  }

  list(): string[][] {
    const groups = [...new Set(this.groupOf.values())].map(({ names }) => names.toSorted(compareText));
    return groups.sort((x, y) => compareText(x[0]!, y[0]!));
  }

  private enemies(name: string): Set<string> {
    const known = this.apart.get(name) ?? new Set<string>();
    this.apart.set(name, known);
    return known;
  }
}

/** One key for a pair, whichever way round. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

/** Plain code-unit order: the same on every machine and database, unlike a locale's. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
