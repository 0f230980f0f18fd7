// SPDX-License-Identifier: Apache-2.0
import './shell/production';

export { logPage } from './log/log-page';
export { codePage } from './problem/code-page';
export { problemPage } from './problem/problem-page';
export { assets } from './shell/assets';
export { bundle } from './shell/bundle';
export { signedOutPage } from './sign-in/signed-out-page';
export { signInPage } from './sign-in/sign-in-page';
export { verdictPage } from './verify/verdict-page';
export { verifyPage } from './verify/verify-page';
export type { FirstLook } from './welcome/try-it';
export { welcomePage } from './welcome/welcome-page';
export { workplacePage } from './workplace/workplace-page';
