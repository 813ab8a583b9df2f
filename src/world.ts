import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import type { World } from './model/world.ts';

/** The real clock, entropy, environment and disk. The program's entry makes the only one; tests make their own worlds. */
export function realWorld(): World {
  return {
    now: () => new Date().toISOString(),
    monotonicMs: () => performance.now(),
    sleep,
    random: () => Math.random(),
    newId: () => randomUUID(),
    env: (name) => process.env[name],
    appendFile: appendDurably,
  };
}

async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, signal === undefined ? {} : { signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  }
}

async function appendDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'a');
  try {
    await file.appendFile(text, 'utf8');
    await file.sync();
  } finally {
    await file.close();
  }
}
