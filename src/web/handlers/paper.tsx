import type { Context } from 'hono';
import { parseArxivId, type Paper } from '#papers';
import { GLANCE_MS, readPapersLike, SHOWN_ON_PAGE } from '../alike.js';
import { answer, answerNotFound, frameOf, type WebEnv, type WebHandler } from '../answer.js';
import type { PaperFound, WebContext } from '../app-context.js';
import { readBallots } from '../ballots.js';
import { CITATIONS, citationFilename } from '../citations.js';
import { paperMarkdown } from '../markdown.js';
import { MessagePage } from '../pages/message.js';
import { PaperPage } from '../pages/paper.js';
import { type Demanded, demandPaper, isRobot } from '../on-demand.js';
import { ExternalLink } from '../parts/external-link.js';
import type { LikeThisProps } from '../parts/like-this.js';
import { WaysOn } from '../parts/ways-on.js';
import { routes } from '../routes.js';
import type { LikeQuery } from '../search-desk.js';
import { readLike } from '../search-query.js';

type Format = 'html' | 'md' | 'bib' | 'ris' | 'csl.json';

/** A paper as a page, as Markdown, or as a citation to take along; an older name leads to the present one. */
export function showPaper(context: WebContext): WebHandler {
  return async (c) => {
    const { id, format } = readAddress(c);
    const stored = await context.papers.find(id);
    const demanded = stored ?? (isRobot(c.req.header('User-Agent')) ? undefined : await demandPaper(context, id));
    if (demanded && 'coming' in demanded) return answerComing(c, context, id);
    const found = demanded && 'found' in demanded ? demanded.found : demanded && !('why' in demanded) ? demanded : undefined;
    if (!found) return answerNotFound(c, context, { what: notHere(id, demanded), todo: <ElsewhereOr id={id} why={whyNot(demanded)} /> });
    if ('movedTo' in found) return movedTo(c, address(found.movedTo, format));
    if (format === 'html') return showPage(c, context, found.paper);
    return asFile(c, found.paper, format);
  };
}

async function showPage(c: Context<WebEnv>, context: WebContext, paper: Paper): Promise<Response> {
  const query = readLike(new URL(c.req.url).searchParams);
  const [frame, like, ballots, place] = await Promise.all([frameOf(c, context), papersLike(c, context, paper, query), readBallots(c, context, [paper]), context.editions.placeOf(paper)]);
  const voters = ballots.alone ? undefined : await context.votes.votersOf(paper.number);
  // What comes later belongs to the next view of it.
  if (like !== undefined && like.like === undefined) c.header('Cache-Control', 'no-store');
  c.set('shown', [paper.number]);
  return answer(c, <PaperPage frame={frame} paper={paper} like={like} ballots={ballots} voters={voters} place={place} />);
}

/** A page is whole without the papers like it: they have a moment to come, and that the search is away is told where it is run, not here. */
async function papersLike(c: Context<WebEnv>, context: WebContext, paper: Paper, query: LikeQuery): Promise<LikeThisProps | undefined> {
  try {
    return { paper, query, like: await readPapersLike(context, paper, { query, withinMs: GLANCE_MS, most: SHOWN_ON_PAGE }) };
  } catch (error) {
    context.report(error, c.req.raw);
    return undefined;
  }
}

/** What is said of a paper that is not stored, and could not be had. */
function notHere(id: string, demanded: Demanded | PaperFound | undefined): string {
  const why = whyNot(demanded);
  if (why === 'missing') return `arXiv has no paper “${id}”; it is not asked again for a day.`;
  if (why === 'busy') return `“${id}” is not stored here, and arXiv was asked for many papers this hour: try again in an hour.`;
  return `No paper stored here is known as “${id}”.`;
}

function whyNot(demanded: Demanded | PaperFound | undefined): 'missing' | 'busy' | 'off' | undefined {
  return demanded && 'why' in demanded ? demanded.why : undefined;
}

async function answerComing(c: Context<WebEnv>, context: WebContext, id: string): Promise<Response> {
  c.header('Refresh', '3');
  const what = `“${id}” was not stored here, and arXiv is being asked for it. This page becomes the paper when it has arrived.`;
  return answer(c, <MessagePage frame={await frameOf(c, context)} title="On its way" what={what} todo={<ElsewhereOr id={id} />} />, 202);
}

/** Where a paper may be that is not here. */
function ElsewhereOr({ id, why }: { id: string; why?: 'missing' | 'busy' | 'off' }) {
  const arxiv = why === 'missing' ? undefined : parseArxivId(id)?.id;
  return (
    <>
      {why === 'off' ? <>It is not fetched, as nothing is gathered from arXiv now: <a href={routes.status()}>the status</a> says why. </> : null}
      {arxiv ? <>arXiv may have it: <ExternalLink href={`https://arxiv.org/abs/${arxiv}`}>{`arXiv:${arxiv}`}</ExternalLink>. </> : null}
      <WaysOn />
    </>
  );
}

function readAddress(c: Context): { id: string; format: Format } {
  const text = c.req.param('id') ?? '';
  const [, id, format] = /^(.+)\.(md|bib|ris|csl\.json)$/s.exec(text) ?? [];
  if (id && format) return { id, format: format as Format };
  return { id: text, format: 'html' };
}

/** The old name is gone for good, as far as is known: a merge can be undone, so that browsers must ask again. */
function movedTo(c: Context<WebEnv>, path: string): Response {
  c.header('Cache-Control', 'no-cache');
  return c.redirect(path, 301);
}

function address(id: string, format: Format): string {
  if (format === 'html') return routes.paper(id);
  return format === 'md' ? routes.paperMarkdown(id) : routes.citation(id, format);
}

function asFile(c: Context<WebEnv>, paper: Paper, format: Format): Response {
  if (format === 'md') return c.text(paperMarkdown(paper), 200, { 'Content-Type': 'text/markdown; charset=utf-8' });
  const kind = CITATIONS.find((citation) => citation.format === format)!;
  return c.text(kind.write(paper), 200, {
    'Content-Type': `${kind.type}; charset=utf-8`,
    'Content-Disposition': `attachment; filename="${citationFilename(paper, kind.format)}"`,
  });
}
