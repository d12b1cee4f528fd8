import { instantiate, type KernelExports } from '../kernels/instance.ts';
import { countersOf, Script, workThrough } from './call-list.ts';
import { Control } from './control.ts';
import type { CrewMessage, Run } from './message.ts';

interface Tools {
  readonly kernels: KernelExports;
  readonly memory: WebAssembly.Memory;
  readonly control: number;
}

/** What a thread does with the messages of its crew's leader. */
export function joinCrew(): (message: CrewMessage) => void {
  const scripts = new Map<number, Script>();
  let tools: Tools | null = null;

  return (message) => {
    switch (message.kind) {
      case 'start': {
        const { module, memory, scratch, control } = message;
        tools = { kernels: instantiate(module, memory, scratch), memory, control };
        return;
      }
      case 'script':
        scripts.set(message.id, new Script(message.calls));
        return;
      case 'forget':
        scripts.delete(message.id);
        return;
      case 'run': {
        const script = scripts.get(message.run.script);
        if (tools && script) takePart(tools, script, message.run);
      }
    }
  };
}

function takePart({ kernels, memory, control: at }: Tools, script: Script, run: Run): void {
  const control = new Control(memory, at);
  if (!control.enter(run.epoch)) return;
  try {
    const calls = script.bind(kernels, run.arena);
    const counters = countersOf(memory, run.counters, calls.length);
    workThrough(calls, counters, run.pieces, () => control.hasFailed);
  } catch (error) {
    control.fail();
    throw error;
  } finally {
    control.leave();
  }
}
