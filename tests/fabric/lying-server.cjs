// SPDX-License-Identifier: Apache-2.0
'use strict';

/*
 * The probe's server as a forging organisation would run it: whatever it is asked to write or read, it answers with
 * this. Its peer signs the answers; only the other organisations' endorsements can prevent the forgery.
 */
// Loaded first, as in the real server: its messages and those of the contracts share global names, and the order
// decides.
require('fabric-shim');
const { ProbeContract } = require('../conformance/probe-chaincode/dist/probe-contract.js');

const FORGED = 'forged';

ProbeContract.prototype.put = async (context, key) => {
  await context.stub.putState(key, Buffer.from(FORGED));
  return key;
};
ProbeContract.prototype.get = () => Promise.resolve(FORGED);

require('../conformance/probe-chaincode/dist/server.js');
