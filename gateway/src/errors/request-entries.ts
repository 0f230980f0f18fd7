// SPDX-License-Identifier: Apache-2.0
import type { RequestCode } from './request-codes';
import type { CatalogueEntry } from './entry';

export const requestEntries: Readonly<Record<RequestCode, CatalogueEntry>> = {
  'request-malformed': {
    status: 400,
    title: { en: 'Malformed request', zh: '请求格式有误' },
    retry: 'none',
    text: {
      en: 'The path, or the framing of the request, cannot be read.',
      zh: '无法读取请求的路径或报文结构。',
    },
  },
  'body-malformed': {
    status: 400,
    title: { en: 'Malformed body', zh: '请求体格式有误' },
    retry: 'none',
    text: {
      en: 'The body is not what its media type says: not UTF-8, not JSON (RFC 8259), or cut short.',
      zh: '请求体与其媒体类型不符：不是 UTF-8、不是 JSON（RFC 8259），或者不完整。',
    },
  },
  'body-too-deep': {
    status: 400,
    title: { en: 'Body nested too deeply', zh: '请求体嵌套过深' },
    retry: 'none',
    text: {
      en: 'Arrays and objects of the JSON body are nested beyond the limit.',
      zh: 'JSON 请求体中数组和对象的嵌套层数超过上限。',
    },
  },
  'field-duplicate': {
    status: 400,
    title: { en: 'Field given twice', zh: '字段重复' },
    retry: 'none',
    text: {
      en: 'A name stands twice in one JSON object, or a query parameter or header was given twice: two readers could take it two ways.',
      zh: '同一个 JSON 对象中某个名称出现两次，或者查询参数、请求头给出了两次，可能被理解成两种含义。',
    },
  },
  'field-unknown': {
    status: 400,
    title: { en: 'Unknown field', zh: '未知字段' },
    retry: 'none',
    text: {
      en: 'The route knows no such field or parameter; `errors` names each.',
      zh: '本接口没有该字段或参数；`errors` 逐一列出。',
    },
  },
  'field-invalid': {
    status: 400,
    title: { en: 'Invalid field', zh: '字段无效' },
    retry: 'none',
    text: {
      en: 'A field, parameter or header is missing, of the wrong type or out of bounds; `errors` names each.',
      zh: '字段、参数或请求头缺失、类型不对或超出范围；`errors` 逐一列出。',
    },
  },
  'media-type-unsupported': {
    status: 415,
    title: { en: 'Unsupported media type', zh: '不支持的媒体类型' },
    retry: 'none',
    text: {
      en: 'The Content-Type, its charset or the Content-Encoding is not one that the route takes; `Accept-Post` names those.',
      zh: 'Content-Type、其字符集或 Content-Encoding 不是本接口接受的；`Accept-Post` 列出可用的类型。',
    },
  },
  'entries-for-members': {
    status: 403,
    title: { en: 'Entries for members', zh: '日志条目仅供联盟成员查阅' },
    retry: 'none',
    text: {
      en: 'The bundle holds entries that are older than salted leaves, and say all of their events: they are for auditors, operators and systems of the members, who sign in.',
      zh: '该组日志条目早于叶子加盐，载有事件全文，仅供联盟成员的审计员、运维人员和系统登录后查阅。',
    },
  },
  'credentials-twice': {
    status: 400,
    title: { en: 'Signed in twice', zh: '同时使用两种登录方式' },
    retry: 'none',
    text: {
      en: 'The request has both the cookie of a session and an Authorization header: it must say in one way who asks.',
      zh: '请求同时带有会话 Cookie 和 Authorization 请求头：只能用一种方式表明身份。',
    },
  },
  'not-from-page': {
    status: 403,
    title: { en: "Not from this gateway's pages", zh: '请求并非来自本网关的页面' },
    retry: 'none',
    text: {
      en: 'A request that is signed in by a cookie comes from a page of this gateway, which says `Guidang-Page: 1`, or from a form of it that is still fresh: load the page again. Programs sign in with a token.',
      zh: '以 Cookie 登录的请求须由本网关的页面发出（带 `Guidang-Page: 1`），或来自仍然有效的表单：请重新打开页面。程序请使用令牌登录。',
    },
  },
  'officer-changed': {
    status: 403,
    title: { en: 'Another officer is signed in', zh: '当前登录的是另一人员' },
    retry: 'none',
    text: {
      en: 'The page was drawn for one officer (`Guidang-Officer`), and another has signed in with this browser since. Nothing was done: load the page again, or sign in again as who you are.',
      zh: '页面是为某一人员打开的（`Guidang-Officer`），而此后另一人员在本浏览器登录。未执行任何操作：请重新打开页面，或以本人身份重新登录。',
    },
  },
  'fresh-sign-in-required': {
    status: 403,
    title: { en: 'Sign in again first', zh: '需要重新登录' },
    retry: 'none',
    text: {
      en: 'Who decides, issues, registers or approves with a browser has proved who he is within `freshSignInMinutes`. Nothing was done: sign in again, and send the same again.',
      zh: '在浏览器中作出决定、签发、登记或批准时，须在 `freshSignInMinutes` 之内验证过身份。未执行任何操作：请重新登录后再次提交。',
    },
  },
  'host-unknown': {
    status: 421,
    title: { en: 'Not the name of this gateway', zh: '不是本网关的地址' },
    retry: 'none',
    text: {
      en: "Browsers sign in under the gateway's own name only: its public URL, or localhost where it serves this machine. A proxy must pass the Host header on.",
      zh: '浏览器只能用本网关自己的地址登录：公开网址；仅供本机使用时为 localhost。代理须原样传递 Host 请求头。',
    },
  },
  'sign-in-unavailable': {
    status: 404,
    title: { en: 'No sign-in by browser here', zh: '此处不能用浏览器登录' },
    retry: 'none',
    text: {
      en: 'No sign-in by browser is configured for this gateway; its operator can (docs/configuration.md).',
      zh: '本网关未配置浏览器登录；可由运维人员配置（docs/configuration.md）。',
    },
  },
  'route-unknown': {
    status: 404,
    title: { en: 'No such route', zh: '没有该接口' },
    retry: 'none',
    text: {
      en: 'The path is none of those that /openapi.json lists, and /docs shows. Mind a slash at its end, and upper and lower case.',
      zh: '该路径不在 /openapi.json 所列、/docs 所示的接口之中。请检查末尾是否多了斜杠，以及大小写。',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: { en: 'Method not allowed', zh: '不允许的请求方法' },
    retry: 'none',
    text: {
      en: 'The path has no such method; `Allow` names those that it has.',
      zh: '该路径没有此方法；`Allow` 列出可用的方法。',
    },
  },
  'length-required': {
    status: 411,
    title: { en: 'Length required', zh: '缺少长度' },
    retry: 'none',
    text: {
      en: 'Another gateway hands a content over without its Content-Length.',
      zh: '另一网关移交文件时没有给出 Content-Length。',
    },
  },
  'cursor-expired': {
    status: 400,
    title: { en: 'Cursor expired', zh: '游标已过期' },
    retry: 'new',
    text: {
      en: 'A recorded search covers its pages of 15 minutes. Ask for the first page again: that is recorded anew.',
      zh: '一次查询登记只涵盖 15 分钟内的各页。请重新请求第一页，并重新登记。',
    },
  },
  'purpose-required': {
    status: 400,
    title: { en: 'Purpose and legal basis required', zh: '须注明利用目的和法律依据' },
    retry: 'none',
    text: {
      en: 'Searches by person, body or object, and lists of other departments, are recorded: give `purpose` and `basis`.',
      zh: '按个人、单位或不动产等对象查询，以及查询其他部门的列表，均须登记：请提供 `purpose` 和 `basis`。',
    },
  },
  'range-unsatisfiable': {
    status: 416,
    title: { en: 'No such part', zh: '没有该部分' },
    retry: 'none',
    text: {
      en: 'The file ends before the part that `Range` names; `Content-Range` says how long it is.',
      zh: '文件在 `Range` 所指部分之前已结束；`Content-Range` 给出文件长度。',
    },
  },
  'upload-version-unsupported': {
    status: 412,
    title: { en: 'Version of tus not supported', zh: '不支持的续传协议版本' },
    retry: 'none',
    text: {
      en: 'Uploads that go on after the line broke follow tus 1.0: each request says Tus-Resumable: 1.0.0.',
      zh: '断点续传采用 tus 1.0 协议：每个请求须带请求头 Tus-Resumable: 1.0.0。',
    },
  },
  'characters-unprintable': {
    status: 409,
    title: { en: 'Characters that cannot be printed', zh: '有无法打印的字' },
    retry: 'none',
    text: {
      en: 'A name has characters that no font of this gateway has; the detail names them. A licence to it is not issued before it can be printed as the name is written: the operator adds a font that has them (`fonts`).',
      zh: '姓名中有本网关的字体都没有的字（见 errors）。在能照原样打印之前不签发其证照：请由运维人员在配置 `fonts` 中添加含有这些字的字体。',
    },
  },
  'organisation-unknown': {
    status: 403,
    title: { en: 'Organisation unknown', zh: '机构未知' },
    retry: 'none',
    text: {
      en: 'The certificate of the gateway that hands a content over is of no organisation that this one takes contents from.',
      zh: '移交文件的网关所持证书不属于本网关接收文件的任何机构。',
    },
  },
  'cursor-invalid': {
    status: 400,
    title: { en: 'Invalid cursor', zh: '游标无效' },
    retry: 'none',
    text: {
      en: 'The cursor was not given out here, was altered, or belongs to other filters. Begin the list again without it.',
      zh: '游标不是本网关签发的、被改动过，或属于其他筛选条件。请去掉游标重新查询列表。',
    },
  },
  'version-required': {
    status: 428,
    title: { en: 'Version required', zh: '需要版本号' },
    retry: 'none',
    text: {
      en: 'The write changes a versioned resource: name the version that was seen, in `If-Match` or in `version`.',
      zh: '此次写入会更改有版本的资源：请在 `If-Match` 或 `version` 中写明所见的版本。',
    },
  },
  'version-disagrees': {
    status: 400,
    title: { en: 'Two versions named', zh: '版本号不一致' },
    retry: 'none',
    text: {
      en: '`If-Match` and `version` of the body name different versions.',
      zh: '`If-Match` 与请求体中的 `version` 写明了不同的版本。',
    },
  },
  'body-too-slow': {
    status: 408,
    title: { en: 'Body too slow', zh: '请求体传输过慢' },
    retry: 'none',
    text: {
      en: 'The body came too slowly, and the request was ended. Nothing of it was done that its answer does not say. A file can be sent in parts instead, which go on where a line broke off: POST /api/v1/uploads (tus).',
      zh: '请求体传输过慢，请求已被终止；除响应中已说明的以外，未执行任何操作。文件可改用断点续传：POST /api/v1/uploads（tus），断线后可从中断处继续。',
    },
  },
  'rate-limited': {
    status: 429,
    title: { en: 'Too many requests', zh: '请求过于频繁' },
    retry: 'same',
    text: {
      en: "The caller's share is used up; `Retry-After` says when there is more.",
      zh: '该调用者的配额已用完；`Retry-After` 说明何时恢复。',
    },
  },
  overloaded: {
    status: 503,
    title: { en: 'Too many requests in work', zh: '系统繁忙' },
    retry: 'same',
    text: {
      en: 'The gateway works on as many requests as it may, or is shutting down. Nothing was done.',
      zh: '网关正在处理的请求已达上限，或正在关闭。未执行任何操作。',
    },
  },
  'projection-behind': {
    status: 503,
    title: { en: 'Block not yet readable', zh: '区块尚不可查询' },
    retry: 'same',
    text: {
      en: 'The block named by `min-block` did not reach the query store in time.',
      zh: '`min-block` 指定的区块未能及时进入查询库。',
    },
  },
  'primary-only': {
    status: 421,
    title: { en: 'Not served by a reader', zh: '只读网关不提供此项' },
    retry: 'none',
    text: {
      en: "A reader serves lists and verdicts; it writes nothing, and so records no search or use either. Nothing was done: send the request to the organisation's first gateway. Behind one address, the proxy in front sends it there (docs/readers.md).",
      zh: '只读网关只提供列表和核验结论，不写入，因此也不登记查询和利用。未执行任何操作，请改向本机构的主网关请求。多个网关共用一个地址时，由前端代理转发到主网关（见 docs/readers.md）。',
    },
  },
  'internal-error': {
    status: 500,
    title: { en: 'Internal error', zh: '内部错误' },
    retry: 'unknown',
    text: {
      en: 'A fault of the gateway. Its log has the details under the request id in `instance`.',
      zh: '网关发生故障。详情见网关日志，请求编号见 `instance`。',
    },
  },
};
