import { existsSync } from 'node:fs';

const debian = '/usr/bin/chromium';

/** How every browser test starts Chromium: Debian's where it exists, with software GPUs. */
export const chromium = {
  ...(existsSync(debian) ? { executablePath: debian } : {}),
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
