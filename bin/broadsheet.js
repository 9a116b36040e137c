#!/usr/bin/env node
// Written so that any Node from 14 on can read it: an old one hands over to the Node that the packages bring.
import path from 'path';
import { bundledNode, goOnUnder, howToGetNode, isBundledNode, isRightNode, root, runningMajor } from '../scripts/bundled-node.mjs';

const OLDEST_TO_PREPARE = 20;

if (isRightNode()) start();
else if (bundledNode() && !isBundledNode()) goOnUnder(bundledNode(), process.argv.slice(1));
else if (!bundledNode() && runningMajor() >= OLDEST_TO_PREPARE) installFirst();
else giveUp();

async function start() {
  const { isBuilt } = await import('../scripts/freshness.mjs');
  if (!isBuilt() && !(await isPrepared())) return;
  const { enableCompileCache } = await import('module');
  enableCompileCache(path.join(root, 'dist', '.compile-cache'));
  await import('../dist/program/main.js');
}

async function installFirst() {
  if (!(await isPrepared())) return;
  if (bundledNode()) goOnUnder(bundledNode(), process.argv.slice(1));
  else giveUp();
}

async function isPrepared() {
  const { prepare } = await import('../scripts/prepare.mjs');
  process.exitCode = await prepare();
  return process.exitCode === 0;
}

function giveUp() {
  console.error(howToGetNode());
  process.exitCode = 1;
}
