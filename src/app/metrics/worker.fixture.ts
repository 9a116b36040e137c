// A worker that has had one failure of its database, and answers for its metrics unless told to be silent.
import { answerMetrics, Metrics } from './index.js';

const metrics = new Metrics('work');
metrics.noteError(Object.assign(new Error('database is locked'), { code: 'ERR_SQLITE_ERROR', errcode: 5 }));
if (process.argv[2] !== 'silent') answerMetrics(metrics);
setInterval(() => {}, 1_000);
process.send?.('ready');
