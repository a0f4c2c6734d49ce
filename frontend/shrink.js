// Shrinks WASM files in place, as `wasm-opt -Oz --strip-debug --strip-producers` does, byte for byte. One
// process for many: to start and warm up the optimiser takes ten times longer than most of the files.
import binaryen from "binaryen";
import { readFileSync, writeFileSync } from "node:fs";

// What compilers may emit and every current browser understands. `All` would write compact imports, which
// browsers refuse.
const FEATURES = [
  "BulkMemory",
  "BulkMemoryOpt",
  "CallIndirectOverlong",
  "Multivalue",
  "MutableGlobals",
  "NontrappingFPToInt",
  "ReferenceTypes",
  "SignExt",
];

binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
binaryen.setGenerateStackIR(true);
binaryen.setOptimizeStackIR(true);
for (const file of process.argv.slice(2)) {
  const module = binaryen.readBinary(readFileSync(file));
  module.setFeatures(FEATURES.reduce((all, name) => all | binaryen.Features[name], 0));
  module.optimize();
  module.runPasses(["strip-debug", "strip-producers"]);
  writeFileSync(file, module.emitBinary());
  module.dispose();
}
