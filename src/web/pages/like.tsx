import { Layout } from '../layout.js';
import { FoundCard } from '../parts/found-card.js';
import { routes } from '../routes.js';
import type { FoundPaper } from '../search-view.js';
import type { Frame } from '../viewer.js';
import { counted } from '../words.js';

export interface LikePageProps {
  frame: Frame;
  /** What was pasted; empty at first. */
  text: string;
  answer?: LikeAnswer;
}

/** What came of a pasted text. */
export type LikeAnswer = Compared | { refused: string };

interface Compared {
  found: FoundPaper[];
  /** So many that were pasted themselves are left out. */
  stored: number;
  /** How many texts were compared, of how many that were given. */
  texts: number;
  given: number;
  vectors: boolean;
}

/** Papers like a pasted abstract, or like those of a BibTeX file. */
export function LikePage({ frame, text, answer }: LikePageProps) {
  return (
    <Layout frame={frame} title="Papers like these" head={<meta name="robots" content="noindex" />}>
      <header class="list-head">
        <h1>Papers like these</h1>
        <p class="dateline">Paste an abstract, a paragraph of your own, or the entries of a BibTeX file. The text is compared and not kept.</p>
      </header>
      <form class="like-form" method="post" action={routes.like()}>
        <label for="like-text">An abstract or BibTeX</label>
        <textarea id="like-text" name="text" rows={8} required>{text}</textarea>
        {answer && 'refused' in answer ? <p class="search-note" role="alert">{answer.refused}</p> : null}
        <p class="actions"><button>Find papers like it</button></p>
      </form>
      {answer && 'found' in answer ? <Found {...answer} /> : null}
    </Layout>
  );
}

function Found({ found, stored, texts, given, vectors }: Compared) {
  return (
    <section class="list" aria-labelledby="like-found">
      <h2 id="like-found">{found.length === 0 ? 'Nothing stored here is like that' : `The ${counted(found.length, 'paper')} most like ${texts > 1 ? `these ${texts}` : 'it'}`}</h2>
      {given > texts ? <p class="search-note">Of {counted(given, 'entry', 'entries')} the first {texts} were compared.</p> : null}
      {stored > 0 ? <p class="search-note">{counted(stored, 'paper')} that you pasted {stored === 1 ? 'is' : 'are'} stored here and left out.</p> : null}
      {found.length === 0 ? <p>A longer text says more: a whole abstract is best.</p> : null}
      {found.length > 0 && !vectors ? <p class="search-note">Compared by words alone: meaning helps as soon as it was learned from enough papers.</p> : null}
      <ol class="cards" data-papers>{found.map((one, index) => <li><FoundCard {...one} place={index + 1} /></li>)}</ol>
    </section>
  );
}
