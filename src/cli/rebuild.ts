import { InvalidInputError } from '#lib';
import { DamagedIndexError, requestRebuild } from '#search';
import { say, type AddCommand } from './command.js';
import { columns, count, counted } from './format.js';
import { progressLine } from './import-progress.js';
import type { Instance } from './instance.js';

/** One thing that follows from other things and can be made anew. */
interface Rebuildable {
  help: string;
  run(instance: Instance): Promise<string>;
}

const REBUILDABLE: Readonly<Record<string, Rebuildable>> = {
  papers: { help: 'papers, their authors, categories and editions, from the records of the sources', run: rebuildPapers },
  votes: { help: 'the counts of votes, from the votes', run: rebuildVotes },
  search: { help: 'the search index, from the papers; the one there is serves until the other is ready', run: rebuildSearch },
};

export const addRebuild: AddCommand = (program, context) => {
  program
    .command('rebuild')
    .argument('[name]', 'what to rebuild; without it, what there is')
    .description('make anew what follows from other things; only what is not as it should be is written')
    .addHelpText('after', '\nRuns beside a running instance.\n\nExample:\n  broadsheet rebuild papers')
    .action(async (name: string | undefined) => {
      if (name === undefined) return list();
      const chosen = Object.hasOwn(REBUILDABLE, name) ? REBUILDABLE[name] : undefined;
      if (chosen === undefined) throw new InvalidInputError(`"${name}" cannot be rebuilt. What can: ${Object.keys(REBUILDABLE).join(', ')}.`);
      await context.withInstance('rebuild', async (instance) => say(await chosen.run(instance)));
    });
};

function list(): void {
  say('What can be rebuilt:');
  for (const line of columns(Object.entries(REBUILDABLE).map(([name, { help }]) => [name, help] as const), '  ')) say(line);
}

/** The worker does it where one runs; without one, this process. */
async function rebuildSearch({ search, settings, clock }: Instance): Promise<string> {
  const show = progressLine(process.stderr);
  const request = await requestRebuild(settings, clock);
  const stopping = new AbortController();
  let failure: unknown;
  const until = async () => {
    const { fulfilled, rebuilding, training } = await search.status();
    const step = rebuilding ?? training;
    if (step !== undefined) show.update(() => `${step.what}, ${Math.floor(step.share * 100)} %`);
    return fulfilled === request;
  };
  const noteError = (error: unknown) => {
    // That the old one is damaged may be why a new one is wanted.
    if (error instanceof DamagedIndexError) return;
    failure = error;
    stopping.abort();
  };
  await search.follow({ signal: stopping.signal, noteError, until }).finally(() => show.end());
  if (failure !== undefined) throw failure;
  return `The search index was made anew: ${counted((await search.status()).papers, 'paper')}.`;
}

async function rebuildVotes({ votes }: Instance): Promise<string> {
  await votes.followMerges();
  return `Counted the votes of ${counted(await votes.countEverything(), 'paper')} anew.`;
}

async function rebuildPapers({ papers }: Instance): Promise<string> {
  const show = progressLine(process.stderr);
  const { healed } = await papers.rebuild(({ done, total }) => show.update(() => `${count(done)} of ${count(total)} papers`)).finally(() => show.end());
  const found = healed === 0 ? 'all are as their records say' : `${count(healed)} ${healed === 1 ? 'was' : 'were'} not as the records say, and ${healed === 1 ? 'is' : 'are'} now`;
  return `Looked at ${counted(await papers.count(), 'paper')}: ${found}.`;
}
