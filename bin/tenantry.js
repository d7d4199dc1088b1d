#!/usr/bin/env node
'use strict';
// Plain JavaScript for any Node: it finds the built command line and a Node that is new enough for it.
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const cli = join(root, 'dist', 'src', 'cli.js');
const installedNode = join(root, 'node_modules', '.bin', 'node');

const [major, minor] = process.versions.node.split('.').map(Number);
const tooOld = major < 22 || (major === 22 && minor < 12);

if (!existsSync(cli)) {
  process.stderr.write('The command line is not built yet. Run: npm run build\n');
  process.exit(1);
} else if (tooOld && existsSync(installedNode)) {
  const { status, signal } = spawnSync(installedNode, [cli, ...process.argv.slice(2)], { stdio: 'inherit' });
  if (signal) process.kill(process.pid, signal);
  process.exit(status ?? 1);
} else {
  require(cli);
}
