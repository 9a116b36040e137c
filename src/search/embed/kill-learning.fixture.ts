import { openDatabase } from '#db';
import { createLogger } from '#lib';
import { EmbedderChoice } from './choice.js';

const [folder = '', file = ''] = process.argv.slice(2);
const log = createLogger('silent', 'learner');
const choice = new EmbedderChoice({ db: await openDatabase({ file, log }), log, folder, wished: 'built-in', make: async () => ({ wished: 'built-in' }) });
// Told when it is in the middle, to be killed there.
await choice.choose({ papers: 2_000 }, new AbortController().signal, (what) => void process.send?.(what));
process.exit(0);
