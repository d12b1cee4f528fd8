import { expose } from 'comlink';
import { downloadNetwork } from './download.ts';

/** The one place that speaks with other servers, and only for what a person opens. */
expose({ downloadNetwork });
