import { NotToldError } from '#community';
import { InvalidInputError } from '#lib';
import type { Context } from 'hono';
import { answer, frameOf, localPath, only, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { readBallots } from '../ballots.js';
import { readCursor } from '../edition-query.js';
import { VotesArePublicPage } from '../pages/votes-are-public.js';
import { VotesPage } from '../pages/votes.js';

/** What who looks has voted for, or marked. */
export function showVotes(context: WebContext): WebHandler {
  return only(context, 'vote', async (c) => {
    const reader = readerOf(c);
    const cursor = readCursor(new URL(c.req.url).searchParams);
    const [frame, { votes, next }, wishes] = await Promise.all([frameOf(c, context), context.votes.list(reader, cursor), context.votes.wishesOf(reader)]);
    const papers = await context.papers.byNumber(votes.map(({ paper }) => paper));
    const ballots = await readBallots(c, context, papers);
    return answer(c, <VotesPage frame={frame} list={{ papers, next }} cursor={cursor} ballots={ballots} wishes={wishes} />);
  });
}

/** Gives a vote or takes it back. The first one, where others will see it, is asked about before it counts. */
export function changeVote(context: WebContext): WebHandler {
  return only(context, 'vote', async (c) => {
    const form = readForm(await c.req.parseBody());
    try {
      const standing = await context.votes.set({ reader: readerOf(c), paper: form.paper, voted: form.voted });
      return wantsJson(c) ? c.json({ voted: standing.voted, votes: standing.votes }) : c.redirect(form.back, 303);
    } catch (error) {
      if (!(error instanceof NotToldError) || wantsJson(c)) throw error;
      return answer(c, <VotesArePublicPage frame={await frameOf(c, context)} paper={form.paper} back={form.back} />, 409);
    }
  });
}

/** Takes what a reader says about their name; on the way to a first vote that vote is given, too. */
export function chooseVoterName(context: WebContext): WebHandler {
  return only(context, 'vote', async (c) => {
    const body = await c.req.parseBody();
    const reader = readerOf(c);
    await context.votes.setWishes(reader, { withoutName: withoutName(body['name']), all: body['all'] === '1' });
    if (typeof body['paper'] === 'string') await context.votes.set({ reader, paper: body['paper'], voted: true });
    return c.redirect(localPath(body['back']), 303);
  });
}

function withoutName(value: unknown): boolean {
  if (value === 'with' || value === 'without') return value === 'without';
  throw new InvalidInputError('The form did not say whether your name is to stand beside your votes: go back and choose one of the two.');
}

function readForm(body: Record<string, unknown>): { paper: string; voted: boolean; back: string } {
  const { paper, voted } = body;
  if (typeof paper !== 'string' || paper === '' || (voted !== '0' && voted !== '1')) {
    throw new InvalidInputError('The form did not say which paper the vote is for, or whether it is given or taken back. Nothing was counted: load the page again, and press its button.');
  }
  return { paper, voted: voted === '1', back: localPath(body['back']) };
}

/** Who may vote is somebody. */
function readerOf(c: Context<WebEnv>): number {
  return c.get('viewer').reader!;
}

function wantsJson(c: Context): boolean {
  return c.req.header('Accept') === 'application/json';
}
