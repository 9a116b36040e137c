import { isoNow, EnvironmentError, type Clock } from '#lib';
import { parseQuery } from '#search';
import type { WebContext } from '#web';

const AWAY = 'The search cannot be used just now.';

/** What pages are told while there is no search. */
export function withoutSearch(clock: Clock): WebContext['search'] {
  const away = async () => {
    throw new EnvironmentError(AWAY);
  };
  return {
    parse: (text) => parseQuery(text, { today: isoNow(clock).slice(0, 10) }),
    find: away,
    like: async () => ({ hits: [], vectors: false }),
    likeTexts: away,
    authorsLike: async () => [],
    status: async () => ({ serving: false, papers: 0, behind: 0, vectorsBehind: 0, at: '' }),
  };
}
