// Writes what in a bill of materials is not by the schema of CycloneDX 1.6, as JSON.
import { readFile } from "node:fs/promises";
import { Spec, Validation } from "@cyclonedx/cyclonedx-library";

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);
const flaws = await validator.validate(await readFile(process.argv[2], "utf8"));
console.log(JSON.stringify(flaws ?? []));
