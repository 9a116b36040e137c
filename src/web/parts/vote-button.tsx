import type { Paper } from '#papers';
import type { Ballots } from '../ballots.js';
import { routes } from '../routes.js';
import { counted } from '../words.js';

/** What the button says: `vote`, `42 votes`; of one reader alone `mark`, `marked`. */
export function voteWords({ alone }: Pick<Ballots, 'alone'>, { votes, voted }: { votes: number; voted: boolean }): string {
  if (alone) return voted ? 'marked' : 'mark';
  return votes === 0 ? 'vote' : counted(votes, 'vote');
}

/** Gives a vote and takes it back: a form, which a script sends without leaving the page. Who may not vote sees the count. */
export function VoteButton({ paper, ballots, describedBy }: { paper: Paper; ballots?: Ballots; describedBy?: string }) {
  if (ballots === undefined) return null;
  const standing = ballots.of(paper.number);
  if (!ballots.open) return ballots.alone || standing.votes === 0 ? null : <span class="votes">{voteWords(ballots, standing)}</span>;
  return (
    <vote-button data-votes={String(standing.votes)} data-alone={ballots.alone ? '' : undefined}>
      <form method="post" action={routes.votes()}>
        <input type="hidden" name="paper" value={paper.id} />
        <input type="hidden" name="voted" value={standing.voted ? '0' : '1'} />
        <input type="hidden" name="back" value={`${ballots.back}#p${paper.number}`} />
        <button class="vote" aria-pressed={standing.voted ? 'true' : 'false'} aria-describedby={describedBy}>{voteWords(ballots, standing)}</button>
      </form>
    </vote-button>
  );
}
