import { answer, frameOf, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { readBallots } from '../ballots.js';
import { TrendingPage } from '../pages/trending.js';
import { readTrending } from '../trending-query.js';

/** What readers vote for these days. */
export function showTrending(context: WebContext): WebHandler {
  return async (c) => {
    const query = readTrending(new URL(c.req.url).searchParams);
    const [frame, trending] = await Promise.all([frameOf(c, context), context.trending(query)]);
    const ballots = await readBallots(c, context, trending.entries.map(({ paper }) => paper));
    c.set('shown', trending.entries.map(({ paper }) => paper.number));
    return answer(c, <TrendingPage frame={frame} trending={{ ...trending, query }} ballots={ballots} />);
  };
}
