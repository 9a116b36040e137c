import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { PATIENCE_MS, readPapersLike, SHOWN_ON_PAGE } from '../alike.js';
import { answer, answerNotFound, frameOf, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { AuthorsLikePage, PapersLikePage } from '../pages/alike.js';
import { MessagePage } from '../pages/message.js';
import { AuthorsLike } from '../parts/authors-like.js';
import { LikeThis } from '../parts/like-this.js';
import { routes } from '../routes.js';
import { readLike } from '../search-query.js';

/** The papers like one, as a page of their own or as the part that a paper's page lacks. */
export function showPapersLike(context: WebContext): WebHandler {
  return async (c) => {
    c.header('X-Robots-Tag', 'noindex');
    const params = new URL(c.req.url).searchParams;
    const [id, query, isPart] = [c.req.param('id') ?? '', readLike(params), asksForPart(params)];
    const stored = await context.papers.find(id);
    if (stored === undefined) return answerNotFound(c, context, { what: `No paper stored here is known as “${id}”.` });
    if ('movedTo' in stored) return c.redirect(routes.papersLike(stored.movedTo, query));
    const { paper } = stored;
    const like = await readPapersLike(context, paper, { query, withinMs: PATIENCE_MS, ...(isPart && { most: SHOWN_ON_PAGE }) });
    if (like === undefined) return answerLate(c, context, { isPart, back: <a href={routes.paper(paper.id)}>The paper itself</a> });
    if (isPart) return c.html(await (<LikeThis paper={paper} query={query} like={like} />));
    return answer(c, <PapersLikePage frame={await frameOf(c, context)} paper={paper} query={query} like={like} />);
  };
}

/** Who writes about what an author writes about, as a page or as a part. */
export function showAuthorsLike(context: WebContext): WebHandler {
  return async (c) => {
    c.header('X-Robots-Tag', 'noindex');
    const name = c.req.param('name') ?? '';
    const isPart = asksForPart(new URL(c.req.url).searchParams);
    const authors = await context.search.authorsLike(name, PATIENCE_MS);
    if (authors === undefined) return answerLate(c, context, { isPart, back: <a href={routes.author(name)}>The papers of {name}</a> });
    if (isPart) return c.html(await (<AuthorsLike name={name} authors={authors} />));
    return answer(c, <AuthorsLikePage frame={await frameOf(c, context)} name={name} authors={authors} />);
  };
}

/** A script puts the list alone in its place. */
function asksForPart(params: URLSearchParams): boolean {
  return params.get('part') === 'list';
}

/** A script is told to ask again, a reader's browser does so by itself. */
async function answerLate(c: Context<WebEnv>, context: WebContext, { isPart, back }: { isPart: boolean; back: Child }): Promise<Response> {
  if (isPart) return c.text('', 503, { 'Retry-After': '2' });
  c.header('Refresh', '3');
  const what = 'Much is being compared at the moment. This page becomes the list when it is there.';
  return answer(c, <MessagePage frame={await frameOf(c, context)} title="Still being looked for" what={what} todo={<>{back} is there already.</>} />, 202);
}
