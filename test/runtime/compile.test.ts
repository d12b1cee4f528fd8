import { describe, expect, test } from 'vitest';
import { fail, type Problem, problemText } from '../../src/common/result.ts';
import { applyVariant } from '../../src/graph/document/variants.ts';
import { chain, compileTest, environment, graph, node, order, stepOf, wire } from './build.ts';

/** `error code node` of every error, then of every warning. */
function complaints(...args: Parameters<typeof compileTest>) {
  const { errors, warnings } = compileTest(...args);
  const told = (severity: string) => (problem: Problem) =>
    [severity, problem.code, problem.node].filter(Boolean).join(' ');
  return [...errors.map(told('error')), ...warnings.map(told('warning'))];
}

describe('a plan', () => {
  test('lists steps after those they read, as plain JSON', () => {
    const { plan, errors } = compileTest(chain);
    expect(errors).toEqual([]);
    expect(plan.steps.map(({ node: id }) => id)).toEqual(['photo', 'blur', 'show']);
    expect(plan.steps[1]).toMatchObject({
      step: 1,
      type: 'blur',
      name: 'Blur',
      params: { amount: 2, steps: 2, mode: 'soft' },
      inputs: { image: { step: 0, output: 'image' } },
      releases: [0],
    });
    expect(plan.targets).toEqual([{ node: 'show', step: 2, output: 'image' }]);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  test('holds only what its targets need, and keeps their values', () => {
    const side = graph(
      [...chain.nodes, node('other', 'blur'), node('alone', 'network')],
      [...chain.edges, wire('photo.image', 'other.image')],
    );
    expect(order(side)).toEqual(['photo', 'blur', 'show']);
    expect(order(side, { targets: ['other'] })).toEqual(['photo', 'other']);
    const { plan } = compileTest(side, { targets: ['photo', 'other'] });
    expect(plan.steps.map(({ releases }) => releases)).toEqual([[], []]);
  });

  test('releases each value after its last use', () => {
    const diamond = graph(
      [
        node('p', 'photo'),
        node('a', 'blur'),
        node('b', 'blur', { amount: 3 }),
        node('m', 'mix'),
        node('s', 'show'),
      ],
      [
        wire('p.image', 'a.image'),
        wire('p.image', 'b.image'),
        wire('b.image', 'm.images'),
        wire('a.image', 'm.images'),
        wire('m.image', 's.image'),
      ],
    );
    const { steps } = compileTest(diamond).plan;
    const released = steps.flatMap(({ releases }) => releases.map((step) => steps[step]?.node));
    expect(released.sort()).toEqual(['a', 'b', 'm', 'p']);
    for (const step of steps) {
      for (const gone of step.releases) {
        const later = steps.slice(step.step + 1).map(({ inputs }) => JSON.stringify(inputs));
        expect(later.join()).not.toContain(`"step":${gone},`);
      }
    }
    const images = stepOf(steps, 'm').inputs.images as readonly { step: number }[];
    expect(images.map(({ step }) => steps[step]?.node)).toEqual(['b', 'a']);
  });

  test('draws random seeds, keeps given ones, and records both', () => {
    const two = graph(
      [node('n', 'noise'), node('m', 'noise', { seed: 5 }), node('s', 'show'), node('t', 'show')],
      [wire('n.image', 's.image'), wire('m.image', 't.image')],
    );
    const { plan } = compileTest(two);
    expect(plan.seeds).toEqual([
      { node: 'n', param: 'seed', seed: 42 },
      { node: 'm', param: 'seed', seed: 5 },
    ]);
    expect(stepOf(plan.steps, 'n').params).toEqual({ seed: 42 });
  });

  test('takes a variant’s values, and only its own', () => {
    const variants = [{ id: 'v', name: 'Strong', params: { blur: { amount: 9 }, gone: { x: 1 } } }];
    const document = { ...chain, variants };
    expect(stepOf(compileTest(document).plan.steps, 'blur').params.amount).toBe(2);
    const varied = compileTest(applyVariant(document, 'v'));
    expect(varied.errors).toEqual([]);
    expect(stepOf(varied.plan.steps, 'blur').params.amount).toBe(9);
    expect(applyVariant(document, 'v')).toBe(applyVariant(document, 'v'));
    expect(applyVariant(document, 'w')).toBe(document);
  });
});

describe('wires', () => {
  test('drive parameters instead of the stored value', () => {
    const driven = graph(
      [...chain.nodes, node('n', 'number', { value: 4 })],
      [...chain.edges, wire('n.number', 'blur.amount')],
    );
    const step = stepOf(compileTest(driven).plan.steps, 'blur');
    expect(step.params).not.toHaveProperty('amount');
    expect(step.inputs.amount).toMatchObject({ output: 'number' });
  });

  test('are converted where a conversion is declared, through reroutes too', () => {
    const masks = graph(
      [
        node('p', 'photo'),
        node('r', 'reroute'),
        node('m', 'mix'),
        node('n', 'number'),
        node('z', 'noise'),
        node('s', 'show'),
        node('sd', 'seed'),
        node('b', 'blur'),
      ],
      [
        wire('p.image', 'r.value'),
        wire('r.value', 'm.mask'),
        wire('n.number', 'z.seed'),
        wire('z.image', 'b.image'),
        wire('sd.seed', 'b.amount'),
        wire('b.image', 'm.images'),
        wire('m.image', 's.image'),
      ],
    );
    const { plan, errors } = compileTest(masks);
    expect(errors).toEqual([]);
    expect(plan.steps.map(({ type }) => type)).not.toContain('reroute');
    expect(stepOf(plan.steps, 'm').inputs.mask).toMatchObject({ output: 'image', as: 'mask' });
    expect(stepOf(plan.steps, 'z').inputs.seed).toMatchObject({ output: 'number', as: 'seed' });
    expect(stepOf(plan.steps, 'b').inputs.amount).not.toHaveProperty('as');
  });

  test('of the wrong kind are refused, naming both ends', () => {
    const wrong = graph([node('n', 'number'), node('s', 'show')], [wire('n.number', 's.image')]);
    const { errors } = compileTest(wrong);
    expect(errors).toMatchObject([{ code: 'wrong-kind', node: 's', input: 'image' }]);
    expect(errors[0]?.message).toBe(
      'Number gives a number, but the input "Image" of Show takes one image.',
    );
  });

  test('that dangle carry nothing and are told of', () => {
    const loose = graph(chain.nodes, [
      ...chain.edges,
      wire('ghost.image', 'blur.amount'),
      wire('photo.mist', 'blur.steps'),
      wire('photo.image', 'blur.nowhere'),
    ]);
    expect(complaints(loose)).toEqual(Array(3).fill('warning dangling-wire blur'));
    expect(order(loose)).toEqual(['photo', 'blur', 'show']);
  });

  test('beyond the first at a single input do not count', () => {
    const double = graph(
      [...chain.nodes, node('n', 'noise')],
      [...chain.edges, wire('n.image', 'blur.image')],
    );
    expect(complaints(double)).toEqual(['warning too-many-wires blur']);
    expect(order(double)).toEqual(['photo', 'blur', 'show']);
  });
});

describe('bypass and mute', () => {
  const off = (id: string, state: 'bypassed' | 'muted') => ({
    ...chain,
    nodes: chain.nodes.map((entry) => (entry.id === id ? { ...entry, state } : entry)),
  });

  test('a bypassed node lets its input through', () => {
    expect(complaints(off('blur', 'bypassed'))).toEqual([]);
    expect(order(off('blur', 'bypassed'))).toEqual(['photo', 'show']);
    const { plan } = compileTest(off('blur', 'bypassed'), { targets: ['blur'] });
    expect(plan.targets).toEqual([{ node: 'blur', step: 0, output: 'image' }]);
  });

  test('a node without a passthrough cannot be bypassed', () => {
    expect(complaints(off('photo', 'bypassed'))).toEqual(['error cannot-bypass photo']);
  });

  test('an output that nothing passes to is silent', () => {
    const half = graph(
      [
        node('p', 'photo'),
        node('x', 'split', {}, { state: 'bypassed' }),
        node('s', 'show'),
        node('t', 'show'),
      ],
      [wire('p.image', 'x.image'), wire('x.low', 's.image'), wire('x.high', 't.image')],
    );
    expect(complaints(half)).toEqual(['warning silent-input t']);
    expect(order(half)).toEqual(['p', 's']);
  });

  test('what hangs on a muted node does not run; an optional input does without', () => {
    expect(complaints(off('blur', 'muted'))).toEqual(['warning silent-input show']);
    expect(order(off('blur', 'muted'))).toEqual([]);
    const optional = graph(
      [...chain.nodes, node('n', 'number', {}, { state: 'muted' })],
      [...chain.edges, wire('n.number', 'blur.amount')],
    );
    expect(complaints(optional)).toEqual([]);
    expect(stepOf(compileTest(optional).plan.steps, 'blur').params.amount).toBe(2);
  });

  test('a muted output is not run for', () => {
    expect(complaints(off('show', 'muted'))).toEqual(['error no-output']);
    expect(complaints(off('show', 'muted'), { targets: ['show'] })).toEqual([
      'warning silent-target show',
    ]);
  });
});

describe('what is wrong', () => {
  test('with one branch does not stop the others', () => {
    const mixed = graph(
      [...chain.nodes, node('b', 'blur', { amount: 11 }), node('c', 'blur'), node('t', 'show')],
      [
        ...chain.edges,
        wire('photo.image', 'b.image'),
        wire('b.image', 'c.image'),
        wire('c.image', 't.image'),
      ],
    );
    const { plan, errors } = compileTest(mixed);
    expect(plan.steps.map(({ node: id }) => id)).toEqual(['photo', 'blur', 'show']);
    expect(errors).toEqual([
      {
        code: 'param-value',
        node: 'b',
        param: 'amount',
        message: 'Blur, Amount: 11 does not fit.',
        remedy: 'Use a number from 0 to 10.',
      },
    ]);
  });

  test('is told at the node that has it', () => {
    const cases = {
      'error missing-input show': graph([node('show', 'show')]),
      'error no-output': graph([node('p', 'photo')]),
      'error no-file net': graph([node('net', 'network')]),
      'error unknown-type x': graph(
        [node('x', 'blurr'), node('s', 'show')],
        [wire('x.image', 's.image')],
      ),
      'error newer-node p': graph(
        [node('p', 'photo', {}, { version: 2 }), node('s', 'show')],
        [wire('p.image', 's.image')],
      ),
      'error older-node b': graph(
        [node('p', 'photo'), node('b', 'blur', {}, { version: 1 }), node('s', 'show')],
        [wire('p.image', 'b.image'), wire('b.image', 's.image')],
      ),
    };
    for (const [expected, document] of Object.entries(cases)) {
      const targets = expected.includes('net') ? { targets: ['net'] } : {};
      expect(complaints(document, targets)).toEqual([expected]);
      for (const problem of compileTest(document, targets).errors) {
        expect(problemText(problem)).toMatch(/^[A-Z].*\. [A-Z].*\.$/);
      }
    }
    expect(complaints(chain, { targets: ['blurr'] })).toEqual(['error unknown-target']);
    expect(compileTest(chain, { targets: ['blurr'] }).errors[0]?.message).toContain(
      'Closest: blur.',
    );
  });

  test('with a file is told at its node', () => {
    const problem = { code: 'picture-not-found', message: 'There is no file x.png.' };
    const files = new Map([['bundled mountains', fail(problem)]]);
    const [error] = compileTest(chain, { environment: { ...environment, files } }).errors;
    expect(error).toMatchObject({ code: 'file', node: 'photo', param: 'file' });
    expect(error?.message).toBe('Photo: There is no file x.png.');
  });

  test('an unknown type that nothing needs is only mentioned', () => {
    const lonely = graph([...chain.nodes, node('x', 'mystery')], chain.edges);
    expect(complaints(lonely)).toEqual(['warning unknown-type x']);
    expect(order(lonely)).toHaveLength(3);
  });
});

describe('loops', () => {
  test('are named, and what does not hang on them still runs', () => {
    const ring = graph(
      [
        ...chain.nodes,
        node('a', 'blur', {}, { label: 'First' }),
        node('b', 'blur', {}, { label: 'Second' }),
        node('t', 'show'),
      ],
      [
        ...chain.edges,
        wire('a.image', 'b.image'),
        wire('b.image', 'a.image'),
        wire('b.image', 't.image'),
      ],
    );
    const { plan, errors } = compileTest(ring);
    expect(plan.steps.map(({ node: id }) => id)).toEqual(['photo', 'blur', 'show']);
    expect(errors.map(({ node: id }) => id).sort()).toEqual(['a', 'b']);
    expect(errors[0]).toMatchObject({
      code: 'cycle',
      message: 'Wires run in a loop: Second → First → Second.',
    });
  });

  test('a node wired into itself, and a loop that no target needs', () => {
    const self = graph(
      [node('m', 'mix'), node('s', 'show')],
      [wire('m.image', 'm.images'), wire('m.image', 's.image')],
    );
    expect(compileTest(self).errors[0]?.message).toBe('Mix is wired into itself.');
    const apart = graph(
      [...chain.nodes, node('m', 'mix')],
      [...chain.edges, wire('m.image', 'm.images')],
    );
    expect(complaints(apart)).toEqual([]);
  });

  test('that share nodes leave nothing of them in the plan', () => {
    const knot = graph(
      ['a', 'b', 'c', 'd'].map((id) => node(id, 'mix')).concat(node('s', 'show')),
      [
        wire('a.image', 'b.images'),
        wire('b.image', 'c.images'),
        wire('c.image', 'a.images'),
        wire('c.image', 'd.images'),
        wire('d.image', 'b.images'),
        wire('d.image', 's.image'),
      ],
    );
    const { plan, errors } = compileTest(knot);
    expect(plan.steps).toEqual([]);
    expect(new Set(errors.map(({ node: id }) => id))).toEqual(new Set(['a', 'b', 'c', 'd']));
  });
});
