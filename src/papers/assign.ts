import { compareArxivIds, publicIdOf } from './identifiers.js';
import { compareText } from './identity.js';
import { arxivIdOf } from './keys.js';
import type { PaperContent, RankedRecord } from './compose.js';
import { compose } from './compose.js';

/** The records of one paper-to-be, with the papers they are part of now. */
export interface Group {
  members: (RankedRecord & { paper?: number })[];
}

/** A paper row that is there already, merged away or not. */
export interface ExistingRow {
  number: number;
  publicId: string;
}

export interface Assigned<G extends Group> {
  group: G;
  content: PaperContent;
  /** Undefined: a new row is needed. */
  row?: ExistingRow;
}

/**
 * Gives each group its content, its public id and its row. An arXiv id claimed by several groups (a person took apart what
 * names the same id) goes to the one with arXiv's own record, else to the first; a group keeps the row of its public id,
 * else the oldest of its rows that nobody else has a better claim to.
 */
export function assignRows<G extends Group>(groups: readonly G[], rows: readonly ExistingRow[]): Assigned<G>[] {
  const holders = arxivHolders(groups);
  const named = groups.map((group) => ({ group, content: nameGroup(group, holders) }));
  const byPublicId = new Map(rows.map((row) => [row.publicId, row]));
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const wanted = new Set(named.map(({ content }) => content.id));
  const taken = new Set<number>();
  const assigned: Assigned<G>[] = named.map(({ group, content }) => {
    const row = byPublicId.get(content.id);
    if (row !== undefined) taken.add(row.number);
    return { group, content, row };
  });
  for (const one of assigned.filter(({ row }) => row === undefined)) {
    const own = one.group.members.flatMap(({ paper }) => (paper === undefined ? [] : (byNumber.get(paper) ?? [])));
    const free = own.filter(({ number, publicId }) => !taken.has(number) && !wanted.has(publicId));
    one.row = free.sort((a, b) => a.number - b.number)[0];
    if (one.row !== undefined) taken.add(one.row.number);
  }
  return assigned;
}

function arxivHolders<G extends Group>(groups: readonly G[]): Map<string, G> {
  const holders = new Map<string, G>();
  const claim = (group: G, own: boolean) => {
    for (const { record } of group.members.filter(({ record }) => (record.source === 'arxiv') === own)) {
      const id = arxivIdOf(record);
      if (id !== undefined && !holders.has(id)) holders.set(id, group);
    }
  };
  for (const group of groups) claim(group, true);
  for (const group of groups) claim(group, false);
  return holders;
}

function nameGroup<G extends Group>(group: G, holders: Map<string, G>): PaperContent {
  const content = compose(group.members);
  const held = [...holders].filter(([, holder]) => holder === group).map(([id]) => id);
  const own = group.members.filter(({ record }) => record.source === 'arxiv').map(({ record }) => record.id);
  const best = (own.length > 0 ? own : held).toSorted(compareArxivIds)[0];
  if (best !== undefined) return { ...content, id: best };
  const names = group.members.map(({ record }) => publicIdOf(record.source, record.id)).toSorted(compareText);
  return content.id.includes(':') ? content : { ...content, id: names[0]! };
}
