import { InvalidInputError } from '#lib';
import { titleKey } from '#papers';
import { answer, frameOf, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { readLikeTexts } from '../like-text.js';
import { type LikeAnswer, LikePage } from '../pages/like.js';
import { withSharedWords } from '../search-view.js';

/** The form to paste a text into. */
export function showLike(context: WebContext): WebHandler {
  return async (c) => answer(c, <LikePage frame={await frameOf(c, context)} text="" />);
}

/** Papers like a pasted text. A POST because a text is long; it changes nothing. */
export function findLike(context: WebContext): WebHandler {
  return async (c) => {
    const text = String((await c.req.parseBody())['text'] ?? '');
    const [frame, answered] = await Promise.all([frameOf(c, context), compare(context, text)]);
    return answer(c, <LikePage frame={frame} text={text} answer={answered} />, 'refused' in answered ? 400 : 200);
  };
}

async function compare(context: WebContext, text: string): Promise<LikeAnswer> {
  try {
    const { texts, given } = await readLikeTexts(text);
    const { hits, vectors } = await context.search.likeTexts(texts);
    const pasted = new Set(texts.map(({ title }) => titleKey(title)).filter((key) => key !== ''));
    const { others = [], same = [] } = Object.groupBy(await withSharedWords(context, hits), ({ paper }) => (pasted.has(titleKey(paper.title)) ? 'same' : 'others'));
    return { found: others, stored: same.length, texts: texts.length, given, vectors };
  } catch (error) {
    if (error instanceof InvalidInputError) return { refused: error.message };
    throw error;
  }
}
