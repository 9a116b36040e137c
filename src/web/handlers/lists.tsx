import type { Context } from 'hono';
import { GLANCE_MS } from '../alike.js';
import { answer, answerNotFound, frameOf, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { category, readCursor } from '../edition-query.js';
import { AuthorPage } from '../pages/author.js';
import { CategoriesPage } from '../pages/categories.js';
import { CategoryPage } from '../pages/category.js';
import type { AuthorLike } from '../search-desk.js';

/** The papers under an author's name. */
export function showAuthor(context: WebContext): WebHandler {
  return async (c) => {
    const name = c.req.param('name') ?? '';
    const cursor = readCursor(new URL(c.req.url).searchParams);
    const [frame, list] = await Promise.all([frameOf(c, context), context.papers.byAuthor(name, cursor)]);
    const alike = list.papers.length > 0 ? await authorsLike(c, context, name) : [];
    // What comes later belongs to the next view of it.
    if (alike === undefined) c.header('Cache-Control', 'no-store');
    return answer(c, <AuthorPage frame={frame} name={name} list={list} cursor={cursor} alike={alike} />, list.papers.length > 0 ? 200 : 404);
  };
}

/** The list stands by itself when the search is away; undefined when it takes longer than the page waits. */
async function authorsLike(c: Context, context: WebContext, name: string): Promise<AuthorLike[] | undefined> {
  return context.search.authorsLike(name, GLANCE_MS).catch((error: unknown) => {
    context.report(error, c.req.raw);
    return [];
  });
}

/** The papers of a category. */
export function showCategory(context: WebContext): WebHandler {
  return async (c) => {
    const code = category(c.req.param('code'));
    if (!code) return answerNotFound(c, context, { what: 'There is no such category.' });
    const cursor = readCursor(new URL(c.req.url).searchParams);
    const [frame, list, latestDay] = await Promise.all([
      frameOf(c, context),
      context.papers.byCategory(code, cursor),
      context.editions.latestDay(),
    ]);
    return answer(c, <CategoryPage frame={frame} code={code} list={list} cursor={cursor} latestDay={latestDay} />);
  };
}

/** All categories by group. */
export function showCategories(context: WebContext): WebHandler {
  return async (c) => {
    const [frame, counts] = await Promise.all([frameOf(c, context), context.papers.categoryCounts()]);
    return answer(c, <CategoriesPage frame={frame} counts={counts} />);
  };
}
