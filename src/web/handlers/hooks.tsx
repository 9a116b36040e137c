import { HOOK_BODIES } from '#digest';
import { InvalidInputError, NotFoundError } from '#lib';
import type { Context } from 'hono';
import { answer, frameOf, only, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { readFeedChoice } from '../feed-choice.js';
import { HooksPage, KEPT_SEARCH } from '../pages/hooks.js';
import { routes } from '../routes.js';

/** The reader's hooks with their log, and the form for another. */
export function showHooks(context: WebContext): WebHandler {
  return only(context, 'keep hooks', async (c) => {
    const [frame, hooks, searches] = await Promise.all([frameOf(c, context), context.hooks.list(readerOf(c)), context.savedSearches(readerOf(c)).list()]);
    return answer(c, <HooksPage frame={frame} hooks={hooks} searches={searches} />);
  });
}

/** Begins to tell an address. */
export function addHook(context: WebContext): WebHandler {
  return only(context, 'keep hooks', async (c) => {
    const form = await c.req.parseBody();
    const field = (name: string) => String(form[name] ?? '').trim();
    const [list, name] = field('list').startsWith(KEPT_SEARCH) ? ['saved-search', field('list').slice(KEPT_SEARCH.length)] : [field('list'), field('name')];
    const topic = readFeedChoice(new URLSearchParams({ list, name, votes: field('votes') }));
    if (topic === undefined || (await context.feeds.title({ ...topic, reader: readerOf(c) })) === undefined) throw new InvalidInputError('Say which category, author, organisation or search it is to be, or for trending a window such as week: go back, and fill in its name.');
    const body = HOOK_BODIES.find((known) => known === field('body')) ?? 'plain';
    await context.hooks.add(readerOf(c), { url: field('url'), topic, votes: topic.options.votes, body, template: field('template') });
    return c.redirect(routes.hooks(), 303);
  });
}

/** Tests it, turns it off or on, or takes it away. */
export function changeHook(context: WebContext, change: 'test' | 'turn' | 'remove'): WebHandler {
  return only(context, 'keep hooks', async (c) => {
    const number = Number(c.req.param('number'));
    if (!Number.isSafeInteger(number)) throw new NotFoundError('There is no such hook.');
    await context.hooks[change](readerOf(c), number);
    return c.redirect(routes.hooks(), 303);
  });
}

/** The rules let only readers come so far. */
function readerOf(c: Context<WebEnv>): number {
  const { reader } = c.get('viewer');
  if (reader === undefined) throw new InvalidInputError('Hooks are kept for readers: come in as one, then try it again.');
  return reader;
}
