// SPDX-License-Identifier: Apache-2.0
import './shell/production';

export { problemPage } from './problem/problem-page';
export { assets } from './shell/assets';
export { workplaceFiles } from './workplace/workplace-files';
export { workplacePage } from './workplace/workplace-page';
export { verdictPage } from './verify/verdict-page';
export { verifyPage } from './verify/verify-page';
export { welcomePage } from './welcome/welcome-page';
