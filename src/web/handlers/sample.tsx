import { answer, frameOf, only, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { noteDeed } from '../note-deed.js';
import { SamplePage } from '../pages/sample.js';
import { routes } from '../routes.js';
import { samplePapers } from '../sample.js';

/** The sample edition, as long as there is nothing real to read and nobody put it away. */
export function showSample(context: WebContext): WebHandler {
  return async (c) => {
    const frame = await frameOf(c, context);
    if (frame.site.paperCount > 0 || (await context.settings.sampleHidden())) return c.redirect(routes.front());
    return answer(c, <SamplePage frame={frame} papers={samplePapers()} />);
  };
}

/** Puts the sample away for good. */
export function hideSample(context: WebContext): WebHandler {
  return only(context, 'hide the sample', async (c) => {
    await context.settings.hideSample();
    await noteDeed(c, context, { what: 'put the sample edition away' });
    return c.redirect(routes.front(), 303);
  });
}
