import type { Delivery, Instance } from '#cli';
import { localOrigin } from '#lib/address';
import { feedDesk } from './feed-desk.js';
import { mailContext, subscriptionsOf } from './mail-desk.js';

/** How lists leave an instance, for commands. */
export function deliveryOf(instance: Instance): Delivery {
  const { config } = instance;
  return {
    mails: () => mailContext(instance),
    subscriptions: subscriptionsOf(instance),
    feed: (topic, format) => feedDesk(instance).read({ topic, format, origin: config.baseUrl ?? localOrigin({ host: config.host, port: config.port }) }),
  };
}
