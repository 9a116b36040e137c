import { InvalidInputError } from '#lib';
import { answer, frameOf, only, type WebHandler } from '../answer.js';
import type { WebContext } from '../app-context.js';
import { firstFile } from '../multipart.js';
import { noteDeed } from '../note-deed.js';
import { ImportPage } from '../pages/import.js';
import { routes } from '../routes.js';

/** The imports so far, and the form for another. */
export function showImport(context: WebContext): WebHandler {
  return only(context, 'see the imports', async (c) => {
    const [frame, imports] = await Promise.all([frameOf(c, context), context.imports.list()]);
    return answer(c, <ImportPage frame={frame} imports={imports} />);
  });
}

/** Takes a file of papers as it streams in; a gigabyte is never held in memory. */
export function startImport(context: WebContext): WebHandler {
  return only(context, 'import a file', async (c) => {
    const file = await firstFile(c.req.raw.body, c.req.header('Content-Type') ?? '');
    if (!file || file.filename === '') throw new InvalidInputError('No file was chosen: go back, choose one, and send it again.');
    await context.imports.start(file.bytes, file.filename);
    await noteDeed(c, context, { what: 'imported a file', why: file.filename });
    return c.redirect(routes.import(), 303);
  });
}
