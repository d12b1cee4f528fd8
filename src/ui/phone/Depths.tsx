import { useDocument } from '../document/document-store.ts';
import { performTogether } from '../document/edits.ts';
import { SpritePicture } from '../glyphs/SpritePicture.tsx';
import { featuresOf, layerPicturesOf } from '../network-pictures/layer-pictures.ts';
import { useNetworkInfo } from '../networks/network-info.ts';
import { useNetworkOf, useOfferedLayers } from '../param/use-network-of.ts';
import { about } from '../run/outlook.ts';
import { useRun } from '../run/run-store.ts';
import { depthCommands, depthNode, fiveDepths, wholeLayer } from './five-depths.ts';
import styles from './Phone.module.css';

/** Which layer of the network to dream of: five of them, from the first to the last. */
export function Depths() {
  const shown = useDocument((state) => state.shown);
  const node = depthNode(shown);
  return node === undefined ? null : <DepthsOf node={node} />;
}

function DepthsOf({ node }: { readonly node: string }) {
  const shown = useDocument((state) => state.shown);
  const info = useNetworkInfo(useNetworkOf(node, 'network'));
  const depths = fiveDepths(useOfferedLayers(node, 'network'));
  const ms = useRun(({ outlook }) => outlook?.ms);
  if (depths.length === 0 || info?.state !== 'ready') return null;
  const pictures = layerPicturesOf(info.network.hash);
  const current = wholeLayer(shown, node);
  return (
    <section aria-labelledby="how-deep">
      <div className={styles.head}>
        <h2 id="how-deep" className={styles.heading}>
          How deep
        </h2>
        <span className={styles.note}>
          {ms === undefined ? 'a new dream' : `a new dream, ${about(ms)}`}
        </span>
      </div>
      <ul className={styles.depths}>
        {depths.map(({ name, layer }) => (
          <li key={layer}>
            <button
              type="button"
              className={styles.depth}
              aria-pressed={layer === current}
              title={layer}
              onClick={() => performTogether(`Dream of ${layer}`, depthCommands(node, layer))}
            >
              <span className={styles.feature}>
                {featuresOf(pictures, layer)
                  .slice(0, 1)
                  .map(({ channel, ...place }) => (
                    <SpritePicture key={channel} shape="square" {...place} />
                  ))}
              </span>
              {name}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
