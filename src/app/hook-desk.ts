import { setTimeout as sleep } from 'node:timers/promises';
import type { Instance } from '#cli';
import { deliverHooks, DEFAULT_OPTIONS, Hooks, kindNamed, planHooks, type HookContext } from '#digest';
import { AllowedHosts, localOrigin } from '#lib/address';
import { createFetcher } from '#lib/fetch';
import type { HookDesk } from '#web';
import { feedLinks } from '#web/addresses';
import { feedSources } from './feed-desk.js';
import { userAgent } from './gather.js';
import type { MailingOptions } from './mail-desk.js';

const LOOK_EVERY_MS = 5_000;

/** Gives the pages what they ask of hooks. */
export function hookDesk(instance: Instance): HookDesk {
  const hooks = new Hooks(instance);
  const sources = feedSources(instance);
  return {
    list: async (reader) => await Promise.all((await hooks.list(reader)).map(async (one) => ({ ...one, title: await kindNamed(one.hook.kind)?.title(sources, { kind: one.hook.kind, name: one.hook.name, reader, options: DEFAULT_OPTIONS }) }))),
    add: (reader, hook) => hooks.add(reader, hook),
    test: (reader, number) => hooks.test(reader, number),
    turn: (reader, number) => hooks.turn(reader, number),
    remove: (reader, number) => hooks.remove(reader, number),
  };
}

/** What hooks of an instance are run with. */
export function hookContext(instance: Instance): HookContext {
  const { config, clock, log } = instance;
  const links = feedLinks(config.baseUrl ?? localOrigin({ host: config.host, port: config.port }));
  const fetcher = createFetcher({ userAgent: userAgent(config), log, clock, allowed: new AllowedHosts(config.allowedHosts) });
  return { sources: feedSources(instance), clock, log, fetcher, paperUrl: (id) => links.paper(id) };
}

/** Tells hooks of news until told to stop. */
export async function callHooks(instance: Instance, { signal, noteError }: MailingOptions): Promise<void> {
  const context = hookContext(instance);
  while (!signal.aborted) {
    try {
      await planHooks(context);
      await deliverHooks(context, signal);
    } catch (error) {
      if (!signal.aborted) {
        noteError?.(error);
        instance.log.warn({ err: error }, 'hooks cannot be told of news for now; trying again');
      }
    }
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}
