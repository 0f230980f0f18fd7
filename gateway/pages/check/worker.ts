// SPDX-License-Identifier: Apache-2.0
import { answerPage } from '@guidang/verifier/page';

answerPage();
