// SPDX-License-Identifier: Apache-2.0
import type { Bilingual } from './language';

/** What the pages say besides the names of codes and the sentences of a verdict. */
export const pageWords = {
  product: { en: 'Guidang', zh: '归档' },
  toContent: { en: 'Skip to the content', zh: '跳到正文' },
  otherLanguage: { en: '中文', zh: 'English' },
  workplace: { en: 'Guidang workplace', zh: '归档工作台' },
  workplaceNeedsScript: {
    en: 'The workplace needs JavaScript; the public pages do not.',
    zh: '工作台需要启用 JavaScript；公共页面不需要。',
  },
  colon: { en: ': ', zh: '：' },

  welcome: {
    en: 'Provenance of government archives and electronic licences',
    zh: '电子档案与电子证照的可信存证',
  },
  whatItIs: {
    en: 'Guidang keeps on a ledger of several organisations who created, changed and used which record or licence, and why. Anybody can check a licence here, without an account.',
    zh: '本系统在多家机构共同维护的账本上，记录每一份档案和证照由谁、在何时、因何创建、变更和利用。任何人无需登录，即可在此核验证照。',
  },
  tryIt: { en: 'Try it: the first minutes', zh: '快速体验' },
  tryVerify: { en: 'Verify the certificate that this demo has registered', zh: '核验演示环境中已登记的证照' },
  tryIntake: { en: 'Open a case, signed in as', zh: '收件，登录身份：' },
  tryEnter: {
    en: 'Any files will do as materials. Everything here is made up:',
    zh: '材料可选用任意文件。以下内容均为虚构：',
  },
  tryMatter: { en: 'Matter', zh: '事项' },
  tryApplicant: { en: 'Applicant', zh: '申请人' },
  tryObject: { en: 'What it is about', zh: '标的' },
  tryCertificate: { en: 'Certificate', zh: '证照标识' },
  tryAccept: { en: 'Accept the case, still as', zh: '受理，仍以此身份：' },
  tryDecide: {
    en: 'Sign in as each of these in turn, and sign the step that waits for them:',
    zh: '依次以下列身份登录，签署各自的环节：',
  },
  tryFee: {
    en: 'Last, the fee receipt: the new certificate is issued, and can be verified. Add it as',
    zh: '最后补充缴费收据，新证照随即颁发，即可核验。登录身份：',
  },
  forOfficers: { en: 'For officers and other systems', zh: '经办人员与其他系统' },
  signInByToken: {
    en: 'Officers sign in through their organisation; other systems with its access token, at the API.',
    zh: '经办人员通过所在机构登录；其他系统使用机构签发的访问令牌调用接口。',
  },
  account: { en: 'Sign in or out', zh: '登录与退出' },
  signedInAs: { en: 'You are signed in as', zh: '当前登录身份' },
  toWorkplace: { en: 'Go on', zh: '继续' },
  signInAgain: { en: 'Sign in as somebody else', zh: '更换登录身份' },
  signedOut: { en: 'Signed out', zh: '已退出登录' },
  signedOutEverywhere: {
    en: 'You are signed out here, and your organisation has sent you back from its own sign-out.',
    zh: '您已退出本网关，并已经过所在机构的统一退出。',
  },
  signedOutHere: {
    en: 'You are signed out here. At your organisation you may still be signed in: at a shared desk, sign out there too.',
    zh: '您已退出本网关。所在机构的统一登录可能仍然有效：共用电脑时，请一并退出。',
  },
  signOutAtIssuer: { en: 'Sign out at your organisation too', zh: '继续退出所在机构的统一登录' },
  toFront: { en: 'To the front page', zh: '返回首页' },
  signOut: { en: 'Sign out', zh: '退出登录' },
  asWhom: {
    en: 'This is the demo, on this machine only: look around as any of its officers, without a password. Each may do other things.',
    zh: '这是本机上的演示环境：无需密码，可以选择任一经办人员的身份体验；不同身份能办的事不同。',
  },
  apiDocs: { en: 'The description of the API', zh: '接口说明' },
  log: { en: 'The transparency log', zh: '透明日志' },
  logIs: {
    en: 'Every event of the ledger is a leaf of one Merkle tree. A head names the whole tree; an organisation that cosigns it vouches that nothing before it was changed or left out.',
    zh: '账本上的每个事件都是同一棵默克尔树的叶子。日志头代表整棵树；联署的机构担保此前的内容没有改动或遗漏。',
  },
  logForked: {
    en: 'This gateway has seen two heads that contradict each other, and nobody has judged it yet. Do not rely on what is recorded since.',
    zh: '本网关发现两个相互矛盾的日志头，尚无人作出认定。此后的记录请勿采信。',
  },
  drawReceipt: {
    en: 'Check a receipt here, and see its path in the log up to the root',
    zh: '在此核验存证回执，并查看它在日志中通向根哈希的路径',
  },
  noHead: { en: 'The log has no head yet.', zh: '日志尚无日志头。' },
  headSize: { en: 'Events that it covers', zh: '涵盖的事件数' },
  headRoot: { en: 'Root hash (SHA-256, base64)', zh: '根哈希（SHA-256，base64）' },
  cosigned: { en: 'Who has cosigned it', zh: '联署机构' },
  needed: { en: 'needed:', zh: '至少需要' },
  organisation: { en: 'Organisation', zh: '机构' },
  cosignedAt: { en: 'When, as it says', zh: '其声明的时间' },
  checkYourself: { en: 'Check it yourself', zh: '自行核查' },
  checkYourselfHow: {
    en: 'This page is what one gateway says. Compare the head and the keys with those of the other organisations, and check receipts with the offline verifier; npm run monitor follows the log at several gateways.',
    zh: '本页只是一个网关的说法。请把日志头和公钥与其他机构的相比对，并用离线核验工具核验存证回执；npm run monitor 可同时跟踪多个网关的日志。',
  },
  logHead: { en: 'The newest head of the log', zh: '最新的日志头' },
  logKeys: { en: 'The keys that its signatures are checked with', zh: '用于验证其签名的公钥' },

  verify: { en: 'Verify a licence', zh: '核验证照' },
  identifier: { en: 'Licence identifier', zh: '证照标识' },
  identifierHint: {
    en: 'As it is printed on the licence, beginning with 1.2.156.3005.2; the address in its QR code will do as well.',
    zh: '证照上印制的标识，以 1.2.156.3005.2 开头；也可以粘贴二维码中的网址。',
  },
  digest: { en: 'Digest of the file', zh: '文件的摘要值' },
  optional: { en: '(optional)', zh: '（可不填）' },
  digestHint: {
    en: 'The SHA-256 digest of the file that you have; SM3, with “sm3:” before it, only where there is no other. The file itself stays with you: sha256sum FILE, or certutil -hashfile FILE SHA256 on Windows.',
    zh: '您手中文件的 SHA-256 摘要值；没有 SHA-256 时，可填 SM3 摘要值，并在前面加“sm3:”。文件本身不会上传：可用 sha256sum 文件名，或在 Windows 上用 certutil -hashfile 文件名 SHA256 计算。',
  },
  standalone: { en: 'Check without this gateway', zh: '脱离网关核验' },
  standaloneIs: {
    en: 'verify.html is one file that checks receipts, reports and exports on any machine, without network, now and in decades. Anybody who builds it from the published sources gets the same digest: compare it with that of other organisations before use.',
    zh: 'verify.html 是单个文件，可在任何机器上离线核验存证回执、核验报告和审计导出，多年以后仍可使用。任何人用公开的源代码构建，都得到同样的摘要值：使用前请与其他机构公布的相比对。',
  },
  standaloneSave: { en: 'Save verify.html', zh: '保存 verify.html' },
  code: { en: 'Scan the code', zh: '扫码' },
  codeHint: {
    en: 'A scanner that works as a keyboard can be used at once, anywhere on this page, whatever the input method is set to. A picture or what the camera sees is read in this page and stays here: only the identifier is sent. What a code says besides is never followed.',
    zh: '键盘式扫描枪可直接使用：无需先点输入框，也不必切换输入法。照片和摄像头画面只在本页识读，不会上传：只发送证照标识。二维码中的其他内容一概不予理会。',
  },
  codePicture: {
    en: 'Choose a photograph or a screenshot of the code, or drop it here',
    zh: '选择二维码的照片或截图，也可拖到这里',
  },
  codeReading: { en: 'Looking for a code ...', zh: '正在识读……' },
  codeSays: { en: 'The code names this licence: ', zh: '二维码中的证照标识：' },
  codeNone: {
    en: 'There is no code that can be read. Take the picture anew, straight and with more light, or type the identifier that is printed beside the code.',
    zh: '没有识读到二维码。请对正、补光后重拍，或输入印在旁边的证照标识。',
  },
  codeUnreadable: {
    en: 'This file is no picture that can be read here.',
    zh: '该文件不是本页能够读取的图片。',
  },
  codeForeign: {
    en: 'This code names no licence; nothing was opened or sent. It says: ',
    zh: '该二维码不是证照的，没有打开或发送任何内容。其内容为：',
  },
  codeInPicture: {
    en: 'The code in this picture names the licence above. A photograph or a screenshot is never the file that was registered. ',
    zh: '上述证照标识取自图中的二维码。照片和截图不会与登记的文件一致。',
  },
  codeVerdict: { en: 'The verdict on the licence alone', zh: '只看该证照的核验结论' },
  cameraStart: { en: 'Scan by camera', zh: '用摄像头扫码' },
  cameraView: { en: 'What the camera sees', zh: '摄像头画面' },
  cameraAsking: {
    en: 'Allow the camera if the browser asks, and hold the code before it.',
    zh: '如浏览器询问，请允许使用摄像头，并将二维码对准镜头。',
  },
  cameraStop: { en: 'Stop the camera', zh: '关闭摄像头' },
  cameraStopped: { en: 'The camera is off.', zh: '摄像头已关闭。' },
  cameraRefused: {
    en: 'The camera cannot be used: there is none, another program has it, or it is not allowed to this page. Choose a picture instead, or type the identifier.',
    zh: '无法使用摄像头：没有摄像头、被其他程序占用，或未获允许。请改为选择图片，或输入证照标识。',
  },
  files: { en: 'Check files', zh: '核验文件' },
  filesHint: {
    en: 'Files stay on this machine: they are read and hashed in this page. Only the digest of a file and the identifier of its licence are sent to this gateway; of receipts, reports and exports nothing is sent.',
    zh: '文件不离开本机，由本页读取并计算摘要。发送到本网关的只有文件的摘要值和证照标识；存证回执、核验报告和审计导出完全在本机核验，不发送任何内容。',
  },
  filesChoose: {
    en: 'Choose files of any kind, or drop them anywhere on this page',
    zh: '选择任意文件，也可拖到本页任何位置',
  },
  filesPaste: {
    en: 'Or paste the text of a receipt, a report or an export',
    zh: '或粘贴存证回执、核验报告、审计导出的文本',
  },
  pasted: { en: 'pasted text', zh: '粘贴的文本' },
  filesClear: { en: 'Clear', zh: '清空' },
  filesKeys: {
    en: 'Receipts, reports and exports are checked by the keys that this gateway gives, unless a file of keys is among them. A page cannot prove the gateway honest that serves it: for that, save verify.html, and compare the keys of several organisations.',
    zh: '存证回执、报告和导出以本网关提供的公钥核验；一并选入公钥文件时以该文件为准。网页不能证明提供它的网关诚实：为此请保存 verify.html，并比对多家机构的公钥。',
  },
  filesReading: { en: 'Reading', zh: '正在读取' },
  filesChecking: { en: 'Checking ...', zh: '正在核验……' },
  filesChecked: { en: 'Checked. Files:', zh: '核验完毕。文件数：' },
  filesFailed: {
    en: 'Not checked: the page could not do it. Try again, or use verify.html.',
    zh: '未能核验：本页未能完成。请重试，或使用 verify.html。',
  },
  filesTable: { en: 'Results', zh: '核验结果' },
  file: { en: 'File', zh: '文件' },
  fileKind: { en: 'What it is', zh: '种类' },
  result: { en: 'Result', zh: '结论' },
  fileNeedsLicence: { en: 'Not compared: of which licence?', zh: '未核对：不知是哪份证照' },
  fileNeedsLicenceHow: {
    en: 'Type or scan the identifier of its licence above. This is the digest of the file:',
    zh: '请在上方输入或扫描证照标识。该文件的摘要值为：',
  },
  fileUnanswered: { en: 'Not compared: the gateway has not answered', zh: '未核对：网关没有答复' },
  keysUnanswered: {
    en: 'The gateway has not given its public keys: clear, and choose the files again, or give the keys with them.',
    zh: '网关没有提供公钥：请清空后重新选择文件，或一并选择公钥文件。',
  },
  fileSeeBelow: { en: 'Checked on this machine: see below', zh: '已在本机核验，见下' },
  keepAddress: { en: 'An address of this answer, to be kept', zh: '本答复的固定网址' },
  compareFile: { en: 'Compare a file', zh: '核对文件' },

  good: { en: 'The licence is in force', zh: '证照有效' },
  goodWithFile: {
    en: 'The licence is in force, and the file is its own',
    zh: '证照有效，文件与登记一致',
  },
  bad: { en: 'Do not rely on it', zh: '不可采信' },
  unknown: { en: 'It cannot be confirmed', zh: '无法确认' },
  partIntegrity: { en: 'File', zh: '文件' },
  partStatus: { en: 'Status', zh: '状态' },
  partIssuer: { en: 'Issuer', zh: '颁发机构' },
  partProof: { en: 'Proof', zh: '存证' },
  next: { en: 'What to do', zh: '下一步' },
  asOf: { en: 'As of', zh: '核验时间' },
  beijingTime: { en: '(Beijing time)', zh: '（北京时间）' },
  noDetails: {
    en: 'This page shows no details of the licence and its holder, and nothing is recorded. It is the answer of the gateway that served it, and no official document: a report under seal is given by an organisation of the network.',
    zh: '本页不显示证照内容和持证主体，也不留存核验记录。本页是所访问网关的答复，不是正式文书；加盖电子印章的核验报告由联盟成员出具。',
  },
  embedded: {
    en: 'For a first look only: this ledger lies on one machine, and is as trustworthy as that machine.',
    zh: '仅供试用：本账本只在一台机器上，其可信程度仅等同于该机器。',
  },

  problemNext: {
    en: 'Check what you entered, and try again. If you came by a QR code, type the identifier that is printed beside it.',
    zh: '请检查输入的内容后重试。若由扫描二维码而来，可改为输入印在旁边的证照标识。',
  },
  problemWait: { en: 'Try again in', zh: '请稍候再试，约需' },
  seconds: { en: 'seconds', zh: '秒' },
  frontPage: { en: 'To the front page', zh: '返回首页' },
  retryNone: {
    en: 'Sending it again changes nothing until the request, or what it met, is another.',
    zh: '在更正请求或相关情况变化之前，重复发送不会有不同结果。',
  },
  retrySame: { en: 'Send the same request again a little later.', zh: '请稍后重新发送同一请求。' },
  retryNew: {
    en: 'Look at the current state, decide again, and send a new request.',
    zh: '请查看当前状态，重新决定后发送新的请求。',
  },
  retryUnknown: {
    en: 'It may have happened: send it again under the same Idempotency-Key, or ask for the submission.',
    zh: '操作可能已经生效：请以同一 Idempotency-Key 重新发送，或查询提交结果。',
  },
  problemCode: { en: 'Code', zh: '代码' },
} as const satisfies Readonly<Record<string, Bilingual>>;
