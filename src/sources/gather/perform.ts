import { isoNow, messageOf } from '#lib';
import type { GatherContext } from './context.js';
import { takeFeed } from './feed-step.js';
import { beginAnew, takePage } from './harvest-step.js';
import { openHarvests } from './harvest-table.js';
import { takePapers } from './paper-step.js';
import type { Action } from './plan.js';
import { noteTry } from './road-table.js';
import { TokenRefusedError } from './roads.js';
import type { Harvest, Road } from './types.js';

/** What asks somebody outside. */
type Request = Extract<Action, { do: 'feed' | 'page' | 'papers' }>;

/** Does what was planned. Failures outside are noted, not thrown: the next plan takes them into account. */
export async function perform(context: GatherContext, action: Action, signal: AbortSignal): Promise<void> {
  if (action.do === 'open') return await openHarvests(context.db, context.clock, { source: context.roads.source, windows: action.windows });
  if (action.do === 'feed' || action.do === 'page' || action.do === 'papers') await ask(context, action, signal);
}

async function ask(context: GatherContext, action: Request, signal: AbortSignal): Promise<void> {
  const road: Road = action.do === 'feed' ? 'feed' : action.do === 'page' ? 'harvest' : 'paper';
  try {
    const { records, brokenOff } = await request(context, action, signal);
    await note(context, road, { error: brokenOff, records });
    context.log.debug({ road, records, why: action.why, at: isoNow(context.clock) }, 'gathered');
  } catch (error) {
    if (signal.aborted || context.db.isAway(error) || isOurs(error)) throw error;
    context.log.warn({ err: error, road, why: action.why }, `gathering failed: ${messageOf(error)}`);
    await note(context, road, { error: messageOf(error) });
  }
}

/** An answer that cannot be used leaves the host alone for a while, as no answer does (the pacer sees to that). */
async function note(context: GatherContext, road: Road, { error, records }: { error?: string; records?: number }): Promise<void> {
  const host = context.roads.hosts[road];
  const failures = await noteTry(context.db, context.clock, { source: context.roads.source, road, host, error, records });
  const [free] = (await context.pacer.freeAt([host])).values();
  if (error !== undefined && (free ?? 0) <= context.clock.now()) await context.pacer.leaveAlone(host, failures);
}

async function request(context: GatherContext, action: Request, signal: AbortSignal): Promise<{ records: number; brokenOff?: string }> {
  if (action.do === 'feed') return await takeFeed(context, action, signal);
  if (action.do === 'papers') return await takePapers(context, action.ids, signal);
  return await page(context, action.harvest, signal);
}

async function page(context: GatherContext, harvest: Harvest, signal: AbortSignal): Promise<{ records: number; brokenOff?: string }> {
  try {
    return await takePage(context, harvest, signal);
  } catch (error) {
    if (!(error instanceof TokenRefusedError)) throw error;
    const { restarts } = await beginAnew(context, harvest);
    // Once is what happens to tokens; again without a page in between is a fault.
    return { records: 0, brokenOff: restarts > 1 ? error.message : undefined };
  }
}

/** A mistake of this program, or a database that fails, is not the source's fault. */
function isOurs(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}
