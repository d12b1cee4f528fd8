const show = (text: string) => {
  document.querySelector('output')?.append(text);
};

const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
worker.addEventListener('message', ({ data }) => show(data));
worker.addEventListener('error', ({ message }) => show(message));
