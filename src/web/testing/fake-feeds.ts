import type { FeedDesk } from '../feed-desk.js';
import type { MailDesk } from '../mail-desk.js';

/** Feeds of which there are none; a test gives the parts it is about. */
export function fakeFeeds(given: Partial<FeedDesk> = {}): FeedDesk {
  return {
    read: async () => undefined,
    title: async ({ name, kind }) => name || kind,
    savedQuery: async () => undefined,
    stamp: async () => '1',
    hubOf: async () => undefined,
    now: () => Date.parse('2026-06-03T12:00:00Z'),
    kept: { list: async () => [], keep: async () => 1, readdress: async () => undefined, remove: async () => undefined, byToken: async () => undefined },
    ...given,
  };
}

/** Mails that nobody gets; a test gives the parts it is about. */
export function fakeMails(given: Partial<MailDesk> = {}): MailDesk {
  const nothing = async () => undefined;
  return { leaves: true, ask: nothing, byToken: nothing, confirm: nothing, choose: nothing, pause: nothing, resume: nothing, end: nothing, own: { list: async () => [], add: nothing }, outgoing: { list: async () => [], steer: async () => false }, preview: async () => ({ subject: '', html: '', text: '' }), ...given };
}
