import type { VoterWishes } from '#community';
import type { PaperList } from '../app-context.js';
import type { Ballots } from '../ballots.js';
import { Layout } from '../layout.js';
import { Papers } from '../parts/paper-list.js';
import { VoterName } from '../parts/voter-name.js';
import { type ListCursor, routes } from '../routes.js';
import type { Frame } from '../viewer.js';

export interface VotesPageProps {
  frame: Frame;
  list: PaperList;
  cursor: ListCursor;
  ballots: Ballots;
  wishes: VoterWishes;
}

/** What a reader marked or voted for, the latest first. */
export function VotesPage({ frame, list, cursor, ballots, wishes }: VotesPageProps) {
  const { alone } = ballots;
  const title = alone ? 'Marked' : 'Your votes';
  const empty = alone ? 'Nothing yet. Mark a paper where it stands, and it stands here too, the last one first.' : 'None yet. Vote for a paper where it stands, and it stands here too, the last one first.';
  return (
    <Layout frame={frame} section="votes" title={title}>
      <header class="list-head">
        <h1>{title}</h1>
        <p class="dateline">{list.papers.length > 0 ? `The papers you ${alone ? 'marked' : 'voted for'}, the last one first.` : empty}</p>
        {alone ? null : <NameChoice wishes={wishes} />}
      </header>
      <div class="list">
        <Papers list={list} ballots={ballots} label={title} start={routes.votes()} next={list.next && routes.votes({ after: list.next })} atStart={!cursor.after} />
      </div>
    </Layout>
  );
}

function NameChoice({ wishes: { told, withoutName } }: { wishes: VoterWishes }) {
  return (
    <details class="voter-name" open={!told}>
      <summary>{withoutName ? 'You vote without your name' : told ? 'You vote with your name' : 'Votes are public: choose whether your name stands beside yours'}</summary>
      <form method="post" action={routes.voterName()}>
        <input type="hidden" name="back" value={routes.votes()} />
        <VoterName withoutName={withoutName} />
        <p><label><input type="checkbox" name="all" value="1" /> Also for what I voted for so far</label></p>
        <p class="actions"><button>Keep this</button></p>
      </form>
    </details>
  );
}
