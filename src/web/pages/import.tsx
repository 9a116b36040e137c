import type { ImportView } from '../app-context.js';
import { Layout } from '../layout.js';
import { ImportForm } from '../parts/import-form.js';
import { ImportEntry } from '../parts/import-entry.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';

/** Files brought in, and the form for another. */
export function ImportPage({ frame, imports }: { frame: Frame; imports: ImportView[] }) {
  const busy = imports.some(isBusy);
  return (
    <Layout
      frame={frame}
      section="import"
      title="Import"
      scripts={['progress']}
      head={busy ? <noscript><meta http-equiv="refresh" content="5" /></noscript> : null}
    >
      <header class="list-head">
        <h1>Import</h1>
        <p class="dateline">A paper that is stored already is not stored twice; what is new about it is added.</p>
      </header>
      <ImportForm />
      <import-progress src={routes.import()} busy={busy ? '' : undefined} aria-live="off">
        {imports.length > 0 ? (
          <section class="imports">
            <h2>So far</h2>
            <ol class="import-list">{imports.map((one) => <ImportEntry one={one} />)}</ol>
          </section>
        ) : null}
      </import-progress>
    </Layout>
  );
}

function isBusy({ state }: ImportView): boolean {
  return state === 'waiting' || state === 'running';
}
