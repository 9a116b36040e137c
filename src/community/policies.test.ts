import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actions, may } from './index.js';

test('a visitor reads and chooses colours, and nothing else', () => {
  assert.deepEqual(actions.filter((action) => may('visitor', action)), ['read the paper', 'choose colours']);
});

test('the owner may do everything', () => {
  assert.deepEqual(actions.filter((action) => !may('owner', action)), []);
});
