import { existsSync } from 'node:fs';

/** Where distributions put it. Elsewhere Playwright uses the browser it has downloaded itself. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = places.find((place) => existsSync(place));

/** How every browser test starts Chromium: the system's where it exists, with software GPUs. */
export const chromium = {
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [
    '--headless=new',
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--enable-unsafe-webgpu',
    '--use-webgpu-adapter=swiftshader',
  ],
};
