import { Layout } from '../layout.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';

/** Before the first papers are in: what is happening, until the edition takes this place by itself. */
export function ArrivingPage({ frame, line }: { frame: Frame; line?: string }) {
  return (
    <Layout frame={frame} section="edition" description="A daily paper of research, about to be printed." head={<meta http-equiv="refresh" content="3" />}>
      <header class="list-head">
        <h1>The first edition is being gathered</h1>
        <p class="dateline" role="status">{line ?? 'The newest announcement is asked for first, then the six before it.'}</p>
      </header>
      <p>This page becomes the edition as soon as its first papers are here. <a href={routes.status()}>How it goes</a>{frame.viewer.owner ? <> · <a href={routes.settings()}>other categories</a> · <a href={routes.import()}>import a file</a></> : null}</p>
    </Layout>
  );
}
