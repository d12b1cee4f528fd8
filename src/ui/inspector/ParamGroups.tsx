import { ChevronRight, RotateCcw } from 'lucide-react';
import { Fragment, useId } from 'react';
import type { NodeDefinition } from '../../graph/definition/definition.ts';
import type { DocumentNode } from '../../graph/document/document.ts';
import { inSentence, partTitle } from '../../graph/document/names.ts';
import { isActive, isChanged } from '../../graph/params/values.ts';
import { IconButton } from '../controls/Button.tsx';
import { resetParam } from '../document/edits.ts';
import { useVariantChanges, useWiring } from '../document/node-hooks.ts';
import { hasRow } from '../document/node-params.ts';
import { ParamControl } from '../param/ParamControl.tsx';
import styles from './Inspector.module.css';

export interface ParamGroupsProps {
  readonly node: DocumentNode;
  readonly definition: NodeDefinition;
}

/** All parameters under the headings their definition gives; the rare ones folded away. */
export function ParamGroups({ node, definition }: ParamGroupsProps) {
  const shown = Object.entries(definition.params).filter(
    ([, param]) => hasRow(param) && isActive(definition, node.params, param),
  );
  const everyday = shown.filter(([, param]) => !param.advanced).map(([key]) => key);
  const advanced = shown.filter(([, param]) => param.advanced).map(([key]) => key);
  return (
    <>
      <Group node={node} definition={definition} keys={everyday} />
      {advanced.length > 0 && (
        <details className={styles.fold}>
          <summary className={styles.foldHead}>
            <ChevronRight size={12} aria-hidden="true" />
            More values
          </summary>
          <Group node={node} definition={definition} keys={advanced} />
        </details>
      )}
    </>
  );
}

function Group({
  node,
  definition,
  keys,
}: ParamGroupsProps & { readonly keys: readonly string[] }) {
  const { connected } = useWiring(node.id);
  let heading: string | undefined;
  return (
    <div className={styles.params}>
      {keys.map((key) => {
        const group = definition.params[key]?.group;
        const begins = group !== heading;
        heading = group;
        return (
          <Fragment key={key}>
            {begins && group && <h3 className={styles.group}>{group}</h3>}
            <div className={styles.param}>
              <WithHelp
                node={node}
                definition={definition}
                name={key}
                driven={connected.has(`<${key}`)}
              />
            </div>
          </Fragment>
        );
      })}
    </div>
  );
}

interface WithHelpProps extends ParamGroupsProps {
  readonly name: string;
  readonly driven: boolean;
}

function WithHelp({ node, definition, name, driven }: WithHelpProps) {
  const helpId = useId();
  const changes = useVariantChanges(node.id);
  const param = definition.params[name];
  if (!param) return null;
  const { help } = param;
  const title = inSentence(partTitle(name, param));
  const changed = changes ? Object.hasOwn(changes, name) : isChanged(node.params, name, param);
  return (
    <>
      <div className={styles.control}>
        <ParamControl
          node={node.id}
          definition={definition}
          name={name}
          driven={driven}
          {...(help && { describedBy: helpId })}
        />
        <IconButton
          small
          className={styles.reset}
          label={changes ? `Reset ${title} to the graph's value` : `Reset ${title}`}
          icon={RotateCcw}
          disabled={driven || !changed}
          onClick={() => resetParam(node.id, name)}
        />
      </div>
      {help && (
        <p id={helpId} className={styles.help}>
          {help}
        </p>
      )}
    </>
  );
}
