import { chromium } from 'playwright-core';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: '--headless=new --no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-gpu-compositing'.split(' ') });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.addInitScript(() => { window.long = []; new PerformanceObserver((l) => { for (const e of l.getEntries()) window.long.push([Math.round(e.startTime), Math.round(e.duration)]); }).observe({ entryTypes: ['longtask'] }); });
await page.goto('http://localhost:4211/');
await page.getByRole('group', { name: 'Gradient Ascent', exact: true }).waitFor();
await page.waitForTimeout(3000);
const cdp = await page.context().newCDPSession(page);
async function drop(path, x = 300, y = 720) { const data = { items: [], files: [path], dragOperationsMask: 1 }; for (const type of ['dragEnter', 'dragOver', 'drop']) await cdp.send('Input.dispatchDragEvent', { type, x, y, data }); }
await drop('/work/wt-files17/assets/samples/stream.jpg'); await page.waitForTimeout(2500);
await page.evaluate(() => { window.long = []; });
const events = [];
cdp.on('Tracing.dataCollected', ({ value }) => events.push(...value));
await cdp.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'v8.execute'] } });
await drop('/work/wt-files17/assets/samples/boats.jpg'); await page.waitForTimeout(2500);
const done = new Promise((r) => cdp.once('Tracing.tracingComplete', r));
await cdp.send('Tracing.end'); await done;
console.log(JSON.stringify(await page.evaluate(() => window.long)));
const main = events.filter((e) => e.tid === e.pid && e.name === 'RunTask' && e.dur > 40000).sort((a, b) => b.dur - a.dur);
const mainThread = events.find((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain');
for (const task of main.slice(0, 4)) {
  console.log('task', Math.round(task.dur / 1000), 'pid', task.pid, task.tid);
  const inside = events.filter((e) => e.pid === task.pid && e.tid === task.tid && e.ph === 'X' && e.ts >= task.ts && e.ts + e.dur <= task.ts + task.dur && e.dur > 3000 && e !== task).sort((a, b) => a.ts - b.ts);
  for (const e of inside.slice(0, 40)) console.log('   ', Math.round((e.ts - task.ts) / 1000), Math.round(e.dur / 1000), e.name, JSON.stringify(e.args?.data ?? e.args?.beginData ?? {}).slice(0, 420), JSON.stringify(e.args.elementCount ?? ''));
}
await browser.close();
