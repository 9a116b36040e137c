import type { GatherStatus } from '#sources';
import { routes } from '../routes.js';

/** What the owner can do about gathering; `from` is the page to come back to. */
export function GatherSwitch({ status, from }: { status: GatherStatus; from: string }) {
  const { standing, back } = status;
  if (standing === 'offline') return <section class="status"><h2>Gathering</h2><p>It is switched off where the program is started, with <code>BROADSHEET_OFFLINE</code>.</p></section>;
  return (
    <section class="status">
      <h2>Gathering</h2>
      <form class="actions" method="post" action={routes.settingsGathering()}>
        <input type="hidden" name="from" value={from} />
        {standing === 'paused'
          ? <button name="wish" value="resume">Go on gathering</button>
          : <><button name="wish" value="now">Look for news now</button> <button name="wish" value="pause">Pause gathering</button></>}
        {back === undefined ? null : <> <button name="wish" value="stop going back">Go back no further</button></>}
      </form>
      {back === undefined ? <GoBack from={from} /> : null}
    </section>
  );
}

function GoBack({ from }: { from: string }) {
  return (
    <form class="actions" method="post" action={routes.settingsGathering()}>
      <input type="hidden" name="from" value={from} />
      <label>Gather older papers too, back to <input name="day" type="date" min="2005-09-16" required /></label>{' '}
      <button name="wish" value="go back">Go back</button>
      <p class="hint">Newest first, a page every few seconds, as arXiv asks. All of arXiv, from 16 September 2005 on, takes days; it can be paused at any time.</p>
    </form>
  );
}
