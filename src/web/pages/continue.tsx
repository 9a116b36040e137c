import { Layout } from '../layout.js';
import type { Frame } from '../viewer.js';

/** Leads on to another host by itself; the link is for browsers that do not. */
export function ContinuePage({ frame, name, to }: { frame: Frame; name: string; to: string }) {
  return (
    <Layout frame={frame} title={`On to ${name}`} head={<meta http-equiv="refresh" content={`0; url=${to}`} />}>
      <div class="entry">
        <h1>On to {name}</h1>
        <p><a href={to} rel="noreferrer">Go on</a>, if nothing happens by itself. You come back here when you are signed in there.</p>
      </div>
    </Layout>
  );
}
