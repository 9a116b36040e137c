import { OwnerAccess } from '#community';
import type { Config } from '#config';
import { ConflictError } from '#lib';
import { isLoopbackUrl, localOrigin } from '#lib/address';
import { note, say, type AddCommand, type CommandContext } from './command.js';
import type { Instance } from './instance.js';

export const addOwner: AddCommand = (program, context) => {
  program
    .command('owner')
    .option('--sign-out', 'end what earlier addresses gave: no browser is the owner any more')
    .option('--email <address>', 'give the owner an account with this e-mail address, and print where its password is chosen')
    .description('print a new address that makes a browser the owner, once')
    .action(async (options: { signOut?: boolean; email?: string }) => {
      if (options.email !== undefined) return await context.withInstance('owner', (instance) => attach(instance, options.email ?? '', homeOf(context)));
      if (options.signOut) return await context.withInstance('owner', signOut);
      const origin = originOf(context);
      await context.withInstance('owner', (instance) => printAddress(instance, origin));
      if (context.runningInstance() === undefined) note('Nothing is running on this data folder now: start Broadsheet before you open it.');
    });
};

async function printAddress(instance: Instance, origin: string): Promise<void> {
  const key = await new OwnerAccess(instance).makeKey();
  say(`${origin}/owner?key=${key}`);
  note('Open it in a browser on this machine. It works once, within a day.');
}

/** For a paper with a public address, where the key makes nobody the owner, and for an owner who is locked out. */
async function attach({ accounts }: Instance, email: string, origin: string): Promise<void> {
  if (!(await accounts.areOn())) throw new ConflictError('Accounts are off. Switch them on with BROADSHEET_ACCOUNTS, such as BROADSHEET_ACCOUNTS=invitation, then run this again.');
  const address = await accounts.owner.attach({ origin, headers: new Headers(), address: '' }, email);
  say(address);
  note('Open it in a browser and choose a password. It works once, within a day; then sign in as the owner.');
}

function homeOf(context: CommandContext): string {
  const config = context.config();
  return config.baseUrl ?? runningOrigin(context) ?? localOrigin(config);
}

async function signOut(instance: Instance): Promise<void> {
  const count = await new OwnerAccess(instance).endEverything();
  say(`Signed out ${count === 1 ? '1 browser' : `${count} browsers`}. Addresses printed earlier are useless; "broadsheet owner" prints a new one.`);
}

/** Where the pages are opened on this machine. @throws ConflictError where a key would make nobody the owner */
function originOf(context: CommandContext): string {
  const config = context.config();
  const origin = config.baseUrl ?? runningOrigin(context) ?? localOrigin(config);
  if (!isLoopbackUrl(origin)) throw new ConflictError(refusal(config, origin));
  return origin;
}

/** Undefined when nothing runs, or has not said yet where its pages are. */
function runningOrigin(context: CommandContext): string | undefined {
  const url = URL.parse(context.runningInstance()?.url ?? '');
  return url === null ? undefined : localOrigin({ host: url.hostname, port: Number(url.port || 80) });
}

function refusal({ baseUrl }: Config, origin: string): string {
  if (baseUrl !== undefined) {
    return `This paper has a public address (BASE_URL is ${baseUrl}), and there a key makes nobody its owner. Use the commands instead, such as "broadsheet import FILE", and the setting BROADSHEET_CATEGORIES.`;
  }
  return `Broadsheet listens on ${origin} only, and a key makes somebody the owner only at 127.0.0.1 or localhost. Start it with HOST=127.0.0.1, or with HOST=0.0.0.0 to be reached by others too.`;
}
