#!/usr/bin/env node
// Any Node that knows modules must be able to parse this file, so that an old one gets a clear line: no import, no newer syntax.
const version = process.versions.node;

if (Number(version.split('.')[0]) < 24) {
  process.stderr.write('concordat needs Node 24 or later; this is Node ' + version + '.\n');
  process.exitCode = 1;
} else {
  void import('./cli/main.ts').then(function start(program) {
    return program.main(process.argv.slice(2));
  });
}

export {};
