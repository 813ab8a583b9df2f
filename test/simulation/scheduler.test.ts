import { describe, expect, it } from 'vitest';
import { Scheduler } from './scheduler.ts';

describe('the scheduler', () => {
  it('runs events by instant, and those of one instant in the order in which they were put in', async () => {
    const scheduler = new Scheduler();
    const ran: string[] = [];
    for (const [name, at] of [
      ['late', 30],
      ['first', 10],
      ['second', 10],
      ['middle', 20],
    ] as const)
      scheduler.after(at, () => ran.push(`${name} ${scheduler.nowMs}`));

    await scheduler.runUntil(() => false, 1_000);

    expect(ran).toEqual(['first 10', 'second 10', 'middle 20', 'late 30']);
    expect(scheduler.nowMs).toBe(1_000);
  });

  it('lets every promise run to its next wait before the clock moves', async () => {
    const scheduler = new Scheduler();
    const ran: string[] = [];
    const sleep = (ms: number): Promise<void> => new Promise((resolve) => void scheduler.after(ms, resolve));
    const chain = async (name: string): Promise<void> => {
      await sleep(10);
      for (let i = 0; i < 50; i += 1) await Promise.resolve();
      ran.push(`${name} at ${scheduler.nowMs}`);
      await sleep(5);
      ran.push(`${name} at ${scheduler.nowMs}`);
    };
    void chain('a');
    void chain('b');
    scheduler.after(11, () => ran.push('between'));

    await scheduler.runUntil(() => false, 100);

    expect(ran).toEqual(['a at 10', 'b at 10', 'between', 'a at 15', 'b at 15']);
  });

  it('runs no event that was taken back, and stops when it is done', async () => {
    const scheduler = new Scheduler();
    const ran: number[] = [];
    const timer = scheduler.after(10, () => ran.push(1));
    scheduler.after(20, () => ran.push(2));
    scheduler.after(30, () => ran.push(3));
    timer.cancel();

    const isDone = await scheduler.runUntil(() => ran.length > 0, 100);

    expect([isDone, ran, scheduler.nowMs]).toEqual([true, [2], 20]);
  });

  it('keeps the order of a thousand events', async () => {
    const scheduler = new Scheduler();
    const ran: number[] = [];
    for (let i = 0; i < 1_000; i += 1) scheduler.after((i * 7919) % 101, () => ran.push(scheduler.nowMs));

    await scheduler.runUntil(() => ran.length === 1_000, 1_000);

    expect(ran).toEqual(ran.toSorted((a, b) => a - b));
  });
});
