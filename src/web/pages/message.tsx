import type { Child } from 'hono/jsx';
import { Layout } from '../layout.js';
import { WaysOn } from '../parts/ways-on.js';
import type { Frame } from '../viewer.js';

export interface MessagePageProps {
  frame: Frame;
  title: string;
  /** What happened. */
  what: Child;
  /** What was kept, where something could have been lost. */
  kept?: Child;
  /** What to do. */
  todo?: Child;
}

/** A page that is only words: an error, or an address where nothing is. */
export function MessagePage({ frame, title, what, kept, todo }: MessagePageProps) {
  return (
    <Layout frame={frame} title={title} head={<meta name="robots" content="noindex" />}>
      <div class="message-page">
        <h1>{title}</h1>
        <p>{what}</p>
        {kept ? <p>{kept}</p> : null}
        <p>{todo ?? <WaysOn />}</p>
      </div>
    </Layout>
  );
}
