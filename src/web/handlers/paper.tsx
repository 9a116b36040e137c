import type { Context } from 'hono';
import { parseArxivId, type Paper } from '#papers';
import { answer, answerNotFound, frameOf, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { CITATIONS, citationFilename } from '../citations.js';
import { paperMarkdown } from '../markdown.js';
import { PaperPage } from '../pages/paper.js';
import { ExternalLink } from '../parts/external-link.js';
import { WaysOn } from '../parts/ways-on.js';
import { routes } from '../routes.js';

type Format = 'html' | 'md' | 'bib' | 'ris' | 'csl.json';

/** A paper as a page, as Markdown, or as a citation to take along; an older name leads to the present one. */
export function showPaper(context: WebContext): WebHandler {
  return async (c) => {
    const { id, format } = readAddress(c);
    const found = await context.papers.find(id);
    if (!found) return answerNotFound(c, context, { what: `No paper stored here is known as “${id}”.`, todo: <ElsewhereOr id={id} /> });
    if ('movedTo' in found) return movedTo(c, address(found.movedTo, format));
    if (format === 'html') return answer(c, <PaperPage frame={await frameOf(c, context)} paper={found.paper} />);
    return asFile(c, found.paper, format);
  };
}

/** Where a paper may be that is not here. */
function ElsewhereOr({ id }: { id: string }) {
  const arxiv = parseArxivId(id)?.id;
  return (
    <>
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
