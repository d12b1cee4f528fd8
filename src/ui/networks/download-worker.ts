import { expose } from 'comlink';
import { downloadBeside, downloadNetwork } from './download.ts';

const downloader = { downloadNetwork, downloadBeside };

export type Downloader = typeof downloader;

expose(downloader);
