import { loadNetwork } from '../../nodes/load-network/definition.ts';
import type { NetworkInfo, Wanted } from '../../runtime/browser.ts';
import { Button } from '../controls/Button.tsx';
import { BlobPicture } from '../network-pictures/BlobPicture.tsx';
import { quickSize } from '../network-pictures/small-graphs.ts';
import type { QuickDream, QuickDreams } from '../network-pictures/use-quick-dreams.ts';
import styles from './NetworkDialog.module.css';

export interface QuickDreamChoiceProps {
  readonly info: NetworkInfo;
  readonly quick: QuickDreams;
  /** Its place among `NetworkInfo.wants`. */
  readonly chosen: number;
  readonly onChoose: (at: number) => void;
}

/** One quick dream for each guess at what the network wants, to choose from by looking. */
export function QuickDreamChoice({ info, quick, chosen, onChoose }: QuickDreamChoiceProps) {
  const working = quick.dreams.some(({ state }) => state === 'making' || state === 'waiting');
  const stopped = quick.dreams.some(({ state }) => state === 'stopped');
  return (
    <section aria-label="Does it look right?">
      <div className={styles.head}>
        <h4 className={styles.subtitle}>
          Does it look right?{' '}
          <span className={styles.format}>one quick dream for each guess, {quickSize} px</span>
        </h4>
        {working && (
          <Button small onClick={quick.stop}>
            Stop
          </Button>
        )}
        {!working && stopped && (
          <Button small onClick={quick.start}>
            Go on
          </Button>
        )}
      </div>
      <ul className={styles.guesses}>
        {info.wants.map((wanted, at) => (
          <li key={`${wanted.values} ${wanted.order}`}>
            <button
              type="button"
              className={styles.guess}
              aria-pressed={at === chosen}
              title={wanted.reason}
              onClick={() => onChoose(at)}
            >
              <span className={styles.sample}>
                <Sample dream={quick.dreams[at]} />
              </span>
              <span className={styles.caption}>{shownWanted(wanted)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sample({ dream }: { readonly dream: QuickDream | undefined }) {
  switch (dream?.state) {
    case 'made':
    case 'kept':
      return <BlobPicture blob={dream.picture} className={styles.fill} />;
    case 'making':
      return (
        <span className={styles.working} aria-hidden="true">
          {Math.round(100 * dream.fraction)} %
        </span>
      );
    case 'failed':
      return <span className={styles.failed}>{dream.message}</span>;
    default:
      return null;
  }
}

const short: Partial<Record<Wanted['values'], string>> = {
  imagenet: 'ImageNet mean',
  clip: 'CLIP mean',
  caffe: 'Caffe, blue first',
};

/** "ImageNet mean", "0 to 1", "0 to 255, blue first". */
function shownWanted({ values, order }: Wanted): string {
  const { options } = loadNetwork.params.range;
  const label = options.find(({ value }) => value === values)?.label ?? values;
  const words = short[values] ?? label;
  return order === 'bgr' && values !== 'caffe' ? `${words}, blue first` : words;
}
