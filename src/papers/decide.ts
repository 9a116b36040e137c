import { takeNumbers, type Database, type Writer } from '#db';
import { ConflictError, InvalidInputError, isoNow, NotFoundError } from '#lib';
import type { SaveContext } from './context.js';
import { findNumber, keysOfText } from './find.js';
import { reconcile } from './reconcile.js';
import { recordName } from './keys.js';
import type { PaperRecord } from './record.js';

/** A person's word on two papers. */
export interface DecisionRequest {
  /** Any id of the first paper: public id, arXiv id, DOI, `source:id`. */
  a: string;
  b: string;
  why?: string;
}

/** Makes two papers one, whatever the rules say. The journal keeps it; `unmergePapers` undoes it. @throws NotFoundError, ConflictError */
export async function mergePapers(context: SaveContext, request: DecisionRequest): Promise<void> {
  await decide(context, request, { same: true });
}

/**
 * Takes two records of one paper apart; the rules never join them again by themselves.
 * @throws NotFoundError, InvalidInputError when both names mean the same record
 */
export async function unmergePapers(context: SaveContext, request: DecisionRequest): Promise<void> {
  await decide(context, request, { same: false });
}

async function decide(context: SaveContext, { a, b, why = '' }: DecisionRequest, { same }: { same: boolean }): Promise<void> {
  await context.db.transaction(async (writer) => {
    await takeNumbers(writer, 'seq', 0);
    const [left, right] = [await recordNamed(context.db, writer, a), await recordNamed(context.db, writer, b)];
    if (left.name === right.name) {
      throw same ? new ConflictError(`${a} and ${b} are the same record already.`) : new InvalidInputError(`${a} and ${b} mean the same record. Name the other record by its own id: "broadsheet papers show ${a}" lists them.`);
    }
    const [first, second] = left.name < right.name ? [left.name, right.name] : [right.name, left.name];
    const decision = { a: first, b: second, same: same ? 1 : 0, decided_at: isoNow(context.clock), decided_by: 'owner', why };
    await writer.insertInto('identity_decisions').values({ number: await takeNumbers(writer, 'decision', 1), ...decision }).execute();
    await reconcile(context, writer, { names: [left.name, right.name], by: 'owner', why });
  });
}

/** The record a person means by an id: the one of that very name, else the one that gives the paper its public id. */
async function recordNamed(db: Database, writer: Writer, id: string): Promise<{ name: string }> {
  const keys = keysOfText(id);
  const named = await writer
    .selectFrom('record_keys')
    .innerJoin('records', 'records.number', 'record_keys.record')
    .select(['records.name', 'record_keys.key'])
    .where(db.anyOf('record_keys.key', keys))
    .execute();
  const own = named.find(({ name, key }) => name.startsWith(`${key}#`));
  if (own !== undefined) return { name: own.key };
  const paper = await findNumber(db, writer, id);
  if (paper === undefined) throw new NotFoundError(`There is no paper ${id}. Give its arXiv id, DOI, or the id in its address.`);
  const rows = await writer.selectFrom('records').select('body').where('paper', '=', paper.number).orderBy('name').execute();
  const names = rows.map(({ body }) => recordName(JSON.parse(body) as PaperRecord));
  const wanted = [paper.publicId, `arxiv:${paper.publicId}`].find((name) => names.includes(name)) ?? names[0];
  if (wanted === undefined) throw new NotFoundError(`The paper ${id} has no record.`);
  return { name: wanted };
}
