import { Layout } from '../layout.js';
import { CategoryChooser } from '../parts/category-chooser.js';
import { ImportForm } from '../parts/import-form.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { listed } from '../words.js';

export interface WelcomePageProps {
  frame: Frame;
  sampleHidden: boolean;
}

/** The first morning: nothing is stored yet, and three ways to begin. */
export function WelcomePage({ frame, sampleHidden }: WelcomePageProps) {
  return (
    <Layout frame={frame} section="edition" description="A daily paper of research, not yet in print." scripts={['chooser']}>
      {frame.viewer.owner ? <Beginning frame={frame} sampleHidden={sampleHidden} /> : <NotYet frame={frame} />}
    </Layout>
  );
}

function Beginning({ frame, sampleHidden }: WelcomePageProps) {
  const { categories } = frame.site;
  return (
    <>
      <header class="list-head">
        <h1>Good morning. The first edition is yours to make.</h1>
        <p class="dateline">Nothing is stored here yet. Say what you read, and give the paper something to print.</p>
      </header>
      <div class="beginnings">
        <section>
          <h2><span class="step">1</span> What do you read?</h2>
          <p>
            {categories.length > 0
              ? `Editions will hold ${listed(categories)}. Change that here, now or later.`
              : 'Choose categories for your editions, or none to have all of arXiv.'}
          </p>
          <CategoryChooser chosen={categories} button="Keep this choice" />
        </section>
        <div>
          <section>
            <h2><span class="step">2</span> Bring papers</h2>
            <ImportForm />
            <p class="hint">From a terminal: <code class="command">npm start -- --import FILE</code></p>
          </section>
          {sampleHidden ? null : (
            <section>
              <h2>Or look first</h2>
              <p><a href={routes.sample()}>Read the sample edition</a>: 99 papers of the past years, each in a sentence or two.</p>
            </section>
          )}
        </div>
      </div>
    </>
  );
}

function NotYet({ frame }: { frame: Frame }) {
  return (
    <header class="list-head">
      <h1>Not in print yet</h1>
      <p class="dateline">
        {frame.site.name} has no papers so far. Its owner begins with the address that was shown when it was started.
      </p>
    </header>
  );
}
