import { Layout } from '../layout.js';
import { VoterName } from '../parts/voter-name.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';

export interface VotesArePublicPageProps {
  frame: Frame;
  /** The id of the paper that the first vote is for. */
  paper: string;
  back: string;
}

/** Said once, before a reader's first vote counts. */
export function VotesArePublicPage({ frame, paper, back }: VotesArePublicPageProps) {
  return (
    <Layout frame={frame} title="Votes are public" head={<meta name="robots" content="noindex" />}>
      <div class="message-page">
        <h1>Votes are public</h1>
        <p>Before your first vote counts: the page of every paper says who voted for it, and anybody who can read this paper can read that. How many voted is counted either way.</p>
        <form class="voter-name" method="post" action={routes.voterName()}>
          <input type="hidden" name="paper" value={paper} />
          <input type="hidden" name="back" value={back} />
          <VoterName />
          <p class="actions"><button>Vote</button> <a href={back}>Do not vote</a></p>
        </form>
        <p class="hint">You can change your mind under “Your votes”, and take every vote back.</p>
      </div>
    </Layout>
  );
}
