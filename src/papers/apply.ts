import { takeNumbers, type Database, type Row, type Writer } from '#db';
import { isoNow } from '#lib';
import { dropEmptyDays, touchDays } from './days.js';
import { journalMove, type Move } from './journal.js';
import { publicIdOfRecord } from './keys.js';
import type { AssignedGroup, BlockRow, Member, Plan } from './plan.js';
import { digestOf, rowsOf, type PaperRows } from './rows.js';
import type { SaveContext } from './context.js';
import { daysOf, insertLists, insertPapers } from './write.js';

/** A group with the number of its row and what must be written of it. */
interface Target {
  one: AssignedGroup;
  number: number;
  before?: BlockRow;
  changed: boolean;
}

/** Carries a plan out: writes only what differs, gives every changed paper a new `seq`, and journals merges. */
export async function applyPlan(context: SaveContext, writer: Writer, plan: Plan): Promise<void> {
  const { db } = context;
  const now = isoNow(context.clock);
  const targets = await numberTargets(writer, plan);
  const leaving = leavingRows(plan, targets);
  const changed = targets.filter((target) => target.changed);
  const newlyGone = leaving.filter(({ row }) => row.merged_into === null);
  const count = changed.length + newlyGone.length;
  const seq = count === 0 ? 0 : await takeNumbers(writer, 'seq', count);
  const rows = changed.map((target, index) => rowsOf(target.one.content, { number: target.number, seq: seq + index, firstSeen: now }));
  const oldDays = await clearLists(db, writer, [...changed.map(({ number }) => number), ...newlyGone.map(({ row }) => row.number)]);
  await writePaperRows(db, writer, { targets: changed, rows });
  await writeRecords(db, writer, { targets, now });
  await sendAway(writer, { leaving, seq: seq + changed.length });
  await touchDays(writer, [...new Set([...oldDays, ...daysOf(rows)])], seq + count - 1);
  await dropEmptyDays(writer, oldDays.filter((day) => !daysOf(rows).includes(day)));
  for (const move of movesOf(plan, targets, leaving)) await journalMove(writer, move, { now, by: plan.by ?? 'identity', why: plan.why });
}

async function numberTargets(writer: Writer, { assigned, rows }: Plan): Promise<Target[]> {
  const fresh = assigned.filter(({ row }) => row === undefined).length;
  let next = fresh === 0 ? 0 : await takeNumbers(writer, 'paper', fresh);
  return assigned.map((one) => {
    const before = rows.find(({ number }) => number === one.row?.number);
    const changed = before === undefined || before.merged_into !== null || before.digest !== digestOf(one.content);
    return { one, number: before?.number ?? next++, before, changed };
  });
}

interface Leaving {
  row: BlockRow;
  into: number;
  /** The paper it was merged into before, where that still stands on its own. */
  from?: number;
}

/** Rows that no group stands in any more, each with the paper that its address leads to from now on. */
function leavingRows({ rows }: Plan, targets: readonly Target[]): Leaving[] {
  const staying = new Set(targets.map(({ number }) => number));
  return rows.flatMap((row) => {
    if (staying.has(row.number)) return [];
    const into = targets.find(({ one }) => one.group.members.some(({ record }) => namesRow(record, row))) ?? targets.find(({ one }) => one.group.members.some(({ paper }) => paper === row.number));
    if (into === undefined || into.number === row.merged_into) return [];
    return [{ row, into: into.number, ...(row.merged_into !== null && staying.has(row.merged_into) ? { from: row.merged_into } : {}) }];
  });
}

function namesRow(record: Member['record'], row: BlockRow): boolean {
  return `${record.source}:${record.id}` === row.publicId || publicIdOfRecord(record) === row.publicId;
}

