// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { Queue } from '../../plugin/engine/queue';
import { nextTask, runSliced } from '../../plugin/engine/slices';
import { wait } from '../../shared/vault/io';

test('work runs one after the other, in the order it was asked for', async () => {
  const queue = new Queue();
  const order: string[] = [];
  const work = (name: string, tasks: number) => async (): Promise<string> => {
    order.push(`${name} begins`);
    for (let n = 0; n < tasks; n++) await nextTask();
    order.push(`${name} ends`);
    return name;
  };
  expect(await Promise.all([queue.run(work('long', 3)), queue.run(work('short', 0))])).toEqual(['long', 'short']);
  expect(order).toEqual(['long begins', 'long ends', 'short begins', 'short ends']);
});

test('work that fails is its asker\'s trouble and stops nobody', async () => {
  const queue = new Queue();
  const failing = queue.run(() => Promise.reject(new Error('no')));
  const next = queue.run(() => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});

test('long work of small steps lets the window have its turn', async () => {
  let turns = 0;
  const timer = setInterval(() => { turns += 1; }, 0);
  const giveUp = performance.now() + 10_000;
  const steps = await runSliced((function* () {
    let count = 0;
    for (; (count < 20_000 || turns === 0) && performance.now() < giveUp; count++) yield* wait(null);
    return count;
  })());
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
  // Nor is each step a task of its own.
  expect(steps).toBeGreaterThan(10 * turns);
});

test('a rejection is thrown at the step that asked', async () => {
  const caught = await runSliced((function* () {
    try {
      return yield* wait(Promise.reject(new Error('disk')));
    } catch (error) {
      return (error as Error).message;
    }
  })());
  expect(caught).toBe('disk');
});
