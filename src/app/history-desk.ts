import type { Instance } from '#cli';
import type { StoredSettings } from '#db';
import { VOTED_PAPERS_FOR_HISTORY } from '#feed';
import { ConflictError, isoNow } from '#lib';
import type { WebContext } from '#web';

const SETTING = 'author-history';

/** Whether the owner lets the history of authors count in the order of editions; off until somebody says so. */
export async function authorHistoryIsOn(settings: StoredSettings): Promise<boolean> {
  return (await settings.get<boolean>(SETTING)) ?? false;
}

/** The switch as the pages ask for it. */
export function historyDesk({ settings, feed, clock }: Instance): Pick<WebContext['settings'], 'history' | 'setHistory'> {
  const voted = async () => {
    await feed.tally.refresh();
    return feed.tally.size;
  };
  return {
    history: async () => ({ on: await authorHistoryIsOn(settings), voted: await voted(), needed: VOTED_PAPERS_FOR_HISTORY }),
    setHistory: async (on) => {
      if (on && (await voted()) < VOTED_PAPERS_FOR_HISTORY) throw new ConflictError(`The history of authors says little as long as fewer than ${VOTED_PAPERS_FOR_HISTORY} papers have votes, so it cannot be switched on yet.`);
      await settings.set(SETTING, on, isoNow(clock));
    },
  };
}
