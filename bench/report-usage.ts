// Loaded ahead of a program (node --import): writes what it used, exactly, when it ends, and what memory it held all along.
import { writeFileSync } from 'node:fs';

const file = process.env.BENCH_USAGE_FILE;
const EVERY_MS = 200;

if (file !== undefined) {
  const held: number[] = [];
  setInterval(() => void held.push(process.memoryUsage.rss()), EVERY_MS).unref();
  process.on('exit', () => writeFileSync(file, JSON.stringify({ ...process.resourceUsage(), held })));
}
