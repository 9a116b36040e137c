import { canonicalCategory, categoryName } from '#papers';
import { answer, frameOf, only, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { SettingsPage } from '../pages/settings.js';
import { routes } from '../routes.js';

/** What the owner decides. */
export function showSettings(context: WebContext): WebHandler {
  return only(context, 'see the settings', async (c) => {
    const [frame, choice] = await Promise.all([frameOf(c, context), context.settings.categories()]);
    return answer(c, <SettingsPage frame={frame} choice={choice} saved={c.req.query('saved') === '1'} />);
  });
}

/** Keeps the categories that editions hold. */
export function chooseCategories(context: WebContext): WebHandler {
  return only(context, 'choose categories', async (c) => {
    const fields = (await c.req.formData()).getAll('category');
    const codes = fields.filter((field): field is string => typeof field === 'string' && categoryName(field) !== undefined);
    await context.settings.setCategories([...new Set(codes.map(canonicalCategory))]);
    const { paperCount } = await context.site();
    return c.redirect(paperCount > 0 ? `${routes.settings()}?saved=1` : routes.front(), 303);
  });
}
