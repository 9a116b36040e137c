import { canonicalCategory, categoryName } from '#papers';
import { InvalidInputError } from '#lib';
import { answer, frameOf, localPath, only, type WebHandler } from '../answer.js';
import type { GatherWish, WebContext } from '../app-context.js';
import { noteDeed } from '../note-deed.js';
import { SettingsPage } from '../pages/settings.js';
import { routes } from '../routes.js';

/** What the owner decides. */
export function showSettings(context: WebContext): WebHandler {
  return only(context, 'see the settings', async (c) => {
    const [frame, choice, gathering, history] = await Promise.all([frameOf(c, context), context.settings.categories(), context.gathering.status(), context.settings.history()]);
    return answer(c, <SettingsPage frame={frame} choice={choice} gathering={gathering} history={history} saved={c.req.query('saved') === '1'} />);
  });
}

/** Keeps the categories that editions hold. */
export function chooseCategories(context: WebContext): WebHandler {
  return only(context, 'choose categories', async (c) => {
    const fields = (await c.req.formData()).getAll('category');
    const codes = fields.filter((field): field is string => typeof field === 'string' && categoryName(field) !== undefined);
    const chosen = [...new Set(codes.map(canonicalCategory))];
    await context.settings.setCategories(chosen);
    await noteDeed(c, context, { what: 'chose the categories that editions hold', why: chosen.length === 0 ? 'all' : chosen.join(', ') });
    const { paperCount } = await context.site();
    return c.redirect(paperCount > 0 ? `${routes.settings()}?saved=1` : routes.front(), 303);
  });
}

/** Takes whether the history of authors counts in the order of editions. */
export function chooseHistory(context: WebContext): WebHandler {
  return only(context, 'choose what orders', async (c) => {
    const wish = (await c.req.formData()).get('history');
    if (wish !== 'on' && wish !== 'off') throw new InvalidInputError('The form did not say whether the history of authors is to count: go back and press its button.');
    await context.settings.setHistory(wish === 'on');
    await noteDeed(c, context, { what: wish === 'on' ? 'let the history of authors count in the order of editions' : 'ended that the history of authors counts in the order of editions' });
    return c.redirect(routes.settings(), 303);
  });
}

/** How the log says it. */
const GATHERING_WORDS: Record<GatherWish['wish'], string> = {
  pause: 'paused gathering',
  resume: 'let gathering go on',
  now: 'had new papers looked for at once',
  'go back': 'had older papers gathered',
  'stop going back': 'ended the gathering of older papers',
};

const PLAIN_WISHES = ['pause', 'resume', 'now', 'stop going back'] as const;

/** Pauses gathering, goes on, looks now, or goes back; and returns to where the form stood. */
export function steerGathering(context: WebContext): WebHandler {
  return only(context, 'steer the gathering', async (c) => {
    const form = await c.req.formData();
    const wish = wishOf(form);
    await context.gathering.change(wish);
    await noteDeed(c, context, { what: GATHERING_WORDS[wish.wish], why: wish.wish === 'go back' && wish.from !== undefined ? `to ${wish.from}` : '' });
    return c.redirect(localPath(form.get('from') ?? routes.status()), 303);
  });
}

function wishOf(form: FormData): GatherWish {
  const wish = form.get('wish');
  if (wish === 'go back') return { wish, from: String(form.get('day') ?? '') || undefined };
  const plain = PLAIN_WISHES.find((one) => one === wish);
  if (plain === undefined) throw new InvalidInputError('The form did not say what to do: go back and press one of its buttons.');
  return { wish: plain };
}
