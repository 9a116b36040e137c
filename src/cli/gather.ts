import type { GatherStatus, HarvestStatus, RoadStatus } from '#sources';
import { failuresOf } from '#sources';
import { say, type AddCommand, type CommandContext } from './command.js';
import { columns, count, counted, instant } from './format.js';
import type { Instance } from './instance.js';

export const addGather: AddCommand = (program, context) => {
  const gather = program.command('gather').description('see and steer how papers are gathered from the sources');
  gather
    .command('status')
    .option('--json', 'as one JSON object')
    .description('say how every source is doing, what is being gathered, and why the newest edition is as it is')
    .action(({ json = false }: { json?: boolean }) =>
      context.withInstance('gather', async ({ gathering }) => {
        const status = await gathering.status();
        say(json ? JSON.stringify(status, undefined, 2) : describeGathering(status).join('\n'));
      }),
    );
  addWish(gather, context, { name: 'now', help: 'look for what is new now instead of when it is due', does: ({ gathering }) => gathering.lookNow(), said: 'The worker looks as soon as the sources may be asked.' });
  addWish(gather, context, { name: 'pause', help: 'ask no source any more until "gather resume"', does: ({ gathering }) => gathering.pause(), said: 'Paused. Everything goes on from where it stands with "broadsheet gather resume".' });
  addWish(gather, context, { name: 'resume', help: 'go on after "gather pause"', does: ({ gathering }) => gathering.resume(), said: 'Gathering goes on.' });
  gather
    .command('back')
    .option('--from <day>', "how far, such as 2020-01-01; to arXiv's beginning without it")
    .option('--stop', 'go back no further')
    .description('gather what is older too, newest first; days of polite asking for all of arXiv')
    .addHelpText('after', '\nExample:\n  broadsheet gather back --from 2025-01-01')
    .action(({ from, stop = false }: { from?: string; stop?: boolean }) => context.withInstance('gather', ({ gathering }) => goBack(gathering, { from, stop })));
};

interface Wish {
  name: string;
  help: string;
  does(instance: Instance): Promise<void>;
  said: string;
}

function addWish(gather: Parameters<AddCommand>[0], context: CommandContext, { name, help, does, said }: Wish): void {
  gather.command(name).description(help).action(() =>
    context.withInstance('gather', async (instance) => {
      await does(instance);
      say(context.runningInstance() === undefined ? `${said} Broadsheet is not running here now; it does so when it is.` : said);
    }),
  );
}

async function goBack(gathering: Instance['gathering'], { from, stop }: { from?: string; stop: boolean }): Promise<void> {
  if (stop) {
    await gathering.stopGoingBack();
    return say('It goes back no further; what was gathered stays.');
  }
  await gathering.goBack(from);
  say((await gathering.status()).back?.words ?? '');
}

/** How gathering stands, in lines. */
export function describeGathering(status: GatherStatus): string[] {
  const { day, about, categories, next, back, clockAheadHours } = status;
  const facts: [string, string][] = [
    ['gathering', standing(status)],
    ['categories', categories === undefined ? 'not chosen yet' : categories.length === 0 ? 'all' : categories.join(', ')],
    ['next edition', `${next.day}, announced ${instant(next.instant)}`],
    ...(back === undefined ? [] : [['way back', back.words] as [string, string]]),
    ...(clockAheadHours === undefined ? [] : [['clock', `this machine's clock is ${counted(Math.abs(clockAheadHours), 'hour')} ${clockAheadHours > 0 ? 'ahead of' : 'behind'} arXiv's; set it right`] as [string, string]]),
  ];
  return [
    ...columns(facts),
    `edition of ${day}`,
    ...(about.length === 0 ? ['  nothing to say'] : about.map((sentence) => `  ${sentence}`)),
    'sources',
    ...status.roads.flatMap((road) => describeRoad(road)),
    ...failuresOf(status).map((sentence) => `  ${sentence}`),
    ...(status.harvests.length === 0 ? [] : ['harvests', ...status.harvests.map(describeHarvest)]),
  ];
}

function standing({ standing, pausedSince }: GatherStatus): string {
  if (standing === 'gathering') return 'yes';
  if (standing === 'paused') return `paused since ${instant(pausedSince ?? '')}`;
  return standing === 'offline' ? 'no: BROADSHEET_OFFLINE is set' : 'no: categories were not chosen yet';
}

function describeRoad({ name, host, lastSuccess, nextTry, requests, records }: RoadStatus): string[] {
  const next = nextTry === undefined ? 'nothing planned' : `next ${instant(nextTry)}`;
  return [`  ${name} at ${host}: last answered ${instant(lastSuccess ?? '')}, ${next}, ${counted(requests, 'request')}, ${counted(records, 'record')}`];
}

function describeHarvest({ part, purpose, first, last, state, pages, records, total, bad }: HarvestStatus): string {
  const read = total === undefined ? counted(records, 'record') : `${count(records)} of ${counted(total, 'record')}`;
  const wrong = bad === 0 ? '' : `, ${count(bad)} could not be read`;
  return `  ${part || 'everything'}, ${purpose}, changed ${first} to ${last ?? 'now'}: ${state}, ${counted(pages, 'page')}, ${read}${wrong}`;
}
