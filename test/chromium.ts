import { existsSync } from 'node:fs';

/** Where distributions put it. Elsewhere Playwright uses the browser it has downloaded itself. */
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = places.find((place) => existsSync(place));

/**
 * Chromium makes the pop-ups of its address bar, which no test sees, for every window anew, as pages
 * of their own: half the cost of a short test. The last switch of this name counts, so what
 * Playwright itself turns off is repeated.
 */
const withoutFeatures = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'PreloadTopChromeWebUI',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
];

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
    `--disable-features=${withoutFeatures}`,
    '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader',
    '--enable-unsafe-webgpu',
    '--use-webgpu-adapter=swiftshader',
    // Without a graphics card Chromium puts the page together faster by itself than through WebGL.
    '--disable-gpu-compositing',
  ],
};
