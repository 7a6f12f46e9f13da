// Holds an AsyncAPI document, with all it refers to, against the official parser. Errors and warnings fail.
import { Parser, fromFile } from '@asyncapi/parser';

const INFORMATION = 2;
const { diagnostics } = await fromFile(new Parser(), process.argv[2]).parse();
for (const { severity, code, path, message } of diagnostics) console.log(severity, code, path.join('.'), message);
process.exit(diagnostics.some(({ severity }) => severity < INFORMATION) ? 1 : 0);
