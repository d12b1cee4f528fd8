import { chromium } from 'playwright-core';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: '--headless=new --no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-gpu-compositing'.split(' ') });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: process.argv[2] ?? 'dark' });
await page.addInitScript(() => { window.long = []; new PerformanceObserver((l) => { for (const e of l.getEntries()) window.long.push([Math.round(e.startTime), Math.round(e.duration)]); }).observe({ entryTypes: ['longtask'] }); });
await page.goto('http://localhost:4211/');
await page.getByRole('group', { name: 'Gradient Ascent', exact: true }).waitFor();
await page.waitForTimeout(4000);
const cdp = await page.context().newCDPSession(page);
async function drop(path, x = 300, y = 720) { const data = { items: [], files: [path], dragOperationsMask: 1 }; for (const type of ['dragEnter', 'dragOver', 'drop']) await cdp.send('Input.dispatchDragEvent', { type, x, y, data }); }
const take = () => page.evaluate(() => { const l = window.long; window.long = []; return l; });
console.log('start', JSON.stringify(await take()));
for (const [path, wait] of [['/work/wt-files17/assets/samples/stream.jpg', 4000], ['/work/wt-files17/assets/samples/boats.jpg', 4000], ['/tmp/f17-98mp.webp', 400]]) {
  const t = Date.now();
  await drop(path);
  await page.waitForTimeout(wait);
  if (path.includes('98mp')) {
    console.log('status', await page.getByRole('button', { name: 'Cancel' }).isVisible(), Date.now() - t);
    await page.screenshot({ path: `/tmp/f17-opening-${process.argv[2] ?? 'dark'}.png` });
    await page.getByRole('button', { name: 'Cancel' }).click({ timeout: 3000 }).catch((e) => console.log('no cancel', String(e).slice(0, 100)));
    await page.waitForTimeout(1500);
    console.log('nodes', await page.getByRole('group', { name: 'Load Image', exact: true }).count());
    const t2 = Date.now(); await drop(path); await page.waitForFunction((n) => document.querySelectorAll('[data-type]').length >= 0, 0);
    for (let i = 0; i < 60; i++) { await page.waitForTimeout(500); if (await page.getByRole('group', { name: 'Load Image', exact: true }).count() > 3) break; }
    console.log('opened after', Date.now() - t2); await page.waitForTimeout(3000);
  }
  console.log(path, JSON.stringify(await take()));
}
await browser.close();
