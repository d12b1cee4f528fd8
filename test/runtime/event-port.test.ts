import { expect, test } from 'vitest';
import { openEventPort } from '../../src/runtime/worker/event-port.ts';

test('a picture that is made smaller on its way still says what it measures', async () => {
  const { port1, port2 } = new MessageChannel();
  const arrived = new Promise<unknown>((resolve) => {
    port2.onmessage = ({ data }) => resolve(data);
  });
  const picture = { width: 8, height: 4, channels: 3, data: new Float32Array(96) } as const;
  const events = openEventPort(port1, 4);
  events.emit({ run: 'r', seq: 0, kind: 'preview', step: 0, node: 'photo', final: true, picture });
  expect(await arrived).toMatchObject({
    event: { picture: { width: 4, height: 2 }, size: { width: 8, height: 4 } },
  });
  port1.close();
  port2.close();
});
