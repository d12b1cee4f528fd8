/**
 * Lets the host handle its waiting tasks (messages, clicks, timers) and comes back at once after
 * them. A timer would wait at least 4 ms, and `tf.nextFrame` never comes back in a worker. The
 * channel lives only while it is waited for, so that it does not hold a Node process open.
 */
export function macrotask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
