import { answer, answerNotFound, frameOf, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { CalendarPage } from '../pages/calendar.js';
import { isMonth } from '../period.js';

/** A month to jump from. */
export function showCalendar(context: WebContext): WebHandler {
  return async (c) => {
    const month = c.req.param('month') ?? '';
    if (!isMonth(month)) return answerNotFound(c, context, { what: `There is no month “${month}”. A month is written 2026-06.` });
    const [frame, days] = await Promise.all([frameOf(c, context), context.editions.daysWithEdition(month)]);
    return answer(c, <CalendarPage frame={frame} month={month} days={days} />);
  };
}
