import { takeNumbers, type Database, type Writer } from '#db';
import { applyPlan } from './apply.js';
import { assignRows } from './assign.js';
import { gatherBlock, type Block } from './block.js';
import { partition } from './identity.js';
import type { Incoming } from './incoming.js';
import { candidateOf, recordName } from './keys.js';
import type { SaveContext } from './context.js';
import type { BlockRow, Member, Plan } from './plan.js';

/** What sets a reconciliation off: records that arrived, or names that a person spoke of. */
export interface ReconcileStart {
  incoming?: readonly Incoming[];
  names?: readonly string[];
  /** Who is behind it, for the journal. */
  by: 'identity' | 'owner';
  why?: string;
}

/**
 * Sorts a block of records into papers again and writes the difference: papers made, changed, merged away, set free.
 * Returns how many incoming records said something new, and how many papers they made.
 */
export async function reconcile(context: SaveContext, writer: Writer, start: ReconcileStart): Promise<{ records: number; papers: number }> {
  const keys = [...(start.incoming ?? []).flatMap(({ keys }) => keys), ...(start.names ?? [])];
  const block = await gatherBlock(context.db, writer, { keys: [...new Set(keys)], papers: [] });
  const members = await mergeIncoming(writer, block, start.incoming ?? []);
  const plan = await makePlan(context.db, writer, members, block);
  await applyPlan(context, writer, { ...plan, by: start.by, why: start.why });
  return { records: members.filter(({ state }) => state !== 'kept').length, papers: plan.assigned.filter(({ row }) => row === undefined).length };
}

async function mergeIncoming(writer: Writer, block: Block, incoming: readonly Incoming[]): Promise<Member[]> {
  const members = new Map<string, Member>();
  for (const stored of block.records) {
    members.set(stored.name, { ...stored, body: '', keys: block.keys.get(stored.number) ?? [], state: 'kept' });
  }
  const unknown = incoming.filter(({ name }) => !members.has(name));
  let number = unknown.length === 0 ? 0 : await takeNumbers(writer, 'record', unknown.length);
  for (const one of incoming) {
    const known = members.get(one.name);
    if (known === undefined) {
      members.set(one.name, { ...one, number, state: 'new' });
      number += 1;
      continue;
    }
    const keys = [...new Set([...known.keys, ...one.keys])];
    if (one.freshness > known.freshness) members.set(one.name, { ...known, ...one, keys, state: 'changed' });
    else if (keys.length > known.keys.length) members.set(one.name, { ...known, body: JSON.stringify(known.record), keys, state: 'changed' });
  }
  return [...members.values()];
}

async function makePlan(db: Database, writer: Writer, members: Member[], block: Block): Promise<Plan> {
  const byName = Map.groupBy(members, ({ record }) => recordName(record));
  const candidates = [...byName.values()].map((same) => {
    const sorted = same.toSorted((a, b) => (a.freshness < b.freshness ? 1 : -1));
    const titles = [...new Set(same.flatMap(({ keys }) => keys.filter((key) => key.startsWith('title:'))))].sort();
    return candidateOf(sorted.map(({ record }) => record), titles);
  });
  const { groups, joins } = partition(candidates, block.decisions);
  const grouped = groups.map((names) => ({ members: names.flatMap((name) => byName.get(name)!) }));
  const numbers = [...new Set(members.flatMap(({ paper }) => paper ?? []))];
  const publicIds = assignRows(grouped, []).map(({ content }) => content.id);
  const rows = await existingRows(db, writer, { numbers, publicIds });
  return { assigned: assignRows(grouped, rows), rows, joins };
}

async function existingRows(db: Database, writer: Writer, at: { numbers: number[]; publicIds: string[] }): Promise<BlockRow[]> {
  const rows = await writer
    .selectFrom('papers')
    .select(['number', 'public_id', 'merged_into', 'digest'])
    .where((where) =>
      where.or([db.anyOf('number', at.numbers), db.anyOf('public_id', at.publicIds), db.anyOf('merged_into', at.numbers)]),
    )
    .execute();
  return rows.map(({ public_id, ...row }) => ({ ...row, publicId: public_id }));
}
