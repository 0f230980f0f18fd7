// SPDX-License-Identifier: Apache-2.0

// React chooses its build when it is loaded; the one for development takes eight times as long for each page.
process.env['NODE_ENV'] ??= 'production';
