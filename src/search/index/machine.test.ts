import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EnvironmentError } from '#lib';
import { explainMachine } from './machine.js';

test('what is wrong with the machine is said in words, from the engine and from Node', () => {
  const errors = { 'LanceError(IO): No space left on device (os error 28)': /the disk is full/, 'LanceError(IO): Permission denied (os error 13)': /may not write/, 'Too many open files (os error 24)': /too many files/ };
  for (const [message, expected] of Object.entries(errors)) {
    const explained = explainMachine(new Error(message), '/search');
    assert.ok(explained instanceof EnvironmentError);
    assert.match(explained.message, expected);
  }
  assert.match((explainMachine(Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' }), '/search') as Error).message, /the disk is full/);
});

test('anything else stays what it is', () => {
  for (const error of [new Error('LanceError(IO): not found (os error 2)'), Object.assign(new Error('gone'), { code: 'ENOENT' }), Object.assign(new Error('x'), { code: 'ERR_OTHER' }), 'text']) {
    assert.equal(explainMachine(error, '/search'), error);
  }
});
