import { type Edition, formatPeriod, type Period } from '#feed';
import { announcementInstant, dayKind } from '#papers';
import { monthOfPeriod, periodName, weekOfPeriod } from '../period.js';
import { routes } from '../routes.js';
import { counted, dayInNewYork, exactDate } from '../words.js';

/** The date line of the paper: which edition, how large, since when, and the way to its neighbours. */
export function EditionHead({ edition, lastDay }: { edition: Edition; lastDay: string }) {
  const { period, everything } = edition.query;
  const size = edition.total > 0 ? `Edition of ${counted(edition.total, 'paper')}` : 'No edition';
  return (
    <header class="edition-head">
      <h1>{formatPeriod(period)}</h1>
      <p class="dateline">
        {size}
        {everything ? ' · everything stored' : null}
        {edition.total > 0 && wasAnnounced(period) ? <> · <Announced day={period.key} /></> : null}
      </p>
      <nav class="periods" aria-label="Editions">
        <Neighbour edition={edition} way="previous" />
        <ul>
          <PeriodLink here={period} period={{ kind: 'day', key: lastDay }}>Day</PeriodLink>
          <PeriodLink here={period} period={{ kind: 'week', key: weekOfPeriod(period) }}>Week</PeriodLink>
          <PeriodLink here={period} period={{ kind: 'month', key: monthOfPeriod(period) }}>Month</PeriodLink>
          <li><a href={routes.calendar(monthOfPeriod(period))}>Calendar</a></li>
        </ul>
        <Neighbour edition={edition} way="next" />
      </nav>
    </header>
  );
}

function Neighbour({ edition, way }: { edition: Edition; way: 'previous' | 'next' }) {
  const period = edition[way];
  if (!period) return <span class={way}></span>;
  const name = periodName(period);
  const [rel, before, after] = way === 'previous' ? ['prev', '‹ ', ''] : ['next', '', ' ›'];
  const { everything } = edition.query;
  return <a class={way} rel={rel} data-edition={way} href={routes.edition(period, { everything })}>{before}{name}{after}</a>;
}

function PeriodLink({ here, period, children }: { here: Period; period: Period; children: string }) {
  const current = here.kind === period.kind ? 'page' : undefined;
  return <li><a href={routes.edition(current ? here : period)} aria-current={current}>{children}</a></li>;
}

/** A source may name a day on which arXiv announces nothing. */
function wasAnnounced({ kind, key }: Period): boolean {
  return kind === 'day' && dayKind(key).kind === 'edition';
}

/** arXiv announces at 20:00 in New York on the evening before the edition's day. */
function Announced({ day }: { day: string }) {
  const instant = announcementInstant(day);
  return <time datetime={instant} title={exactDate(instant)}>announced {dayInNewYork(instant)}, 20:00 New York</time>;
}
