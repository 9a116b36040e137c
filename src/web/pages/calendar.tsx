import type { EditionDay } from '../app-context.js';
import { Layout } from '../layout.js';
import { Calendar, MonthLinks } from '../parts/calendar.js';
import { routes } from '../routes.js';
import type { Frame } from '../viewer.js';
import { counted, monthName } from '../words.js';

export interface CalendarPageProps {
  frame: Frame;
  month: string;
  days: EditionDay[];
}

/** A month to jump from. */
export function CalendarPage({ frame, month, days }: CalendarPageProps) {
  const papers = days.reduce((sum, day) => sum + day.papers, 0);
  return (
    <Layout frame={frame} section="edition" title={`Calendar of ${monthName(month)}`} canonical={routes.calendar(month)}>
      <header class="list-head">
        <h1>{monthName(month)}</h1>
        <p class="dateline">
          {days.length > 0
            ? <>{counted(days.length, 'edition')} with <a href={routes.month(month)}>{counted(papers, 'paper')}</a></>
            : 'No edition in this month.'}
        </p>
      </header>
      <MonthLinks month={month} />
      <Calendar month={month} days={days} counts="shown" />
      <Months month={month} />
    </Layout>
  );
}

function Months({ month }: { month: string }) {
  const year = month.slice(0, 4);
  const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);
  return (
    <nav class="months" aria-label={`Months of ${year}`}>
      <ul>
        {months.map((one) => <li><a href={routes.calendar(one)} aria-current={one === month ? 'page' : undefined}>{monthName(one).split(' ')[0]}</a></li>)}
      </ul>
    </nav>
  );
}
