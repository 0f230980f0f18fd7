// SPDX-License-Identifier: Apache-2.0
// Node's environment, where Fabric's older client library (fabric-common, fabric-network, fabric-ca-client) is quiet:
// it writes failures to the console, also those that a test provokes. What it wrote is shown if the test fails.
// A test fails while which Node warns of too many listeners: they are added again and again, and never taken off.
const { format } = require('node:util');
const { TestEnvironment } = require('jest-environment-node');

const linesMax = 1_000;

module.exports = class extends TestEnvironment {
  #lines = [];
  #leaks = [];
  #watchesLeaks;
  #noteLeak = (warning) => {
    if (warning.name === 'MaxListenersExceededWarning') this.#leaks.push(warning);
  };

  constructor(config, context) {
    super(config, context);
    // On real Fabric the client libraries' own listeners come and go with the network's processes.
    this.#watchesLeaks = config.projectConfig.displayName?.name !== 'fabric';
    const keep =
      (level) =>
      (...parts) => {
        this.#lines.push(`${new Date().toISOString()} ${level}: ${format(...parts)}\n`);
        if (this.#lines.length > linesMax) this.#lines.shift();
      };
    // The library takes the logger that is there instead of making one.
    const logger = { debug: () => undefined, info: keep('info'), warn: keep('warn'), error: keep('error') };
    this.global.hfc = { logger };
  }

  async setup() {
    await super.setup();
    if (this.#watchesLeaks) process.on('warning', this.#noteLeak);
  }

  async teardown() {
    process.off('warning', this.#noteLeak);
    await super.teardown();
  }

  handleTestEvent(event) {
    if (event.name === 'hook_failure') this.#show(event.hook.type);
    if (event.name !== 'test_done') return;
    event.test.errors.push(...this.#leaks.splice(0).map((leak) => [leak, undefined]));
    if (event.test.errors.length > 0) this.#show(event.test.name);
    this.#lines = [];
  }

  #show(where) {
    if (this.#lines.length > 0) process.stderr.write(`${where}: Fabric's client\n${this.#lines.join('')}`);
    this.#lines = [];
  }
};
