import { argv, exit } from 'node:process';

/**
 * `npm run -s bench -- NAME` measures and prints one JSON line. Ratios are taken between contenders
 * that took turns in the same run; above 1 is better for us.
 */
const benches: Readonly<Record<string, () => Promise<() => Promise<object>>>> = {
  engine: async () => (await import('./engine.ts')).benchEngine,
  networks: async () => (await import('./networks.ts')).benchNetworks,
  'large-network': async () => (await import('./large-network.ts')).benchLargeNetwork,
  quality: async () => (await import('./quality/main.ts')).benchQuality,
  detail: async () => (await import('./quality/detail.ts')).benchDetail,
  motion: async () => (await import('./motion.ts')).benchMotion,
  canvas: async () => (await import('./canvas.ts')).benchCanvas,
  compare: async () => (await import('./compare.ts')).benchCompare,
  variants: async () => (await import('./variants.ts')).benchVariants,
  compile: async () => (await import('./compile.ts')).benchCompile,
  estimate: async () => (await import('./estimate.ts')).benchEstimate,
  save: async () => (await import('./save.ts')).benchSave,
  history: async () => (await import('./history.ts')).benchHistory,
};

const [name = ''] = argv.slice(2);
const load = benches[name];
if (!load) {
  console.error(
    `There is no benchmark "${name}". Choose one of: ${Object.keys(benches).join(', ')}.`,
  );
  exit(2);
}
const bench = await load();
console.log(JSON.stringify({ bench: name, ...(await bench()) }));
exit(0);
