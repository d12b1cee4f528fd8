import { documentVersion } from '../document/document.ts';
import type { JsonObject } from '../document/json.ts';
import { migrate0To1 } from './0-to-1.ts';

/**
 * Entry k turns a document of version k into one of version k + 1. A migration gets strict JSON of
 * any shape: it moves what it recognises, leaves the rest, and never throws; the schema judges the
 * outcome. Each historical version has a fixture in test/fixtures/documents.
 */
const migrations: readonly ((document: JsonObject) => JsonObject)[] = [migrate0To1];

/** The document in the current format. `version` is a whole number from 0 to the current one. */
export function migrate(document: JsonObject, version: number): JsonObject {
  const migrated = migrations.slice(version).reduce((older, step) => step(older), document);
  return { ...migrated, version: documentVersion };
}
