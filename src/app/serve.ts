import { basename, resolve } from 'node:path';
import type { Instance, ServeOptions } from '#cli';
import { OwnerAccess } from '#community';
import type { Config } from '#config';
import { EnvironmentError } from '#lib';
import { isLoopbackUrl } from '#lib/address';
import { createWeb, keptPages, noteImpressions } from '#web';
import { guard, mountOwner } from '#web/guard';
import { openInBrowser } from './browser.js';
import { createInstance } from './create.js';
import { mountHealth } from './health.js';
import { keepImpressions, type KeptImpressions } from './impressions.js';
import { listen, type Listening } from './listen.js';
import { holdFolder } from './lock.js';
import { countRequests, Metrics } from './metrics/index.js';
import { pageStamp } from './stamp.js';
import { aborted } from './stop.js';
import { superviseWorker, type Supervision } from './supervisor.js';
import { removeBrokenUploads } from './uploads.js';
import { queueImport, webContext } from './web-context.js';
import { workerSpawner } from './worker-process.js';

/** What serving needs: the configuration, the program's own file (to start the worker), and when to stop. */
export interface ServeRequest extends ServeOptions {
  config: Config;
  main: string;
  signal: AbortSignal;
  /** Where the greeting goes; standard output by default. */
  say?: (text: string) => void;
  /** Told, once the pages are there, the owner's one-time address, or where it listens when the owner cannot come in. */
  onReady?: (url: string) => void;
}

const SERVE_CACHE_MIB = 32;

/** Serves the pages and looks after the worker until told to stop; what is in flight is finished. */
export async function serve(request: ServeRequest): Promise<void> {
  const { config } = request;
  const instance = await createInstance(config, { process: 'serve', cacheMib: SERVE_CACHE_MIB });
  try {
    const held = holdFolder(config.data);
    try {
      await removeBrokenUploads(config.data);
      await serveHeld(request, instance, (url) => held.announce(url));
    } finally {
      held.release();
    }
  } finally {
    await instance.close();
  }
}

async function serveHeld(request: ServeRequest, instance: Instance, announce: (url: string) => void): Promise<void> {
  const { config, signal } = request;
  const owners = new OwnerAccess({ db: instance.db, clock: instance.clock });
  let worker: Supervision | undefined;
  const impressions = keepImpressions(instance);
  const web = buildWeb({ instance, owners, impressions, worker: () => worker });
  const listening = await listen(web.fetch, { host: config.host, port: config.port });
  // Whatever goes wrong from here on, neither server nor worker may keep the process alive.
  const failed = new AbortController();
  try {
    announce(listening.url);
    if (request.import !== undefined) await queueFile(instance, request.import);
    if (request.worker !== false) worker = superviseWorker({ spawn: workerSpawner(request.main), log: instance.log, signal: AbortSignal.any([signal, failed.signal]) });
    const address = await greet(request, listening, owners);
    request.onReady?.(address);
    await aborted(signal);
    instance.log.info('stopping: what is in flight is finished');
  } finally {
    failed.abort();
    await Promise.all([listening.close(), worker?.done]);
    await impressions.close();
  }
}

interface WebParts {
  instance: Instance;
  owners: OwnerAccess;
  impressions: KeptImpressions;
  worker(): Supervision | undefined;
}

/** The pages with what stands before them: counting, the guard, kept pages. */
function buildWeb({ instance, owners, impressions, worker }: WebParts) {
  const metrics = new Metrics('serve');
  const context = webContext(instance, (error) => metrics.noteError(error));
  const guarding = { owners, accounts: instance.accounts, place: { host: instance.config.host, baseUrl: instance.config.baseUrl } };
  const web = createWeb(context, countRequests(metrics), ...guard(guarding), noteImpressions(impressions.note), keptPages({ stamp: () => pageStamp(instance), searchStamp: () => context.search.stamp() }));
  mountOwner(web, context, guarding);
  mountHealth(web, { instance, metrics, worker });
  return web;
}

/** Says where the pages are, with the owner's one-time key where the owner can come in, and opens them if asked to. */
async function greet(request: ServeRequest, listening: Listening, owners: OwnerAccess): Promise<string> {
  const { config, say = (text) => void process.stdout.write(text) } = request;
  const home = config.baseUrl ?? listening.url;
  const ownerComesIn = isLoopbackUrl(home);
  const address = ownerComesIn ? `${home}/owner?key=${await owners.makeKey()}` : listening.url;
  say(`Broadsheet is at ${home}/${home === listening.url ? '' : ` (listening on ${listening.url})`}\n`);
  if (ownerComesIn) say(`To come in as its owner, open (once): ${address}\n`);
  say('Stop it with Ctrl-C.\n');
  if (request.open) openInBrowser(ownerComesIn ? address : home);
  return address;
}

/** npm runs its scripts in the package's folder and says in INIT_CWD where the person stood. */
async function queueFile(instance: Instance, file: string): Promise<void> {
  if (file === '-') throw new EnvironmentError('Standard input cannot be imported while serving: use "broadsheet import -" beside it.');
  await queueImport(instance, { path: resolve(process.env.INIT_CWD ?? '.', file), name: basename(file), remove: false });
}
