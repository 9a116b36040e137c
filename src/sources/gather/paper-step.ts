import type { GatherContext } from './context.js';
import { savePage } from './save-page.js';
import { answerWanted } from './wanted.js';

/** Asks for the papers that readers wait for; those the source does not have are remembered as missing for a day. */
export async function takePapers(context: GatherContext, ids: readonly string[], signal: AbortSignal): Promise<{ records: number }> {
  const { records } = await context.roads.papers(ids, signal);
  const asked = records.filter(({ id }) => ids.includes(id));
  await savePage(context.papers, asked, async () => {});
  await answerWanted(context.db, context.clock, { ids, found: new Set(asked.map(({ id }) => id)) });
  return { records: asked.length };
}
