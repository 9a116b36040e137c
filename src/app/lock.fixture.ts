// Holds the folder named on the command line until it is ended, and says when it does.
import { messageOf } from '#lib';
import { holdFolder } from './lock.js';

const [folder = '', url = ''] = process.argv.slice(2);
try {
  const held = holdFolder(folder);
  if (url !== '') held.announce(url);
  process.stdout.write('held\n');
  setInterval(() => {}, 60_000);
} catch (error) {
  process.stdout.write(`refused: ${messageOf(error)}\n`);
}