/** Deletes what the papers have many of, and returns the days they were announced on. */
async function clearLists(db: Database, writer: Writer, papers: readonly number[]): Promise<string[]> {
  if (papers.length === 0) return [];
  const days = await writer.selectFrom('announcements').select('day').distinct().where(db.anyOf('paper', papers)).execute();
  for (const table of ['announcements', 'paper_authors', 'paper_categories'] as const) {
    await writer.deleteFrom(table).where(db.anyOf('paper', papers)).execute();
  }
  return days.map(({ day }) => day);
}

async function writePaperRows(db: Database, writer: Writer, work: { targets: readonly Target[]; rows: readonly PaperRows[] }): Promise<void> {
  const isNew = (index: number) => work.targets[index]?.before === undefined;
  await insertPapers(db, writer, work.rows.filter((_, index) => isNew(index)));
  const old = work.rows.filter((_, index) => !isNew(index));
  for (const { papers } of old) {
    const { number, first_seen: _kept, ...columns } = papers;
    await writer.updateTable('papers').set(columns).where('number', '=', Number(number)).execute();
  }
  await insertLists(db, writer, old);
}

async function writeRecords(db: Database, writer: Writer, { targets, now }: { targets: readonly Target[]; now: string }): Promise<void> {
  const placed = targets.flatMap(({ number, one }) => one.group.members.map((member) => ({ member, number })));
  const created = placed.filter(({ member }) => member.state === 'new');
  await db.insertMany(writer, 'records', created.map(({ member, number }): Row => ({ number: member.number, name: member.name, paper: number, freshness: member.freshness, body: member.body, seen_at: now })));
  for (const { member, number } of placed.filter(({ member }) => member.state === 'changed')) {
    await writer.updateTable('records').set({ paper: number, freshness: member.freshness, body: member.body, seen_at: now }).where('number', '=', member.number).execute();
  }
  for (const { member, number } of placed.filter(({ member, number }) => member.state === 'kept' && member.paper !== number)) {
    await writer.updateTable('records').set({ paper: number }).where('number', '=', member.number).execute();
  }
  const keyed = placed.filter(({ member }) => member.state !== 'kept').map(({ member }) => member);
  await writer.deleteFrom('record_keys').where(db.anyOf('record', keyed.map(({ number }) => number))).execute();
  await db.insertMany(writer, 'record_keys', keyed.flatMap(({ number, keys }) => keys.map((key): Row => ({ key, record: number }))));
}

async function sendAway(writer: Writer, { leaving, seq }: { leaving: readonly Leaving[]; seq: number }): Promise<void> {
  let next = seq;
  for (const { row, into } of leaving) {
    const newlyGone = row.merged_into === null ? { seq: next++ } : {};
    await writer.updateTable('papers').set({ merged_into: into, ...newlyGone }).where('number', '=', row.number).execute();
  }
}

/** What the journal says of this plan: papers that go from one to another, papers merged away, and papers that came out of another one. */
function movesOf({ joins }: Plan, targets: readonly Target[], leaving: readonly Leaving[]): Move[] {
  const changing = leaving.flatMap(({ row, from }): Move[] => (from === undefined ? [] : [{ kind: 'unmerge', kept: from, gone: row.number }]));
  const merges = leaving.filter(({ row, from }) => row.merged_into === null || from !== undefined).map(({ row, into }): Move => {
    const members = targets.find(({ number }) => number === into)?.one.group.members ?? [];
    const mine = new Set(members.filter(({ paper }) => paper === row.number).map(({ record }) => `${record.source}:${record.id}`));
    const join = joins.find(({ a, b }) => mine.has(a) !== mine.has(b) && (mine.has(a) || mine.has(b)));
    return { kind: 'merge', kept: into, gone: row.number, join };
  });
  const splits = targets.flatMap(({ number, one, before }): Move[] => {
    if (before !== undefined && before.merged_into === null) return [];
    const from = one.group.members.find(({ paper }) => paper !== undefined && paper !== number)?.paper;
    return from === undefined ? [] : [{ kind: 'unmerge', kept: from, gone: number }];
  });
  return [...changing, ...merges, ...splits];
}
