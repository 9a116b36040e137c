import type { EditionDay } from '../app-context.js';
import { monthGrid, neighbourMonths } from '../period.js';
import { routes } from '../routes.js';
import { counted, longDay, monthName, number } from '../words.js';

export interface CalendarProps {
  month: string;
  days: EditionDay[];
  /** The day the page shows, if it shows one. */
  here?: string;
  /** Whether each day tells how many papers it has. */
  counts: 'shown' | 'on hover';
}

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A month as a grid; the days that have an edition lead to it. */
export function Calendar(props: CalendarProps) {
  const { month, days } = props;
  const papers = new Map(days.map((day) => [day.day, day.papers]));
  return (
    <table class={props.counts === 'shown' ? 'calendar large' : 'calendar'}>
      <caption class="hidden">Editions of {monthName(month)}</caption>
      <thead>
        <tr>{WEEKDAYS.map((name) => <th scope="col"><abbr title={name}>{name.slice(0, props.counts === 'shown' ? 3 : 1)}</abbr></th>)}</tr>
      </thead>
      <tbody>
        {monthGrid(month).map((week) => (
          <tr>{week.map((day) => <td>{day ? <Day {...props} day={day} papers={papers.get(day)} /> : null}</td>)}</tr>
        ))}
      </tbody>
    </table>
  );
}

/** The calendars of the months before and after. */
export function MonthLinks({ month }: { month: string }) {
  const { before, after } = neighbourMonths(month);
  return (
    <p class="month-links">
      <a href={routes.calendar(before)} rel="prev">‹ {monthName(before)}</a>
      <a href={routes.calendar(after)} rel="next">{monthName(after)} ›</a>
    </p>
  );
}

function Day({ day, papers, here, counts }: CalendarProps & { day: string; papers?: number }) {
  const date = Number(day.slice(8));
  const current = day === here ? 'date' : undefined;
  if (!papers) return <span aria-current={current}>{date}</span>;
  return (
    <a href={routes.day(day)} title={`${longDay(day)}: ${counted(papers, 'paper')}`} aria-current={current}>
      {date}
      {counts === 'shown' ? <small>{number(papers)}</small> : null}
    </a>
  );
}
