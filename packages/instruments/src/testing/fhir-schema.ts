/** The official JSON schema of FHIR R4, as a function that lists faults. */
import { Ajv } from 'ajv';

/** Compiles for each resource type the part that belongs to it. */
export function fhirFaults(schema: object): (resource: unknown) => string[] {
  // The schema is of draft 6, which differs from draft 7 in nothing that it uses; its own `id` names it.
  const { $schema, id, discriminator, oneOf, ...rest } = schema as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, logger: false });
  ajv.addSchema(rest, 'fhir');
  return resource => {
    const type = String((resource as { resourceType?: unknown }).resourceType);
    const validate = ajv.getSchema(`fhir#/definitions/${type}`);
    if (!validate) return [`There is no ${type}.`];
    validate(resource);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}
