import { instantiate, type KernelExports } from '../kernels/instance.ts';
import { CallList, countersOf, workThrough } from './call-list.ts';
import { Control } from './control.ts';
import type { PoolMessage, Run } from './message.ts';

interface ThreadContext {
  readonly kernels: KernelExports;
  readonly memory: WebAssembly.Memory;
  readonly control: number;
}

/** What a helping thread does with the messages of its pool's main thread. */
export function joinThreadPool(): (message: PoolMessage) => void {
  const lists = new Map<number, CallList>();
  let context: ThreadContext | null = null;

  return (message) => {
    switch (message.kind) {
      case 'start': {
        const { module, memory, scratch, control } = message;
        context = { kernels: instantiate(module, memory, scratch), memory, control };
        return;
      }
      case 'call-list':
        lists.set(message.id, new CallList(message.calls));
        return;
      case 'forget':
        lists.delete(message.id);
        return;
      case 'run': {
        const list = lists.get(message.run.list);
        if (context && list) takePart(context, list, message.run);
      }
    }
  };
}

function takePart({ kernels, memory, control: at }: ThreadContext, list: CallList, run: Run): void {
  const control = new Control(memory, at);
  if (!control.enter(run.epoch)) return;
  try {
    const calls = list.bind(kernels, run.arena);
    const counters = countersOf(memory, run.counters, calls.length);
    workThrough(calls, counters, run.pieces, () => control.hasFailed);
  } catch (error) {
    control.fail();
    throw error;
  } finally {
    control.leave();
  }
}
