import { FORMATS, parseFeedAddress } from '#digest';
import { InvalidInputError, NotFoundError } from '#lib';
import type { AddCommand } from './command.js';

const EXAMPLE = 'It ends as an address under /feeds does, such as /feeds/category/cs.CL.atom?top=20; the page /feeds makes them.';

export const addFeed: AddCommand = (program, context) => {
  program
    .command('feed')
    .argument('<url>', 'the address of a feed, whole or what stands behind /feeds/')
    .description('print a feed as it is now')
    .addHelpText('after', '\nExample:\n  broadsheet feed "search.atom?q=agents&top=20"')
    .action((url: string) =>
      context.withInstance('feed', async ({ delivery }) => {
        const address = addressIn(url);
        const document = await delivery.feed(address.topic, address.format);
        if (document === undefined) throw new NotFoundError(`There is no such list. ${EXAMPLE}`);
        process.stdout.write(FORMATS[address.format].write(document));
      }),
    );
};

function addressIn(text: string) {
  const [path = '', query = ''] = text.replace(/^(?:https?:\/\/[^/]*)?\/?(?:feeds\/)?/, '').split(/\?(.*)/s);
  const address = parseFeedAddress({ path: decoded(path), search: new URLSearchParams(query) });
  if (address === undefined) throw new InvalidInputError(`"${text}" is no address of a feed. ${EXAMPLE}`);
  if ('token' in address) throw new InvalidInputError('A private feed is read by its address on the pages. Name the list itself here.');
  return address;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
