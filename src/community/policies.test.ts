import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actions, leastRole, may, mayRule, ROLES, roleOf } from './index.js';

const allowed = (role: (typeof ROLES)[number]) => actions.filter((action) => may(role, action));

test('a visitor reads, looks who is there, and may sign in; nothing else', () => {
  assert.deepEqual(allowed('visitor'), ['read the paper', 'choose colours', 'sign in', 'see readers', 'see the log']);
});

test('each role may do what the one below it may, and more', () => {
  for (const [index, role] of ROLES.slice(1).entries()) {
    const [below, here] = [new Set(allowed(ROLES[index]!)), new Set(allowed(role))];
    assert.ok(below.isSubsetOf(here) && here.size > below.size, role);
  }
});

test('an administrator may do everything', () => {
  assert.deepEqual(actions.filter((action) => !may('administrator', action)), []);
});

test('the least role that may do something is named', () => {
  assert.deepEqual([leastRole('read the paper'), leastRole('save searches'), leastRole('import a file'), leastRole('choose categories')], ROLES.slice());
});

test('what is stored as a role makes no visitor and no administrator by mistake', () => {
  assert.deepEqual(['owner', 'administrator', 'editor', 'reader', 'visitor', 'root', ''].map(roleOf), ['administrator', 'administrator', 'editor', 'reader', 'reader', 'reader', 'reader']);
});

test('an editor rules readers, an administrator everybody', () => {
  assert.deepEqual(ROLES.filter((role) => mayRule('editor', role)), ['visitor', 'reader']);
  assert.deepEqual(ROLES.filter((role) => mayRule('administrator', role)), [...ROLES]);
  assert.deepEqual(ROLES.filter((role) => mayRule('reader', role)), ['visitor']);
});
