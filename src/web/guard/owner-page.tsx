import { MessagePage } from '../pages/message.js';
import type { Frame } from '../viewer.js';
import { ownerPatterns } from './owner-patterns.js';

/** How somebody stands to being the owner. */
export type OwnerStanding = { kind: 'owner' } | { kind: 'visitor' } | { kind: 'wrong key' } | { kind: 'refused'; words: string };

/** Says whether the reader is the owner, and how to become it or to stop. */
export function OwnerPage({ frame, standing }: { frame: Frame; standing: OwnerStanding }) {
  switch (standing.kind) {
    case 'owner':
      return <MessagePage frame={frame} title="You are the owner" what="In this browser you choose categories, import files and see the settings." todo={<Leave />} />;
    case 'visitor':
      return <MessagePage frame={frame} title="The owner" what="Everybody who reaches this paper may read it. One who comes by a one-time address is its owner and may change it." todo={<NewAddress />} />;
    case 'wrong key':
      return <MessagePage frame={frame} title="This address is used up" what="Each address makes one browser the owner, once, within a day. This one was used, is older, or was not copied whole." todo={<NewAddress />} />;
    case 'refused':
      return <MessagePage frame={frame} title="Not the owner from here" what={standing.words} />;
  }
}

function NewAddress() {
  return <>Run <code>broadsheet owner</code> where the paper is installed (in a clone: <code>npx broadsheet owner</code>): it prints a new one.</>;
}

function Leave() {
  return (
    <form method="post" action={ownerPatterns.leave}>
      <button type="submit">Stop being the owner in this browser</button>
    </form>
  );
}
