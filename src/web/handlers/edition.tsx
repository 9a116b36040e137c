import { type Period, type PeriodKind, parsePeriod } from '#feed';
import type { Context } from 'hono';
import { answer, answerNotFound, frameOf, type WebEnv, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { readBallots } from '../ballots.js';
import { readFilters } from '../edition-query.js';
import { answerSearch } from './search.js';
import { ArrivingPage } from '../pages/arriving.js';
import { EditionPage } from '../pages/edition.js';
import { WelcomePage } from '../pages/welcome.js';
import { MessagePage } from '../pages/message.js';
import { monthOfPeriod } from '../period.js';
import { routes } from '../routes.js';

/** The latest edition; on the first morning, how to begin. */
export function showFront(context: WebContext): WebHandler {
  return async (c) => {
    const day = await context.editions.latestDay();
    if (day) return showPeriod(c, context, { kind: 'day', key: day }, await context.gathering.line());
    const frame = await frameOf(c, context);
    if (frame.site.paperCount > 0) return answer(c, <Undated frame={frame} />);
    if ((await context.gathering.status()).standing === 'gathering') return answer(c, <ArrivingPage frame={frame} line={await context.gathering.line()} />);
    return answer(c, <WelcomePage frame={frame} sampleHidden={await context.settings.sampleHidden()} />);
  };
}

/** What was searched for; without a query `/papers` is where programs and people guess the list to be. */
export function showPapers(context: WebContext): WebHandler {
  return async (c) => {
    const found = await answerSearch(c, context);
    if (found) return found;
    const day = await context.editions.latestDay();
    return c.redirect(day ? routes.day(day) : routes.front());
  };
}

/** The edition of a day, a week or a month, as its address says, or what a search finds in it. */
export function showEdition(context: WebContext, kind: PeriodKind): WebHandler {
  return async (c) => {
    const key = c.req.param(kind) ?? '';
    const period = parsePeriod(kind, key);
    if (!period) return answerNotFound(c, context, { what: `There is no ${kind} “${key}”. A ${kind} is written ${EXAMPLES[kind]}.` });
    return (await answerSearch(c, context, period)) ?? (await showPeriod(c, context, period));
  };
}

const EXAMPLES: Record<PeriodKind, string> = { day: '2026-06-03', week: '2026-W23', month: '2026-06' };

async function showPeriod(c: Context<WebEnv>, context: WebContext, period: Period, line?: string): Promise<Response> {
  const filters = readFilters(new URL(c.req.url).searchParams);
  const [frame, edition, days, gathered] = await Promise.all([
    frameOf(c, context),
    context.editions.read({ ...filters, period }),
    context.editions.daysWithEdition(monthOfPeriod(period)),
    period.kind === 'day' ? context.gathering.aboutDay(period.key) : [],
  ]);
  const ballots = await readBallots(c, context, edition.entries.map(({ paper }) => paper));
  c.set('shown', edition.entries.map(({ paper }) => paper.number));
  return answer(c, <EditionPage frame={frame} edition={edition} days={days} line={line} gathered={gathered} ballots={ballots} />);
}

function Undated({ frame }: { frame: Awaited<ReturnType<typeof frameOf>> }) {
  const todo = <>They are found by <a href={routes.categories()}>category</a> and by author.</>;
  return (
    <MessagePage frame={frame} title="No edition yet" what="Papers are stored here, but none of them is known to the day, so that no day has an edition." todo={todo} />
  );
}
