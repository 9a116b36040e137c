import type { HistoryChoice } from '../app-context.js';
import { routes } from '../routes.js';
import { counted, number } from '../words.js';

/** Lets the owner say whether the order of editions knows what the authors' earlier papers got; offered where there is enough to know. */
export function HistorySwitch({ history: { on, voted, needed } }: { history: HistoryChoice }) {
  return (
    <section>
      <h2>Order of editions</h2>
      {on || voted >= needed ? (
        <form method="post" action={routes.settingsHistory()}>
          <input type="hidden" name="history" value={on ? 'off' : 'on'} />
          <p>
            {on ? 'What the authors’ earlier papers got here counts in the order of an edition and in trending.' : 'The order of an edition, and trending, can take in what the authors’ earlier papers got here.'} It
            is the best guess there is before the votes come, and it is a popularity loop: who was read is read again, and who is new stands
            further down.
          </p>
          {on && voted < needed ? <p>There are votes for {counted(voted, 'paper')} only, so nothing new is learned until there are {number(needed)}.</p> : null}
          <p class="actions"><button>{on ? 'Leave the authors’ history out' : 'Let the authors’ history count'}</button></p>
        </form>
      ) : (
        <p>Papers are ordered by what is known of each, and by votes. Once {number(needed)} papers have votes (so far {number(voted)}), the history of authors can be made to count.</p>
      )}
    </section>
  );
}
