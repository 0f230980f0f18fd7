// SPDX-License-Identifier: Apache-2.0
// Made from the OpenAPI document by `npm run -w @guidang/gateway types:client`, and not edited.
// document 1e5567be29b528d3f7b186bd48eb77f4727bd261be03635d0ba7d50552a74cf4
// types b27e5b901e6c21e6b218bf9976f47160886a9f136699a33c3173721aa1269d6c
export interface paths {
    "/api/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cases of one's own department, or, as a search that is recorded, of others, or by applicant or object; with `mine`, the open ones that wait for an officer like the caller, with `waiting` those that wait for others; with `late`, those whose time limit is over; `order=due` gives the open ones of a department, those that are due first in front */
        get: operations["listCases"];
        put?: never;
        /** Opens a case (收件) */
        post: operations["openCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases:count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many cases one's own department has: by state, by whom they wait for, and how many are late */
        get: operations["countCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases:offers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the applicant has already, of every organisation, that the matter takes instead of a paper: licences in force of an accepted type, filed records of an accepted category, each with where it comes from and how fresh it is, newest first. `source` is taken as it is, as that of a material. The use is on the ledger before the answer, and covers its pages for 15 minutes: further ones by `next`, the first one by `again`. A page may be short, and not the last */
        post: operations["consultOffers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case with its materials, decisions and outcome, and the last day of the limit that it is under; another department's as a search that is recorded */
        get: operations["getCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who read files of the case while it was handled, and when; to whom as its history */
        get: operations["listCaseAccesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers questions of the matter: the applicant's at the window, an officer's in the role that the matter names; until the next decision an answer can be corrected, and the last one missing may complete the case */
        post: operations["answerCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/conditions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a case still needs, in words: which parts of its matter's conditions do not hold now, as the contract sees them; another department's as a search that is recorded */
        get: operations["getCaseConditions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A clock says that a time limit has passed: its department's from the day after the last one, any organisation's a day later */
        post: operations["passDeadline"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the matter's next step; the last one may complete the case */
        post: operations["decideCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/delivery": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Appends the proof of delivery (送达), after the case has ended */
        post: operations["deliverCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A case's events; of another department's their types, and with `purpose` and `basis` all of them to auditors, recorded */
        get: operations["caseHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/materials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds materials; the last one missing may complete the case */
        post: operations["addMaterials"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/cases/{id}/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts, does not accept, asks for a supplement, pauses, resumes, withdraws, terminates or completes; which role may in which state says docs/authority.md */
        post: operations["transitionCase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/commands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Carries a command that the client has signed with its own key (compact JWS, RFC 7515) */
        post: operations["relayCommand"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stores a file under its digest; storing it again changes nothing */
        post: operations["putContent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contents/{digest}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of a content of a record, a licence, or a case of the own department (its materials while it runs, its opinions, replaced files and proof of delivery also once it has ended): an access, committed before the first byte is given; it covers one download, which `Range` under the same Idempotency-Key resumes within an hour. Of a case, purpose and basis follow from its matter */
        get: operations["openContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** Length and type of a content, before a download: nothing of it is given, and nothing recorded */
        head: operations["describeContent"];
        patch?: never;
        trace?: never;
    };
    "/api/v1/credit-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The entries on one's credit (信用记录), of every department, newest first, also those that were lifted; a search that is recorded */
        get: operations["listCreditEntries"];
        put?: never;
        /** Records on an applicant's credit that a promise (告知承诺) in a case of one's own department was false, or not kept */
        post: operations["recordCreditEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/credit-entries:lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lifts an entry (信用修复): by the department that recorded it, or, naming it as `department`, one that answers for it now; another officer than has recorded it. The entry stays, as lifted */
        post: operations["liftCreditEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dossiers:consult": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The dossier (档案调阅) of a person, a body or an object, of every organisation, newest first: licences with their status, cases, records, restrictions, credit entries. What lists show; with a running case of the own department, or in an emergency (break-glass) with a written reason, the details. The use is on the ledger before the answer, and covers further pages, and the receipts of what it has opened, for 15 minutes. A number stands in the body, since URLs end up in logs, and is taken from those who enter people */
        post: operations["consultDossier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events in order, as server-sent events: types, and all of one's own department's; with `purpose` and `basis`, all of all to auditors, recorded. Goes on after Last-Event-ID, else from `from`, else from now; filters leave events out, and the position moves past them all the same */
        get: operations["followEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One event: who did what, when, why, of one's own department; of others the type, or, with `purpose` and `basis`, all to auditors, recorded */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events/{id}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The receipt of an event (存证回执) of one's own department, or as a dossier has just led to it, or, with `purpose` and `basis`, of any to auditors, recorded: a C2SP tlog-proof with its leaf, checked offline; JSON by Accept: application/json */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A sealed export of the log, for an audit that needs nobody online: all of it, a range, a record, a subject; an event with the selection is committed before the first line is given */
        post: operations["exportLog"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Licences, without what takes a recorded use to see: those that one's own department issued, or, as a search that is recorded, others, or by holder or object */
        get: operations["listLicences"];
        put?: never;
        /** Issues a licence outside any case, or, with its identifier and its proof from a manifest, registers one that exists already */
        post: operations["issueLicence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences:find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The licences of a type on which this number (证照编号) is printed, the newest first, by whomever they were issued; the number stands in the body, since URLs end up in logs, and the search is recorded, without it */
        post: operations["findLicences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences/{id}/restriction-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many restrictions of each kind it has: what the conditions of cases see */
        get: operations["countLicenceRestrictions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences/{id}/restrictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The restrictions on it (查封, 异议, 抵押), newest first; a search that is recorded, unless it is of one's own department's licence */
        get: operations["listLicenceRestrictions"];
        put?: never;
        /** Lays a restriction on it */
        post: operations["setLicenceRestriction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences/{id}/restrictions/{restriction}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lifts a restriction; only the department that set it may, or, naming it as `department`, one that answers for it now */
        delete: operations["liftLicenceRestriction"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences/{identifier}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A licence's details: a use for a purpose on a legal basis, committed before the answer */
        get: operations["useLicence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences/{identifier}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A licence's whole life: issue, changes and each recorded use */
        get: operations["licenceHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences/{identifier}/printed-number": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Says which number (证照编号) is printed on a licence; the ledger gets its keyed digest */
        post: operations["numberLicence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences/{identifier}/renditions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Registers a printable file of the licence by its digest (制证) */
        post: operations["addRendition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences/{identifier}/renewal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issues the next licence, which takes the place of this one (换证) */
        post: operations["renewLicence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences/{identifier}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Suspends (暂扣), resumes, revokes (annulment 撤销, withdrawal 撤回, penalty 吊销), cancels (注销), supersedes or expires a licence; a certificate that was wrongly made (错制) is cancelled or superseded as wrongly-made */
        post: operations["changeLicenceStatus"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences/{identifier}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the licence in force, now or at a past moment; shows no details and records nothing */
        get: operations["verifyLicence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/licences/{identifier}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a licence was: its versions, newest first, each with what it changed, until when it stood, and what happened; a use for a purpose on a legal basis, committed before the answer, as that of its details */
        get: operations["useLicenceVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where the log has forked: sizes with two roots, with both signed notes, and who has acknowledged them */
        get: operations["listContradictions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/evidence/{id}/acknowledgement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends the organisation's alarm about a fork that people have judged; who has, when and why is on the ledger, the evidence stays listed, and any other raises the alarm again */
        post: operations["acknowledgeContradiction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organisations' verifier keys, current and retired, one a line (C2SP signed-note) */
        get: operations["getLogKeys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/next-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the organisation's next keys for the log, and answers the change to propose; they sign when it takes effect */
        post: operations["makeNextLogKeys"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The reset of the log that this gateway's own tree asks for, as a change to propose: where a quorum has anchored heads that are none of it; 404 while all is well */
        get: operations["suggestLogReset"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The service matters in force */
        get: operations["listMatters"];
        put?: never;
        /** Publishes a version of an organisation's own matter; a shared one takes a proposal */
        post: operations["publishMatter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matters/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A matter as it is in force, or one version of it */
        get: operations["getMatter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matters/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is wrong with a matter and no schema can see, as `npm run matter -- check --registry` says it: certain findings only; what took too long to decide is said to be open */
        get: operations["getMatterFindings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/objects/{id}/restriction-counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many restrictions of each kind it has: what the conditions of cases see */
        get: operations["countObjectRestrictions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/objects/{id}/restrictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The restrictions on it (查封, 异议, 抵押), newest first; a search that is recorded, unless it is of one's own department's licence */
        get: operations["listObjectRestrictions"];
        put?: never;
        /** Lays a restriction on it */
        post: operations["setObjectRestriction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/objects/{id}/restrictions/{restriction}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Lifts a restriction; only the department that set it may, or, naming it as `department`, one that answers for it now */
        delete: operations["liftObjectRestriction"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enters a person: the commitment on the ledger, then the data into the private data collection; answers the pseudonym, 200 when the number has one */
        post: operations["enterPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons:inspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who stands behind a number: which pseudonym, who entered it and when, and whether number and name fit; recorded on the ledger before the answer */
        post: operations["inspectPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons:resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The pseudonym of a number; the number stands in the body, since URLs end up in logs */
        post: operations["resolvePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{pseudonym}:amend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Corrects name, address or telephone number under the same pseudonym: the commitment on the ledger, with reason and basis, then the data, whose earlier form is kept in the private data */
        post: operations["amendPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{pseudonym}:correct": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Points the number of a person to the one whom an order names; answers that pseudonym */
        post: operations["correctPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{pseudonym}:orderCorrection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Orders that the number of a person leads to another one: officers of two organisations give the same order within 30 days */
        post: operations["orderCorrection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{pseudonym}:orderPurge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Orders that a person is purged: two officers of the organisation that entered the person give the same order within 30 days */
        post: operations["orderPurge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{pseudonym}:purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Erases a person whose purge is ordered from the private data collection; what stays on the channel points nowhere */
        post: operations["purgePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{pseudonym}:use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens name and number of a person whom a case, licence or record of one's own department names; recorded on the ledger before the answer, which one recorded use covers once */
        post: operations["usePerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{pseudonym}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has opened name and number of the person, and when: one's own department's uses, of others that there was one, and with `purpose` and `basis` all of them to auditors, recorded */
        get: operations["listPersonAccesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/persons/{pseudonym}/replacements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enters the person to whom the number belongs beside the one to whom it leads; it leads there once a correction is ordered and carried out */
        post: operations["enterInstead"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Is the licence that is named in force, and is a file one of its own; for anybody, without details, records nothing, and few questions from one address */
        post: operations["verifyPublicly"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Records, newest first: those of one's own department, or, as a search that is recorded, of others, or by dossier */
        get: operations["listRecords"];
        put?: never;
        /** Captures a record while it is being collected */
        post: operations["createRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records:arrange": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives filed records of one series their 档号, in the order given */
        post: operations["arrangeRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records:batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Captures many records, from lists that are signed as a whole (移交清单) */
        post: operations["takeInRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records:find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records of one's own department, or, as a search that is recorded, of another one of the own organisation, in whose 题名, 责任者, 文号 or 日期 all words of a text occur, as far as their descriptions are stored here; the text stands in the body, since URLs end up in logs, and in no record of the search */
        post: operations["findRecords"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A record as it is, or as it was in one version; another department's with `purpose` and `basis`, as a search that is recorded */
        get: operations["getRecord"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who read the record, when and why */
        get: operations["listAccesses"];
        put?: never;
        /** Records a read (利用) for a purpose on a legal basis */
        post: operations["recordAccess"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/annotations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds a note to the own department's record, or to one that was handed over */
        post: operations["annotateRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/filing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Of one's own department's record: the unit and the fonds into which it would be filed, and what keeps it from it */
        get: operations["previewFiling"];
        put?: never;
        /** Files a record (归档): its contents are fixed from here on */
        post: operations["fileRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reports an auditor's finding about anybody's record, apart from the notes of its keepers */
        post: operations["reportFinding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/handovers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Names an organisation that receives a filed record; its gateway may then say that contents arrived */
        post: operations["handOverRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A record's whole life: each creation, change and access */
        get: operations["recordHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Replaces a record's content, until it is filed */
        post: operations["amendRecord"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/authorities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may issue which licences, where and when */
        get: operations["listAuthorities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/bases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Legal bases (法律依据): codes with their names in Chinese and English; the code is recorded, the words are not */
        get: operations["listBases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/calendars": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The working-day calendars (工作日历): holidays and the weekends worked for them, by year */
        get: operations["listCalendars"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/categories": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Categories of records (档案门类): codes with their names in Chinese and English; the code is recorded, the words are not */
        get: operations["listCategories"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Departments by unified code */
        get: operations["listDepartments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/fonds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fonds (全宗) with the departments that own and keep them */
        get: operations["listFonds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/fonds/{fonds}/keeper": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Names the department, usually of the archives, that may arrange the owner's records beside it; without `keeper` nobody may */
        post: operations["nameKeeper"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/issuer-aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Short issuer codes in licence identifiers, and whose each was */
        get: operations["listIssuerAliases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/licence-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Licence types: the statuses that each knows, and whether a holder may have several */
        get: operations["listLicenceTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/material-roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a content is in its record (材料种类): codes with their names in Chinese and English; the code is recorded, the words are not */
        get: operations["listMaterialRoles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/officers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Officers by certificate, under their pseudonyms */
        get: operations["listOfficers"];
        put?: never;
        /** Enrols an officer at the organisation's CA under a new pseudonym and registers the certificate */
        post: operations["addOfficer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/officers:register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Registers the certificate of an officer who holds the key, issued by the organisation’s CA */
        post: operations["registerOfficer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/officers/{certificate}/revocation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revokes an officer; works at once */
        post: operations["revokeOfficer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/organisations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The members of the network */
        get: operations["listOrganisations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proposed changes of the registry and of shared matters */
        get: operations["listProposals"];
        put?: never;
        /** Puts a change to the organisations; it is the proposer’s own approval too */
        post: operations["propose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/proposals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A proposal with its approvals, and the digest that a further one names */
        get: operations["getProposal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/proposals/{id}/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One organisation's consent to content of this digest (of `{id, changes}` in canonical JSON); the one that makes a majority puts the change into effect */
        post: operations["approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/proposals/{id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes an open proposal back; the organisation that has proposed it may */
        post: operations["withdrawProposal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/purposes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Purposes of an access (利用目的): codes with their names in Chinese and English; the code is recorded, the words are not */
        get: operations["listPurposes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/reasons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reasons of a change or an end (原因): codes with their names in Chinese and English; the code is recorded, the words are not */
        get: operations["listReasons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Manifests of existing licences that may be registered, or might once (存量证照补录) */
        get: operations["listRegistrations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Names that a majority has taken back: codes of matters, digests of files */
        get: operations["listReleases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/restriction-authorities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who may set which restrictions (查封, 异议, 抵押), on what and when */
        get: operations["listRestrictionAuthorities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/registry/retentions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retention periods (保管期限): codes with their names in Chinese and English; the code is recorded, the words are not */
        get: operations["listRetentions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is asking, and with which roles; null for who is not signed in, a refusal for a sign-in that does not hold */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/certificates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has the organisation's CA certify a key that the caller holds, in the caller's own name and roles; it signs nothing before a governor has registered the certificate */
        post: operations["certifyOwnKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's own sessions in browsers, the last used one first */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{handle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Ends one of the caller's own sessions: what has its cookie is signed out */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/submissions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a write of the caller's own has come to */
        get: operations["getSubmission"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins an upload that goes on after the line broke (tus 1.0); Location says where its bytes go */
        post: operations["beginUpload"];
        delete?: never;
        /** The version and the extensions of tus, and the bytes of one file, in headers */
        options: operations["describeUploads"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/uploads/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An upload of the caller's own, and once all of it is here, the digests of the file */
        get: operations["getUpload"];
        put?: never;
        post?: never;
        /** Gives an upload up, and removes what is here of it */
        delete: operations["endUpload"];
        options?: never;
        /** How many bytes of an upload are here: Upload-Offset; once all are, Content-Location names the file */
        head: operations["askUpload"];
        /** Goes on with an upload at its offset; with the last byte the file is stored, as by putContent */
        patch: operations["continueUpload"];
        trace?: never;
    };
    "/api/v1/uses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one has used oneself, and why: licences, records, cases, people, searches, dossiers; with `all`, to auditors, recorded, what everybody has, such as dossiers in an emergency with the written reason, as far as it is stored here; newest first. A page may be short, and not the last */
        get: operations["listOwnUses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verification-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same as a report under the organisation's seal (核验报告), checked offline; printed by Accept: application/pdf */
        post: operations["reportVerification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One verdict on a licence, a receipt, a digest or a file, or on one of the first two with its file; records nothing */
        post: operations["verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications:batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Up to 100 questions at once, each with a verdict of its own, or a problem that concerns no other; each counts as a request; records nothing */
        post: operations["verifyBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The head of the log that a quorum of the organisations has cosigned (C2SP tlog-checkpoint) */
        get: operations["getCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/log/witness/{origin}/checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The head that this gateway has cosigned last (C2SP tlog-witness) */
        get: operations["getCosignedCheckpoint"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/log/witness/add-checkpoint": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for a cosignature of a head of the log (C2SP tlog-witness) */
        post: operations["addCheckpoint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tile/{level}/{tile}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Hashes of the log's Merkle tree, 256 to a tile (C2SP tlog-tiles) */
        get: operations["getLogTile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tile/entries/{bundle}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Leaves of the log, 256 to a bundle, each after its length in two bytes (C2SP tlog-tiles); those from before leaves were salted for members only, who sign in */
        get: operations["getLogEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        __shared: {
            $defs: {
                schema0: unknown;
                schema1: {
                    all: components["schemas"]["__shared"]["$defs"]["schema1"][];
                } | {
                    any: components["schemas"]["__shared"]["$defs"]["schema1"][];
                } | {
                    not: components["schemas"]["__shared"]["$defs"]["schema1"];
                } | {
                    material: string;
                } | {
                    /** @constant */
                    materials: "required";
                } | {
                    /** @enum {string} */
                    as: "approve" | "refuse";
                    decided: string;
                } | {
                    is: string[];
                    licence: string;
                } | {
                    kinds: string[];
                    unrestricted: "object" | {
                        licence: string;
                    };
                } | {
                    is: ("waiting" | "running" | "late" | "closed" | "refused" | "not-accepted" | "withdrawn" | "terminated" | "skipped")[];
                    part: string;
                } | {
                    promised: string;
                } | {
                    /** @constant */
                    creditClear: "applicant";
                    kinds: ("false-promise" | "breach-of-promise")[];
                } | {
                    answered: string;
                    is: string[];
                } | {
                    attribute: {
                        licence: string;
                        name: string;
                    };
                    is: (number | string)[];
                } | {
                    atLeast: number | string;
                    attribute: {
                        licence: string;
                        name: string;
                    };
                } | {
                    atMost: number | string;
                    attribute: {
                        licence: string;
                        name: string;
                    };
                } | {
                    atLeast: {
                        days: number;
                        /** @enum {string} */
                        unit: "working-days" | "calendar-days";
                    };
                    from: ("opened" | "accepted") | {
                        licence: string;
                        name: string;
                    };
                    to: ("opened" | "accepted") | {
                        licence: string;
                        name: string;
                    };
                } | {
                    atMost: {
                        days: number;
                        /** @enum {string} */
                        unit: "working-days" | "calendar-days";
                    };
                    from: ("opened" | "accepted") | {
                        licence: string;
                        name: string;
                    };
                    to: ("opened" | "accepted") | {
                        licence: string;
                        name: string;
                    };
                };
                schema2: unknown;
            };
        };
        Accepted: {
            /** @constant */
            status: "pending";
            submission: string;
        };
        AcknowledgeContradictionRequest: {
            reason: string;
        };
        AcknowledgeContradictionResult: {
            block: number;
            root: string;
            size: number;
            transaction: string;
        };
        AddMaterialsRequest: {
            despiteOffers?: {
                material: string;
                /** @enum {string} */
                reason: "original-required" | "outdated" | "incorrect" | "another-meant" | "unreachable" | "brought-unasked";
            }[];
            materials: {
                code: string;
                source: {
                    content: components["schemas"]["Content"];
                } | {
                    digest?: components["schemas"]["Digest"];
                    record: string;
                    version?: number;
                } | {
                    digest?: components["schemas"]["Digest"];
                    licence: string;
                    version?: number;
                } | {
                    promise: components["schemas"]["Content"];
                };
            }[];
            version?: number;
        };
        AddMaterialsResult: {
            block: number;
            changed?: string[];
            id: string;
            issued?: string[];
            record?: string;
            /** @enum {string} */
            state: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
            transaction: string;
            version: number;
        };
        AddOfficerRequest: {
            department: string;
            id?: string;
            roles: ("acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor")[];
        };
        AddOfficerResult: {
            block: number;
            certificate: string;
            officer: string;
            transaction: string;
        };
        AddRenditionRequest: {
            rendition: {
                bytes: number;
                digest: components["schemas"]["Digest"];
                /** @enum {string} */
                mediaType: "application/pdf" | "application/ofd";
            };
            version?: number;
        };
        AddRenditionResult: {
            block: number;
            identifier: string;
            transaction: string;
            version: number;
        };
        AmendPersonRequest: {
            address?: string;
            basis: string;
            name?: string;
            reason: string;
            telephone?: string;
        };
        AmendPersonResult: {
            block?: number;
            commitment: components["schemas"]["Digest"];
            person: string;
            transaction?: string;
        };
        AmendRecordRequest: {
            content: {
                category: string;
                contents: components["schemas"]["NamedContent"][];
                date: string;
                description?: components["schemas"]["Digest"];
                dossiers: ({
                    person: string;
                } | {
                    /** @constant */
                    irregular?: true;
                    organisation: string;
                } | {
                    object: string;
                })[];
                fonds?: string;
                references: string[];
                retention: string;
                year: string;
            };
            version?: number;
        };
        AmendRecordResult: {
            block: number;
            id: string;
            transaction: string;
            version: number;
            warnings?: {
                /** @enum {string} */
                code: "already-exists" | "authority-missing" | "authority-refused" | "authority-unreachable" | "body-malformed" | "body-too-deep" | "body-too-slow" | "built-in-issuer-forbidden" | "caller-busy" | "carrier-mismatch" | "certificate-invalid" | "characters-unprintable" | "checkpoint-inconsistent" | "checkpoint-malformed" | "checkpoint-unsigned" | "client-certificate-invalid" | "clock-skew" | "command-conflict" | "command-expired" | "command-malformed" | "commitment-mismatch" | "condition-unmet" | "conflict-of-interest" | "content-damaged" | "content-empty" | "content-key-unknown" | "content-keys-invalid" | "content-mismatch" | "content-not-found" | "content-not-held" | "content-quota-exceeded" | "content-too-large" | "contract-refused" | "credentials-twice" | "cursor-expired" | "cursor-invalid" | "deadline-running" | "endorsement-mismatch" | "endorser-unavailable" | "entries-for-members" | "field-duplicate" | "field-invalid" | "field-unknown" | "fresh-sign-in-required" | "head-behind" | "head-conflict" | "head-invalid" | "head-missing" | "head-set-aside" | "head-signature-invalid" | "host-unknown" | "identifier-malformed" | "internal-error" | "issuer-unreachable" | "keys-missing" | "leaves-missing" | "ledger-closed" | "ledger-damaged" | "ledger-unreachable" | "length-required" | "limit-exceeded" | "log-key-invalid" | "log-unknown" | "material-missing" | "media-type-unsupported" | "method-not-allowed" | "network-unsupported" | "not-competent" | "not-found" | "not-from-page" | "numbers-exhausted" | "officer-changed" | "officer-exists" | "officer-revoked" | "officer-unknown" | "organisation-unknown" | "outbox-closed" | "outbox-full" | "outcome-unknown" | "overloaded" | "person-differs" | "personal-number" | "primary-only" | "projection-behind" | "proof-pending" | "purpose-required" | "quorum-missing" | "range-unsatisfiable" | "rate-limited" | "read-conflict" | "read-used" | "receipt-malformed" | "registration-closed" | "request-malformed" | "right-missing" | "role-missing" | "route-unknown" | "separation-of-duties" | "session-ended" | "sign-in-failed" | "sign-in-unavailable" | "signature-invalid" | "state-conflict" | "status-timeout" | "storage-damaged" | "storage-failed" | "storage-full" | "stored-value-invalid" | "titles-building" | "token-expired" | "token-invalid" | "token-missing" | "transaction-invalid" | "upload-offset-differs" | "upload-version-unsupported" | "uploads-too-many" | "version-disagrees" | "version-required" | "version-stale" | "wallet-key-missing" | "wallet-key-unsafe" | "wallet-unreadable" | "wrong-ledger";
                detail: string;
                field?: string;
            }[];
        };
        AnnotateRecordRequest: {
            content: components["schemas"]["NamedContent"];
            kind: string;
        };
        AnnotateRecordResult: {
            block: number;
            id: string;
            transaction: string;
        };
        AnswerCaseRequest: {
            answers: {
                question: string;
                value: string;
            }[];
            version?: number;
        };
        AnswerCaseResult: {
            block: number;
            changed?: string[];
            id: string;
            issued?: string[];
            record?: string;
            /** @enum {string} */
            state: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
            transaction: string;
            version: number;
        };
        ApproveRequest: {
            digest: components["schemas"]["Digest"];
        };
        ApproveResult: {
            approvals: number;
            block: number;
            id: string;
            /** @enum {string} */
            status: "open" | "effective" | "withdrawn";
            transaction: string;
        };
        ArrangeRecordsRequest: {
            after?: number;
            records: {
                id: string;
                version: number;
            }[];
            series: {
                catalogue?: string;
                category: string;
                file?: string;
                fonds: string;
                retention?: string;
                section?: string;
                year?: string;
            };
        };
        ArrangeRecordsResult: {
            block: number;
            codes: {
                [key: string]: string;
            };
            transaction: string;
        };
        Authority: {
            grants: {
                /** Format: date */
                from: string;
                regions: string[];
                /** Format: date */
                until?: string;
            }[];
            issuer: string;
            licenceType: string;
            /** @constant */
            schema: 1;
            version: number;
        };
        Calendar: {
            holidays: string[];
            /** @constant */
            schema: 1;
            version: number;
            workdays: string[];
            year: number;
        };
        Case: {
            acceptedAt?: string;
            answers?: {
                at: string;
                before?: string;
                /** @enum {string} */
                by: "applicant" | "reviewer" | "decider" | "registrar";
                officer: string;
                organisation: string;
                question: string;
                value: string;
                version: number;
            }[];
            applicant: components["schemas"]["Party"];
            closedAt?: string;
            decisions: {
                at: string;
                officer: string;
                opinion?: components["schemas"]["Digest"];
                organisation: string;
                reason?: string;
                /** @enum {string} */
                result: "approve" | "refuse";
                step: string;
            }[];
            delivery?: {
                at: string;
                proof: components["schemas"]["Content"];
            };
            department: string;
            due?: {
                daysLeft?: number;
                /** @enum {string} */
                deadline: "acceptance" | "decision";
                /** Format: date */
                lastDay?: string;
                paused: boolean;
                provisional: boolean;
            };
            id: string;
            materials: {
                code: string;
                source: {
                    content: components["schemas"]["Content"];
                } | {
                    digest?: components["schemas"]["Digest"];
                    record: string;
                    version?: number;
                } | {
                    digest?: components["schemas"]["Digest"];
                    licence: string;
                    version?: number;
                } | {
                    promise: components["schemas"]["Content"];
                };
            }[];
            matter: string;
            matterCode?: string;
            matterVersion: number;
            namedBy?: {
                officer: string;
                organisation: string;
            }[];
            object?: string;
            openedAt: string;
            organisation: string;
            outcome?: {
                because: {
                    case: string;
                    inputs: components["schemas"]["Digest"];
                    matter: string;
                    matterVersion: number;
                    rule: components["schemas"]["Digest"];
                };
                changed: string[];
                facts: {
                    answers?: {
                        [key: string]: string;
                    };
                    attributes?: {
                        [key: string]: {
                            [key: string]: number | string;
                        };
                    };
                    credit?: ("false-promise" | "breach-of-promise")[];
                    days?: {
                        /** Format: date */
                        accepted?: string;
                        /** Format: date */
                        opened: string;
                    };
                    decisions: {
                        [key: string]: "approve" | "refuse";
                    };
                    licences: {
                        [key: string]: string;
                    };
                    materials: string[];
                    missing: string[];
                    parts?: {
                        [key: string]: "waiting" | "running" | "late" | "closed" | "refused" | "not-accepted" | "withdrawn" | "terminated" | "skipped";
                    };
                    promised?: string[];
                    restrictions: {
                        licences: {
                            [key: string]: string[];
                        };
                        object: string[];
                    };
                    workingDays?: {
                        /** Format: date */
                        from: string;
                        least: number;
                        most: number;
                        /** Format: date */
                        to: string;
                    }[];
                };
                issued: string[];
            };
            partOf?: {
                case: string;
                part: string;
            };
            parts?: {
                case?: string;
                code: string;
                department: string;
                matterVersion: number;
                record?: string;
                /** @enum {string} */
                status?: "waiting" | "running" | "late" | "closed" | "refused" | "not-accepted" | "withdrawn" | "terminated" | "skipped";
            }[];
            /** @enum {string} */
            pausedFrom?: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
            reason?: string;
            record?: string;
            region: string;
            replaced?: components["schemas"]["Content"][];
            representative?: components["schemas"]["Party"];
            /** @enum {number} */
            schema: 1 | 2 | 3;
            /** @enum {string} */
            state: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
            timeLimits?: {
                acceptance: {
                    days: number;
                    /** Format: date */
                    reported?: string;
                    /** Format: date */
                    start: string;
                    /** @enum {string} */
                    unit: "working-days" | "calendar-days";
                };
                decision?: {
                    days: number;
                    /** Format: date */
                    reported?: string;
                    /** Format: date */
                    start: string;
                    /** @enum {string} */
                    unit: "working-days" | "calendar-days";
                };
                pauses: {
                    /** Format: date */
                    from: string;
                    reason?: string;
                    /** Format: date */
                    until?: string;
                }[];
                /** @constant */
                pausesUnknown?: true;
            };
            version: number;
            waitsFor?: {
                /** @constant */
                who: "applicant";
            } | {
                department: string;
                roles: ("acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor")[];
                step?: string;
                /** @constant */
                who: "department";
            };
        };
        CaseHistoryResult: {
            items: (components["schemas"]["Event"] | {
                block: number;
                sequence: number;
                type: string;
            })[];
            next?: string;
        };
        CertifyOwnKeyRequest: {
            request: string;
        };
        CertifyOwnKeyResult: {
            certificate: string;
        };
        ChangeLicenceStatusRequest: {
            basis: string;
            /** @enum {string} */
            change: "suspend" | "resume";
            reason: string;
            version?: number;
        } | {
            basis: string;
            /** @constant */
            change: "revoke";
            /** @enum {string} */
            kind: "annulment" | "withdrawal" | "penalty";
            reason: string;
            version?: number;
        } | {
            basis: string;
            /** @constant */
            change: "cancel";
            /** @constant */
            kind?: "wrongly-made";
            reason: string;
            version?: number;
        } | {
            basis: string;
            by: string;
            /** @constant */
            change: "supersede";
            /** @constant */
            kind?: "wrongly-made";
            reason: string;
            version?: number;
        } | {
            /** @constant */
            change: "expire";
            version?: number;
        };
        ChangeLicenceStatusResult: {
            block: number;
            identifier: string;
            /** @enum {string} */
            status: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded" | "not-yet-in-force";
            transaction: string;
            version: number;
        };
        ConsultDossierRequest: {
            basis: string;
            breakGlass?: {
                reason: string;
                statement: string;
            };
            case?: string;
            cursor?: string;
            /** Format: date */
            from?: string;
            kinds?: ("licence" | "case" | "record" | "restriction" | "credit")[];
            limit?: number;
            number?: components["schemas"]["ResolvePersonRequest"];
            object?: string;
            organisation?: string;
            person?: string;
            purpose: string;
            /** Format: date */
            until?: string;
        };
        ConsultDossierResult: {
            access?: {
                block: number;
                transaction: string;
            };
            /** @constant */
            breakGlass?: true;
            items: ({
                at: string;
                /** @constant */
                kind: "licence";
                licence: {
                    /** @enum {string} */
                    ending?: "annulment" | "withdrawal" | "penalty" | "wrongly-made" | "unknown";
                    identifier: string;
                    /** Format: date */
                    issuedOn: string;
                    issuer: string;
                    region: string;
                    /** @enum {string} */
                    status: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded" | "not-yet-in-force";
                    supersededBy?: string;
                    type: string;
                    /** Format: date */
                    validFrom: string;
                    /** Format: date */
                    validUntil?: string;
                    version: number;
                } | {
                    attributes?: {
                        [key: string]: number | string;
                    };
                    case?: string;
                    fields?: components["schemas"]["Digest"];
                    holders: components["schemas"]["Party"][];
                    identifier: string;
                    issuedAt: string;
                    issuedBy?: string;
                    /** Format: date */
                    issuedOn: string;
                    issuer: string;
                    /** @constant */
                    moved?: true;
                    namedBy?: {
                        officer: string;
                        organisation: string;
                    }[];
                    object?: string;
                    organisation: string;
                    pendingRenewal?: {
                        case?: string;
                        /** Format: date */
                        filedOn: string;
                    };
                    printedNumber?: string;
                    record?: string;
                    /** @enum {string} */
                    recordedStatus?: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded";
                    region: string;
                    /** @constant */
                    registered?: true;
                    renditions: {
                        at: string;
                        bytes: number;
                        digest: components["schemas"]["Digest"];
                        /** @enum {string} */
                        mediaType: "application/pdf" | "application/ofd";
                    }[];
                    revocation?: {
                        at: string;
                        basis: string;
                        /** @enum {string} */
                        kind?: "annulment" | "withdrawal" | "penalty" | "wrongly-made";
                        reason: string;
                    };
                    /** @enum {number} */
                    schema: 1 | 2 | 3;
                    /** @enum {string} */
                    status: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded" | "not-yet-in-force";
                    statusReason?: {
                        at: string;
                        basis: string;
                        /** @enum {string} */
                        kind?: "annulment" | "withdrawal" | "penalty" | "wrongly-made";
                        reason: string;
                    };
                    supersededBy?: string;
                    /** Format: date */
                    supersededFrom?: string;
                    supersedes?: string;
                    type: string;
                    /** Format: date */
                    validFrom: string;
                    /** Format: date */
                    validUntil?: string;
                    version: number;
                };
                receipt?: string;
                restrictionCounts: components["schemas"]["CountLicenceRestrictionsResult"];
            } | {
                at: string;
                case: {
                    acceptedAt?: string;
                    closedAt?: string;
                    department: string;
                    id: string;
                    matter: string;
                    matterVersion: number;
                    openedAt: string;
                    organisation: string;
                    region: string;
                    /** @enum {string} */
                    state: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
                    version: number;
                } | {
                    acceptedAt?: string;
                    answers?: {
                        at: string;
                        before?: string;
                        /** @enum {string} */
                        by: "applicant" | "reviewer" | "decider" | "registrar";
                        officer: string;
                        organisation: string;
                        question: string;
                        value: string;
                        version: number;
                    }[];
                    applicant: components["schemas"]["Party"];
                    closedAt?: string;
                    decisions: {
                        at: string;
                        officer: string;
                        opinion?: components["schemas"]["Digest"];
                        organisation: string;
                        reason?: string;
                        /** @enum {string} */
                        result: "approve" | "refuse";
                        step: string;
                    }[];
                    delivery?: {
                        at: string;
                        proof: components["schemas"]["Content"];
                    };
                    department: string;
                    id: string;
                    materials: {
                        code: string;
                        source: {
                            content: components["schemas"]["Content"];
                        } | {
                            digest?: components["schemas"]["Digest"];
                            record: string;
                            version?: number;
                        } | {
                            digest?: components["schemas"]["Digest"];
                            licence: string;
                            version?: number;
                        } | {
                            promise: components["schemas"]["Content"];
                        };
                    }[];
                    matter: string;
                    matterCode?: string;
                    matterVersion: number;
                    namedBy?: {
                        officer: string;
                        organisation: string;
                    }[];
                    object?: string;
                    openedAt: string;
                    organisation: string;
                    outcome?: {
                        because: {
                            case: string;
                            inputs: components["schemas"]["Digest"];
                            matter: string;
                            matterVersion: number;
                            rule: components["schemas"]["Digest"];
                        };
                        changed: string[];
                        facts: {
                            answers?: {
                                [key: string]: string;
                            };
                            attributes?: {
                                [key: string]: {
                                    [key: string]: number | string;
                                };
                            };
                            credit?: ("false-promise" | "breach-of-promise")[];
                            days?: {
                                /** Format: date */
                                accepted?: string;
                                /** Format: date */
                                opened: string;
                            };
                            decisions: {
                                [key: string]: "approve" | "refuse";
                            };
                            licences: {
                                [key: string]: string;
                            };
                            materials: string[];
                            missing: string[];
                            parts?: {
                                [key: string]: "waiting" | "running" | "late" | "closed" | "refused" | "not-accepted" | "withdrawn" | "terminated" | "skipped";
                            };
                            promised?: string[];
                            restrictions: {
                                licences: {
                                    [key: string]: string[];
                                };
                                object: string[];
                            };
                            workingDays?: {
                                /** Format: date */
                                from: string;
                                least: number;
                                most: number;
                                /** Format: date */
                                to: string;
                            }[];
                        };
                        issued: string[];
                    };
                    partOf?: {
                        case: string;
                        part: string;
                    };
                    parts?: {
                        case?: string;
                        code: string;
                        department: string;
                        matterVersion: number;
                        record?: string;
                        /** @enum {string} */
                        status?: "waiting" | "running" | "late" | "closed" | "refused" | "not-accepted" | "withdrawn" | "terminated" | "skipped";
                    }[];
                    /** @enum {string} */
                    pausedFrom?: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
                    reason?: string;
                    record?: string;
                    region: string;
                    replaced?: components["schemas"]["Content"][];
                    representative?: components["schemas"]["Party"];
                    /** @enum {number} */
                    schema: 1 | 2 | 3;
                    /** @enum {string} */
                    state: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
                    timeLimits?: {
                        acceptance: {
                            days: number;
                            /** Format: date */
                            reported?: string;
                            /** Format: date */
                            start: string;
                            /** @enum {string} */
                            unit: "working-days" | "calendar-days";
                        };
                        decision?: {
                            days: number;
                            /** Format: date */
                            reported?: string;
                            /** Format: date */
                            start: string;
                            /** @enum {string} */
                            unit: "working-days" | "calendar-days";
                        };
                        pauses: {
                            /** Format: date */
                            from: string;
                            reason?: string;
                            /** Format: date */
                            until?: string;
                        }[];
                        /** @constant */
                        pausesUnknown?: true;
                    };
                    version: number;
                };
                /** @constant */
                kind: "case";
                receipt?: string;
            } | {
                at: string;
                /** @constant */
                kind: "record";
                receipt?: string;
                record: {
                    category: string;
                    createdAt: string;
                    date: string;
                    department: string;
                    filedAt?: string;
                    id: string;
                    organisation: string;
                    retention: string;
                    /** @enum {string} */
                    state: "collecting" | "filed" | "transferred" | "received" | "disposed";
                    version: number;
                    year: string;
                } | components["schemas"]["Record"];
            } | {
                at: string;
                /** @constant */
                kind: "restriction";
                receipt?: string;
                restriction: {
                    at: string;
                    basis: string;
                    department: string;
                    id: string;
                    /** @enum {string} */
                    kind: "seizure" | "objection" | "mortgage";
                };
            } | {
                at: string;
                credit: {
                    at: string;
                    basis: string;
                    case: string;
                    department: string;
                    /** Format: date */
                    from: string;
                    id: string;
                    /** @enum {string} */
                    kind: "false-promise" | "breach-of-promise";
                    lifted?: {
                        at: string;
                        basis: string;
                    };
                    material: string;
                    on: {
                        id: string;
                        /** @constant */
                        kind: "person";
                    } | {
                        id: string;
                        /** @constant */
                        kind: "organisation";
                    };
                    /** @enum {string} */
                    state: "in-force" | "lifted" | "over";
                    /** Format: date */
                    until?: string;
                    version: number;
                };
                /** @constant */
                kind: "credit";
                receipt?: string;
            })[];
            /** @enum {string} */
            level: "summary" | "materials";
            next?: string;
            subject: {
                id: string;
                /** @enum {string} */
                kind: "person" | "organisation" | "object";
            };
        };
        ConsultOffersRequest: {
            basis: string;
            case?: string;
            cursor?: string;
            limit?: number;
            matter?: string;
            number?: components["schemas"]["ResolvePersonRequest"];
            organisation?: string;
            person?: string;
            purpose: string;
        };
        ConsultOffersResult: {
            access?: {
                block: number;
                transaction: string;
            };
            again?: string;
            applicant: {
                id: string;
                /** @enum {string} */
                kind: "person" | "organisation";
            };
            items: ({
                from: {
                    case?: string;
                    department: string;
                    organisation: string;
                    /** @enum {string} */
                    state?: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
                };
                /** Format: date */
                issuedOn: string;
                /** @constant */
                kind: "licence";
                materials: string[];
                source: {
                    digest: components["schemas"]["Digest"];
                    licence: string;
                    version: number;
                };
                type: string;
                /** Format: date */
                validFrom: string;
                /** Format: date */
                validUntil?: string;
            } | {
                category: string;
                date: string;
                filedAt?: string;
                from: {
                    case?: string;
                    department: string;
                    organisation: string;
                    /** @enum {string} */
                    state?: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
                };
                /** @constant */
                kind: "record";
                materials: string[];
                source: {
                    digest: components["schemas"]["Digest"];
                    record: string;
                    version: number;
                };
            })[];
            matter: {
                id: string;
                version: number;
            };
            next?: string;
            unfit: {
                licence: string;
                materials: string[];
                /** @enum {string} */
                status: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded" | "not-yet-in-force";
                type: string;
                /** Format: date */
                validFrom: string;
                /** Format: date */
                validUntil?: string;
            }[];
        };
        Content: {
            bytes: number;
            digest: components["schemas"]["Digest"];
            mediaType: string;
            role: string;
        };
        CorrectPersonResult: {
            block: number;
            person: string;
            transaction: string;
        };
        CountCasesResult: {
            late: number;
            mine: number;
            states: {
                [key: string]: number;
            };
            waiting: number;
            waitsFor: {
                [key: string]: number;
            };
        };
        CountLicenceRestrictionsResult: {
            [key: string]: number;
        };
        CreateRecordRequest: {
            archivalCode?: string;
            category: string;
            contents: components["schemas"]["NamedContent"][];
            date: string;
            description?: components["schemas"]["Digest"];
            dossiers: ({
                person: string;
            } | {
                /** @constant */
                irregular?: true;
                organisation: string;
            } | {
                object: string;
            })[];
            fonds?: string;
            references: string[];
            retention: string;
            year: string;
        };
        CreateRecordResult: {
            block: number;
            id: string;
            transaction: string;
            version: number;
            warnings?: {
                /** @enum {string} */
                code: "already-exists" | "authority-missing" | "authority-refused" | "authority-unreachable" | "body-malformed" | "body-too-deep" | "body-too-slow" | "built-in-issuer-forbidden" | "caller-busy" | "carrier-mismatch" | "certificate-invalid" | "characters-unprintable" | "checkpoint-inconsistent" | "checkpoint-malformed" | "checkpoint-unsigned" | "client-certificate-invalid" | "clock-skew" | "command-conflict" | "command-expired" | "command-malformed" | "commitment-mismatch" | "condition-unmet" | "conflict-of-interest" | "content-damaged" | "content-empty" | "content-key-unknown" | "content-keys-invalid" | "content-mismatch" | "content-not-found" | "content-not-held" | "content-quota-exceeded" | "content-too-large" | "contract-refused" | "credentials-twice" | "cursor-expired" | "cursor-invalid" | "deadline-running" | "endorsement-mismatch" | "endorser-unavailable" | "entries-for-members" | "field-duplicate" | "field-invalid" | "field-unknown" | "fresh-sign-in-required" | "head-behind" | "head-conflict" | "head-invalid" | "head-missing" | "head-set-aside" | "head-signature-invalid" | "host-unknown" | "identifier-malformed" | "internal-error" | "issuer-unreachable" | "keys-missing" | "leaves-missing" | "ledger-closed" | "ledger-damaged" | "ledger-unreachable" | "length-required" | "limit-exceeded" | "log-key-invalid" | "log-unknown" | "material-missing" | "media-type-unsupported" | "method-not-allowed" | "network-unsupported" | "not-competent" | "not-found" | "not-from-page" | "numbers-exhausted" | "officer-changed" | "officer-exists" | "officer-revoked" | "officer-unknown" | "organisation-unknown" | "outbox-closed" | "outbox-full" | "outcome-unknown" | "overloaded" | "person-differs" | "personal-number" | "primary-only" | "projection-behind" | "proof-pending" | "purpose-required" | "quorum-missing" | "range-unsatisfiable" | "rate-limited" | "read-conflict" | "read-used" | "receipt-malformed" | "registration-closed" | "request-malformed" | "right-missing" | "role-missing" | "route-unknown" | "separation-of-duties" | "session-ended" | "sign-in-failed" | "sign-in-unavailable" | "signature-invalid" | "state-conflict" | "status-timeout" | "storage-damaged" | "storage-failed" | "storage-full" | "stored-value-invalid" | "titles-building" | "token-expired" | "token-invalid" | "token-missing" | "transaction-invalid" | "upload-offset-differs" | "upload-version-unsupported" | "uploads-too-many" | "version-disagrees" | "version-required" | "version-stale" | "wallet-key-missing" | "wallet-key-unsafe" | "wallet-unreadable" | "wrong-ledger";
                detail: string;
                field?: string;
            }[];
        };
        DecideCaseRequest: {
            /** @constant */
            noInterest?: true;
            opinion?: components["schemas"]["Digest"];
            reason?: string;
            /** @enum {string} */
            result: "approve" | "refuse";
            step: string;
            version?: number;
        };
        DecideCaseResult: {
            block: number;
            changed?: string[];
            id: string;
            issued?: string[];
            record?: string;
            /** @enum {string} */
            state: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
            transaction: string;
            version: number;
        };
        DeliverCaseRequest: {
            proof: components["schemas"]["NamedContent"];
            version?: number;
        };
        DeliverCaseResult: {
            block: number;
            changed?: string[];
            id: string;
            issued?: string[];
            record?: string;
            /** @enum {string} */
            state: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
            transaction: string;
            version: number;
        };
        Department: {
            aliases?: {
                /** Format: date */
                from?: string;
                name: string;
                /** Format: date */
                until?: string;
            }[];
            code: string;
            formerly?: {
                organisation: string;
                until: string;
            }[];
            formerSuccessors?: string[];
            name: string;
            organisation: string;
            region: string;
            /** @constant */
            schema: 1;
            successor?: string;
            version: number;
        };
        Digest: {
            /** @enum {string} */
            algorithm: "sha256" | "sm3";
            value: string;
        };
        EnterInsteadResult: {
            block: number;
            commitment: components["schemas"]["Digest"];
            person: string;
            transaction: string;
        };
        EnterPersonRequest: {
            address?: string;
            name: string;
            number: string;
            numberType: string;
            /** @constant */
            schema: 1;
            telephone?: string;
        };
        EnterPersonResult: {
            block: number;
            commitment: components["schemas"]["Digest"];
            person: string;
            transaction: string;
            warnings?: {
                /** @enum {string} */
                code: "already-exists" | "authority-missing" | "authority-refused" | "authority-unreachable" | "body-malformed" | "body-too-deep" | "body-too-slow" | "built-in-issuer-forbidden" | "caller-busy" | "carrier-mismatch" | "certificate-invalid" | "characters-unprintable" | "checkpoint-inconsistent" | "checkpoint-malformed" | "checkpoint-unsigned" | "client-certificate-invalid" | "clock-skew" | "command-conflict" | "command-expired" | "command-malformed" | "commitment-mismatch" | "condition-unmet" | "conflict-of-interest" | "content-damaged" | "content-empty" | "content-key-unknown" | "content-keys-invalid" | "content-mismatch" | "content-not-found" | "content-not-held" | "content-quota-exceeded" | "content-too-large" | "contract-refused" | "credentials-twice" | "cursor-expired" | "cursor-invalid" | "deadline-running" | "endorsement-mismatch" | "endorser-unavailable" | "entries-for-members" | "field-duplicate" | "field-invalid" | "field-unknown" | "fresh-sign-in-required" | "head-behind" | "head-conflict" | "head-invalid" | "head-missing" | "head-set-aside" | "head-signature-invalid" | "host-unknown" | "identifier-malformed" | "internal-error" | "issuer-unreachable" | "keys-missing" | "leaves-missing" | "ledger-closed" | "ledger-damaged" | "ledger-unreachable" | "length-required" | "limit-exceeded" | "log-key-invalid" | "log-unknown" | "material-missing" | "media-type-unsupported" | "method-not-allowed" | "network-unsupported" | "not-competent" | "not-found" | "not-from-page" | "numbers-exhausted" | "officer-changed" | "officer-exists" | "officer-revoked" | "officer-unknown" | "organisation-unknown" | "outbox-closed" | "outbox-full" | "outcome-unknown" | "overloaded" | "person-differs" | "personal-number" | "primary-only" | "projection-behind" | "proof-pending" | "purpose-required" | "quorum-missing" | "range-unsatisfiable" | "rate-limited" | "read-conflict" | "read-used" | "receipt-malformed" | "registration-closed" | "request-malformed" | "right-missing" | "role-missing" | "route-unknown" | "separation-of-duties" | "session-ended" | "sign-in-failed" | "sign-in-unavailable" | "signature-invalid" | "state-conflict" | "status-timeout" | "storage-damaged" | "storage-failed" | "storage-full" | "stored-value-invalid" | "titles-building" | "token-expired" | "token-invalid" | "token-missing" | "transaction-invalid" | "upload-offset-differs" | "upload-version-unsupported" | "uploads-too-many" | "version-disagrees" | "version-required" | "version-stale" | "wallet-key-missing" | "wallet-key-unsafe" | "wallet-unreadable" | "wrong-ledger";
                detail: string;
                field?: string;
            }[];
        };
        Event: {
            basis?: string;
            block: number;
            claimedAt: string;
            command: {
                digest: components["schemas"]["Digest"];
                id: string;
            };
            data?: {
                [key: string]: components["schemas"]["__shared"]["$defs"]["schema0"];
            };
            digest?: components["schemas"]["Digest"];
            id: string;
            names?: {
                basis?: {
                    en: string;
                    zh: string;
                };
                purpose?: {
                    en: string;
                    zh: string;
                };
                reason?: {
                    en: string;
                    zh: string;
                };
            };
            officer: {
                certificate: string;
                department: string;
                officer: string;
                organisation: string;
                role: string;
                signature: string;
            };
            outcome?: {
                case: string;
                inputs: components["schemas"]["Digest"];
                matter: string;
                matterVersion: number;
                rule: components["schemas"]["Digest"];
            };
            position: number;
            purpose?: string;
            repeats?: string;
            /** @constant */
            schema: 1;
            sequence: number;
            subject: {
                id: string;
                /** @enum {string} */
                kind: "record" | "licence" | "case" | "matter" | "object" | "organisation" | "department" | "officer" | "authority" | "restriction-authority" | "licence-type" | "proposal" | "person" | "log-keys" | "log" | "log-fork" | "calendar" | "fonds" | "rendition" | "issuer-alias" | "registration" | "code" | "search" | "credit";
            };
            transaction: string;
            type: string;
            version?: number;
        };
        ExportLogRequest: {
            basis: string;
            covering?: boolean;
            openAll?: boolean;
            purpose: string;
            selection: {
                /** @constant */
                kind: "all";
            } | {
                from?: string;
                /** @constant */
                kind: "range";
                to?: string;
            } | {
                id: string;
                /** @constant */
                kind: "record";
            } | {
                /** @constant */
                kind: "subject";
                person: string;
            } | {
                /** @constant */
                kind: "subject";
                organisation: string;
            } | {
                /** @constant */
                kind: "subject";
                object: string;
            };
        };
        FileRecordRequest: {
            version?: number;
        };
        FileRecordResult: {
            block: number;
            id: string;
            transaction: string;
            version: number;
        };
        FindLicencesRequest: {
            basis: string;
            issuer?: string;
            printedNumber: string;
            purpose: string;
            type: string;
        };
        FindLicencesResult: {
            items: {
                /** @enum {string} */
                ending?: "annulment" | "withdrawal" | "penalty" | "wrongly-made" | "unknown";
                identifier: string;
                /** Format: date */
                issuedOn: string;
                issuer: string;
                region: string;
                /** @enum {string} */
                status: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded" | "not-yet-in-force";
                supersededBy?: string;
                type: string;
                /** Format: date */
                validFrom: string;
                /** Format: date */
                validUntil?: string;
                version: number;
            }[];
            more: boolean;
            printedNumber: string;
        };
        FindRecordsRequest: {
            basis?: string;
            cursor?: string;
            department?: string;
            limit?: number;
            purpose?: string;
            text: string;
        };
        FindRecordsResult: {
            items: components["schemas"]["GetRecordResult"][];
            next?: string;
        };
        GetCaseConditionsResult: {
            case: string;
            conditions: {
                holds: boolean;
                name: {
                    en: string;
                    zh: string;
                };
                /** @enum {string} */
                of: "acceptance" | "step" | "completion";
                step?: string;
                unmet: {
                    condition: components["schemas"]["Predicate"];
                    text: {
                        en: string;
                        zh: string;
                    };
                }[];
            }[];
            /** Format: date */
            on: string;
        };
        GetEventResult: components["schemas"]["Event"] | {
            block: number;
            sequence: number;
            type: string;
        };
        GetMatterFindingsResult: {
            items: {
                isOpen: boolean;
                path: (string | number)[];
                text: {
                    en: string;
                    zh: string;
                };
            }[];
            matter: string;
            version: number;
        };
        GetProposalResult: {
            approvals: {
                at: string;
                certificate?: string;
                officer: string;
                organisation: string;
            }[];
            changes: components["schemas"]["SuggestLogResetResult"][];
            digest: components["schemas"]["Digest"];
            id: string;
            /** @constant */
            schema: 1;
            /** @enum {string} */
            status: "open" | "effective" | "withdrawn";
            version: number;
        };
        GetReceipt202: {
            /** @constant */
            status: "pending";
        };
        GetReceiptResult: {
            checkpoint: string;
            index: number;
            leaf: string;
            proof: string[];
        };
        GetRecordResult: {
            archivalCode?: string;
            case?: string;
            category: string;
            contents: components["schemas"]["Content"][];
            createdAt: string;
            date: string;
            department: string;
            description?: components["schemas"]["Digest"];
            dossiers: ({
                person: string;
            } | {
                /** @constant */
                irregular?: true;
                organisation: string;
            } | {
                object: string;
            })[];
            existingCode?: {
                differs?: ("category" | "year" | "retention")[];
                /** @constant */
                fondsUnknown?: true;
                original: string;
                /** @constant */
                unparsed?: true;
            };
            filedAt?: string;
            fonds?: string;
            id: string;
            namedBy?: {
                officer: string;
                organisation: string;
            }[];
            organisation: string;
            references: string[];
            retention: string;
            /** @constant */
            schema: 1;
            /** @enum {string} */
            state: "collecting" | "filed" | "transferred" | "received" | "disposed";
            titles?: {
                author?: string;
                date?: string;
                documentNumber?: string;
                title: string;
            };
            version: number;
            year: string;
        };
        GetSessionResult: {
            /** @enum {string} */
            ledger: "embedded" | "network";
            ledgerName: {
                channel: string;
                network: string;
            };
            session: {
                department?: string;
                idleSeconds?: number;
                /** Format: date-time */
                idleUntil?: string;
                officer: string;
                organisation: string;
                roles: ("acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor")[];
                /** Format: date-time */
                until?: string;
            } | null;
        };
        GetSubmissionResult: components["schemas"]["Accepted"] | {
            block: number;
            result: {
                [key: string]: components["schemas"]["__shared"]["$defs"]["schema2"];
            };
            /** @constant */
            status: "committed";
            submission: string;
            transaction: string;
        } | {
            /** @enum {string} */
            code: "already-exists" | "authority-missing" | "authority-refused" | "authority-unreachable" | "body-malformed" | "body-too-deep" | "body-too-slow" | "built-in-issuer-forbidden" | "caller-busy" | "carrier-mismatch" | "certificate-invalid" | "characters-unprintable" | "checkpoint-inconsistent" | "checkpoint-malformed" | "checkpoint-unsigned" | "client-certificate-invalid" | "clock-skew" | "command-conflict" | "command-expired" | "command-malformed" | "commitment-mismatch" | "condition-unmet" | "conflict-of-interest" | "content-damaged" | "content-empty" | "content-key-unknown" | "content-keys-invalid" | "content-mismatch" | "content-not-found" | "content-not-held" | "content-quota-exceeded" | "content-too-large" | "contract-refused" | "credentials-twice" | "cursor-expired" | "cursor-invalid" | "deadline-running" | "endorsement-mismatch" | "endorser-unavailable" | "entries-for-members" | "field-duplicate" | "field-invalid" | "field-unknown" | "fresh-sign-in-required" | "head-behind" | "head-conflict" | "head-invalid" | "head-missing" | "head-set-aside" | "head-signature-invalid" | "host-unknown" | "identifier-malformed" | "internal-error" | "issuer-unreachable" | "keys-missing" | "leaves-missing" | "ledger-closed" | "ledger-damaged" | "ledger-unreachable" | "length-required" | "limit-exceeded" | "log-key-invalid" | "log-unknown" | "material-missing" | "media-type-unsupported" | "method-not-allowed" | "network-unsupported" | "not-competent" | "not-found" | "not-from-page" | "numbers-exhausted" | "officer-changed" | "officer-exists" | "officer-revoked" | "officer-unknown" | "organisation-unknown" | "outbox-closed" | "outbox-full" | "outcome-unknown" | "overloaded" | "person-differs" | "personal-number" | "primary-only" | "projection-behind" | "proof-pending" | "purpose-required" | "quorum-missing" | "range-unsatisfiable" | "rate-limited" | "read-conflict" | "read-used" | "receipt-malformed" | "registration-closed" | "request-malformed" | "right-missing" | "role-missing" | "route-unknown" | "separation-of-duties" | "session-ended" | "sign-in-failed" | "sign-in-unavailable" | "signature-invalid" | "state-conflict" | "status-timeout" | "storage-damaged" | "storage-failed" | "storage-full" | "stored-value-invalid" | "titles-building" | "token-expired" | "token-invalid" | "token-missing" | "transaction-invalid" | "upload-offset-differs" | "upload-version-unsupported" | "uploads-too-many" | "version-disagrees" | "version-required" | "version-stale" | "wallet-key-missing" | "wallet-key-unsafe" | "wallet-unreadable" | "wrong-ledger";
            detail: string;
            field?: string;
            /** @constant */
            status: "failed";
            submission: string;
        };
        GetUploadResult: {
            bytes: number;
            expiresAt: string;
            id: string;
            received: number;
            stored?: {
                bytes: number;
                digest: components["schemas"]["Digest"];
                sm3: components["schemas"]["Digest"];
            };
        };
        HandOverRecordRequest: {
            to: string;
        };
        HandOverRecordResult: {
            block: number;
            id: string;
            transaction: string;
        };
        InspectPersonRequest: {
            basis: string;
            name?: string;
            number: string;
            numberType: string;
            purpose: string;
        };
        InspectPersonResult: {
            block: number;
            commitment: components["schemas"]["Digest"];
            entered: {
                at: string;
                department: string;
                officer: string;
                organisation: string;
            } | null;
            nameFits?: boolean;
            numberFits: boolean;
            person: string;
            /** @enum {string} */
            status: "registered" | "corrected" | "purge-ordered" | "unregistered";
            transaction: string;
        };
        IssueLicenceRequest: {
            attributes?: {
                [key: string]: number | string;
            };
            fields?: components["schemas"]["Digest"];
            holders: components["schemas"]["Party"][];
            object?: string;
            printedNumber?: string;
            region: string;
            type: string;
            /** Format: date */
            validFrom: string;
            /** Format: date */
            validUntil?: string;
        } | {
            attributes?: {
                [key: string]: number | string;
            };
            fields?: components["schemas"]["Digest"];
            holders: components["schemas"]["Party"][];
            identifier: string;
            inclusion: {
                count: number;
                index: number;
                path: string[];
            };
            /** Format: date */
            issuedOn: string;
            object?: string;
            printedNumber?: string;
            region: string;
            /** Format: date */
            validFrom: string;
            /** Format: date */
            validUntil?: string;
        };
        IssueLicenceResult: {
            block: number;
            identifier: string;
            transaction: string;
            version: number;
        };
        IssuerAlias: {
            code: string;
            licenceType: string;
            /** @constant */
            schema: 1;
            uses: {
                /** Format: date */
                from: string;
                issuer: string;
                /** Format: date */
                until?: string;
            }[];
            version: number;
        };
        Licence: {
            attributes?: {
                [key: string]: number | string;
            };
            case?: string;
            fields?: components["schemas"]["Digest"];
            holders: components["schemas"]["Party"][];
            identifier: string;
            issuedAt: string;
            issuedBy?: string;
            /** Format: date */
            issuedOn: string;
            issuer: string;
            /** @constant */
            moved?: true;
            namedBy?: {
                officer: string;
                organisation: string;
            }[];
            object?: string;
            organisation: string;
            pendingRenewal?: {
                case?: string;
                /** Format: date */
                filedOn: string;
            };
            printedNumber?: string;
            record?: string;
            region: string;
            /** @constant */
            registered?: true;
            renditions: {
                at: string;
                bytes: number;
                digest: components["schemas"]["Digest"];
                /** @enum {string} */
                mediaType: "application/pdf" | "application/ofd";
            }[];
            revocation?: {
                at: string;
                basis: string;
                /** @enum {string} */
                kind?: "annulment" | "withdrawal" | "penalty" | "wrongly-made";
                reason: string;
            };
            /** @enum {number} */
            schema: 1 | 2 | 3;
            /** @enum {string} */
            status: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded";
            statusReason?: {
                at: string;
                basis: string;
                /** @enum {string} */
                kind?: "annulment" | "withdrawal" | "penalty" | "wrongly-made";
                reason: string;
            };
            supersededBy?: string;
            /** Format: date */
            supersededFrom?: string;
            supersedes?: string;
            type: string;
            /** Format: date */
            validFrom: string;
            /** Format: date */
            validUntil?: string;
            version: number;
        };
        LicenceHistoryResult: {
            items: components["schemas"]["Event"][];
            next?: string;
        };
        LicenceType: {
            attributes?: ({
                charactersMax: number;
                code: string;
                /** @constant */
                kind: "text";
                name: string;
            } | {
                code: string;
                /** @constant */
                kind: "amount";
                name: string;
                /** @enum {string} */
                unit: "fen" | "square-metres" | "people" | "pieces";
            } | {
                code: string;
                /** @constant */
                kind: "day";
                name: string;
            } | {
                choices: {
                    code: string;
                    name: string;
                }[];
                code: string;
                /** @constant */
                kind: "choice";
                name: string;
            })[];
            code: string;
            multiple?: boolean;
            name: string;
            perObject?: boolean;
            /** @constant */
            schema: 1;
            statuses: ("in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded")[];
            /** @enum {string} */
            validityEnds?: "same-day" | "day-before";
            version: number;
        };
        LiftCreditEntryRequest: {
            basis: string;
            department?: string;
            id: string;
            on: {
                id: string;
                /** @constant */
                kind: "person";
            } | {
                id: string;
                /** @constant */
                kind: "organisation";
            };
        };
        LiftCreditEntryResult: {
            block: number;
            id: string;
            transaction: string;
            version: number;
        };
        LiftLicenceRestrictionResult: {
            block: number;
            id: string;
            transaction: string;
        };
        LiftObjectRestrictionResult: {
            block: number;
            id: string;
            transaction: string;
        };
        ListAccessesResult: {
            items: components["schemas"]["Event"][];
            next?: string;
        };
        ListAuthoritiesResult: {
            items: components["schemas"]["Authority"][];
            next?: string;
        };
        ListBasesResult: {
            items: {
                /** @enum {string} */
                book: "purpose" | "basis" | "reason" | "material-role" | "retention" | "category";
                code: string;
                /** Format: date */
                from?: string;
                labels: {
                    en: string;
                    zh: string;
                };
                /** @constant */
                schema: 1;
                /** Format: date */
                until?: string;
                version: number;
            }[];
            next?: string;
        };
        ListCalendarsResult: {
            items: components["schemas"]["Calendar"][];
            next?: string;
        };
        ListCaseAccessesResult: {
            items: (components["schemas"]["Event"] | {
                block: number;
                sequence: number;
                type: string;
            })[];
            next?: string;
        };
        ListCasesResult: {
            items: {
                acceptedAt?: string;
                applicantName?: string;
                closedAt?: string;
                department: string;
                due?: {
                    daysLeft?: number;
                    /** @enum {string} */
                    deadline: "acceptance" | "decision";
                    /** Format: date */
                    lastDay?: string;
                    paused: boolean;
                    provisional: boolean;
                };
                id: string;
                matter: string;
                matterVersion: number;
                openedAt: string;
                organisation: string;
                region: string;
                /** @enum {string} */
                state: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
                version: number;
                waitsFor?: {
                    /** @constant */
                    who: "applicant";
                } | {
                    department: string;
                    roles: ("acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor")[];
                    step?: string;
                    /** @constant */
                    who: "department";
                };
            }[];
            next?: string;
        };
        ListCategoriesResult: {
            items: {
                /** @enum {string} */
                book: "purpose" | "basis" | "reason" | "material-role" | "retention" | "category";
                code: string;
                /** Format: date */
                from?: string;
                labels: {
                    en: string;
                    zh: string;
                };
                /** @constant */
                schema: 1;
                /** Format: date */
                until?: string;
                version: number;
            }[];
            next?: string;
        };
        ListContradictionsResult: {
            items: {
                acknowledged?: {
                    /** Format: date-time */
                    at: string;
                    officer: string;
                    organisation: string;
                    reason: string;
                };
                /** Format: date-time */
                foundAt: string;
                id: string;
                /** @enum {string} */
                kind: "proposed" | "anchored";
                ours: string;
                /** @constant */
                setAside?: true;
                size: number;
                theirs: string;
            }[];
        };
        ListCreditEntriesResult: {
            items: {
                at: string;
                basis: string;
                case: string;
                department: string;
                /** Format: date */
                from: string;
                id: string;
                /** @enum {string} */
                kind: "false-promise" | "breach-of-promise";
                lifted?: {
                    at: string;
                    basis: string;
                };
                material: string;
                on: {
                    id: string;
                    /** @constant */
                    kind: "person";
                } | {
                    id: string;
                    /** @constant */
                    kind: "organisation";
                };
                /** @enum {string} */
                state: "in-force" | "lifted" | "over";
                /** Format: date */
                until?: string;
                version: number;
            }[];
            next?: string;
        };
        ListDepartmentsResult: {
            items: components["schemas"]["Department"][];
            next?: string;
        };
        ListFondsResult: {
            items: {
                code: string;
                keeper?: string;
                name: string;
                owner: string;
                /** @constant */
                schema: 1;
                scheme?: {
                    categories?: string[];
                    fileDigits?: number;
                    /** @enum {string} */
                    form: "dat22-2015" | "dat22-2015-file" | "dat13-2022-item" | "dat13-2022-file" | "dat13-2022-project" | "dat13-2022-catalogue";
                    itemDigits?: number;
                    retentions?: string[];
                    without?: ("year" | "retention")[];
                }[];
                version: number;
            }[];
            next?: string;
        };
        ListIssuerAliasesResult: {
            items: components["schemas"]["IssuerAlias"][];
            next?: string;
        };
        ListLicenceRestrictionsResult: {
            items: {
                at: string;
                basis: string;
                department: string;
                id: string;
                /** @enum {string} */
                kind: "seizure" | "objection" | "mortgage";
            }[];
            next?: string;
        };
        ListLicencesResult: {
            items: {
                /** @enum {string} */
                ending?: "annulment" | "withdrawal" | "penalty" | "wrongly-made" | "unknown";
                identifier: string;
                /** Format: date */
                issuedOn: string;
                issuer: string;
                region: string;
                /** @enum {string} */
                status: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded" | "not-yet-in-force";
                supersededBy?: string;
                type: string;
                /** Format: date */
                validFrom: string;
                /** Format: date */
                validUntil?: string;
                version: number;
            }[];
            next?: string;
        };
        ListLicenceTypesResult: {
            items: components["schemas"]["LicenceType"][];
            next?: string;
        };
        ListMaterialRolesResult: {
            items: {
                /** @enum {string} */
                book: "purpose" | "basis" | "reason" | "material-role" | "retention" | "category";
                code: string;
                /** Format: date */
                from?: string;
                labels: {
                    en: string;
                    zh: string;
                };
                /** @constant */
                schema: 1;
                /** Format: date */
                until?: string;
                version: number;
            }[];
            next?: string;
        };
        ListMattersResult: {
            items: components["schemas"]["Matter"][];
            next?: string;
        };
        ListObjectRestrictionsResult: {
            items: {
                at: string;
                basis: string;
                department: string;
                id: string;
                /** @enum {string} */
                kind: "seizure" | "objection" | "mortgage";
            }[];
            next?: string;
        };
        ListOfficersResult: {
            items: components["schemas"]["Officer"][];
            next?: string;
        };
        ListOrganisationsResult: {
            items: components["schemas"]["Organisation"][];
            next?: string;
        };
        ListOwnUsesResult: {
            items: {
                basis?: string;
                block: number;
                claimedAt: string;
                command: {
                    digest: components["schemas"]["Digest"];
                    id: string;
                };
                data?: {
                    [key: string]: components["schemas"]["__shared"]["$defs"]["schema0"];
                };
                digest?: components["schemas"]["Digest"];
                id: string;
                names?: {
                    basis?: {
                        en: string;
                        zh: string;
                    };
                    purpose?: {
                        en: string;
                        zh: string;
                    };
                    reason?: {
                        en: string;
                        zh: string;
                    };
                };
                officer: {
                    certificate: string;
                    department: string;
                    officer: string;
                    organisation: string;
                    role: string;
                    signature: string;
                };
                outcome?: {
                    case: string;
                    inputs: components["schemas"]["Digest"];
                    matter: string;
                    matterVersion: number;
                    rule: components["schemas"]["Digest"];
                };
                position: number;
                purpose?: string;
                repeats?: string;
                /** @constant */
                schema: 1;
                sequence: number;
                statement?: string;
                subject: {
                    id: string;
                    /** @enum {string} */
                    kind: "record" | "licence" | "case" | "matter" | "object" | "organisation" | "department" | "officer" | "authority" | "restriction-authority" | "licence-type" | "proposal" | "person" | "log-keys" | "log" | "log-fork" | "calendar" | "fonds" | "rendition" | "issuer-alias" | "registration" | "code" | "search" | "credit";
                };
                transaction: string;
                type: string;
                version?: number;
            }[];
            next?: string;
        };
        ListPersonAccessesResult: {
            items: (components["schemas"]["Event"] | {
                block: number;
                sequence: number;
                type: string;
            })[];
            next?: string;
        };
        ListProposalsResult: {
            items: components["schemas"]["Proposal"][];
            next?: string;
        };
        ListPurposesResult: {
            items: {
                /** @enum {string} */
                book: "purpose" | "basis" | "reason" | "material-role" | "retention" | "category";
                code: string;
                /** Format: date */
                from?: string;
                labels: {
                    en: string;
                    zh: string;
                };
                /** @constant */
                schema: 1;
                /** Format: date */
                until?: string;
                version: number;
            }[];
            next?: string;
        };
        ListReasonsResult: {
            items: {
                /** @enum {string} */
                book: "purpose" | "basis" | "reason" | "material-role" | "retention" | "category";
                code: string;
                /** Format: date */
                from?: string;
                labels: {
                    en: string;
                    zh: string;
                };
                /** @constant */
                schema: 1;
                /** Format: date */
                until?: string;
                version: number;
            }[];
            next?: string;
        };
        ListRecordsResult: {
            items: components["schemas"]["GetRecordResult"][];
            next?: string;
            warnings?: {
                /** @enum {string} */
                code: "already-exists" | "authority-missing" | "authority-refused" | "authority-unreachable" | "body-malformed" | "body-too-deep" | "body-too-slow" | "built-in-issuer-forbidden" | "caller-busy" | "carrier-mismatch" | "certificate-invalid" | "characters-unprintable" | "checkpoint-inconsistent" | "checkpoint-malformed" | "checkpoint-unsigned" | "client-certificate-invalid" | "clock-skew" | "command-conflict" | "command-expired" | "command-malformed" | "commitment-mismatch" | "condition-unmet" | "conflict-of-interest" | "content-damaged" | "content-empty" | "content-key-unknown" | "content-keys-invalid" | "content-mismatch" | "content-not-found" | "content-not-held" | "content-quota-exceeded" | "content-too-large" | "contract-refused" | "credentials-twice" | "cursor-expired" | "cursor-invalid" | "deadline-running" | "endorsement-mismatch" | "endorser-unavailable" | "entries-for-members" | "field-duplicate" | "field-invalid" | "field-unknown" | "fresh-sign-in-required" | "head-behind" | "head-conflict" | "head-invalid" | "head-missing" | "head-set-aside" | "head-signature-invalid" | "host-unknown" | "identifier-malformed" | "internal-error" | "issuer-unreachable" | "keys-missing" | "leaves-missing" | "ledger-closed" | "ledger-damaged" | "ledger-unreachable" | "length-required" | "limit-exceeded" | "log-key-invalid" | "log-unknown" | "material-missing" | "media-type-unsupported" | "method-not-allowed" | "network-unsupported" | "not-competent" | "not-found" | "not-from-page" | "numbers-exhausted" | "officer-changed" | "officer-exists" | "officer-revoked" | "officer-unknown" | "organisation-unknown" | "outbox-closed" | "outbox-full" | "outcome-unknown" | "overloaded" | "person-differs" | "personal-number" | "primary-only" | "projection-behind" | "proof-pending" | "purpose-required" | "quorum-missing" | "range-unsatisfiable" | "rate-limited" | "read-conflict" | "read-used" | "receipt-malformed" | "registration-closed" | "request-malformed" | "right-missing" | "role-missing" | "route-unknown" | "separation-of-duties" | "session-ended" | "sign-in-failed" | "sign-in-unavailable" | "signature-invalid" | "state-conflict" | "status-timeout" | "storage-damaged" | "storage-failed" | "storage-full" | "stored-value-invalid" | "titles-building" | "token-expired" | "token-invalid" | "token-missing" | "transaction-invalid" | "upload-offset-differs" | "upload-version-unsupported" | "uploads-too-many" | "version-disagrees" | "version-required" | "version-stale" | "wallet-key-missing" | "wallet-key-unsafe" | "wallet-unreadable" | "wrong-ledger";
                detail: string;
                field?: string;
            }[];
        };
        ListRegistrationsResult: {
            items: components["schemas"]["Registration"][];
            next?: string;
        };
        ListReleasesResult: {
            items: components["schemas"]["Release"][];
            next?: string;
        };
        ListRestrictionAuthoritiesResult: {
            items: {
                department: string;
                grants: {
                    /** Format: date */
                    from: string;
                    on: (("object" | "licence") | string)[];
                    /** Format: date */
                    until?: string;
                }[];
                /** @enum {string} */
                restriction: "seizure" | "objection" | "mortgage";
                /** @constant */
                schema: 1;
                version: number;
            }[];
            next?: string;
        };
        ListRetentionsResult: {
            items: {
                /** @enum {string} */
                book: "purpose" | "basis" | "reason" | "material-role" | "retention" | "category";
                code: string;
                /** Format: date */
                from?: string;
                labels: {
                    en: string;
                    zh: string;
                };
                /** @constant */
                schema: 1;
                /** Format: date */
                until?: string;
                version: number;
            }[];
            next?: string;
        };
        ListSessionsResult: {
            items: {
                agent: string;
                /** Format: date-time */
                beganAt: string;
                handle: string;
                isCurrent: boolean;
                /** Format: date-time */
                usedAt: string;
            }[];
        };
        Matter: {
            acceptance?: components["schemas"]["Predicate"];
            archive: {
                byOutcome?: {
                    [key: string]: {
                        category: string;
                        retention: string;
                    };
                };
                category: string;
                retention: string;
            };
            basis?: string;
            completion: components["schemas"]["Predicate"];
            id: string;
            materials: {
                accepts: ("content" | "record" | "licence" | "promise")[];
                code: string;
                licenceType?: string;
                name: string;
                recordCategory?: string;
                required: boolean;
            }[];
            name: string;
            /** @enum {string} */
            objectKind?: "real-estate-unit" | "organisation" | "vehicle";
            outcomes: ({
                attributes?: {
                    [key: string]: number | string;
                };
                attributesOf?: string;
                /** @constant */
                kind: "issue-licence";
                licenceType: string;
                validMonths?: number;
            } | {
                basis: string;
                /** @constant */
                kind: "change-licence";
                material: string;
                reason: string;
                /** @enum {string} */
                statusKind?: "annulment" | "withdrawal" | "penalty" | "wrongly-made";
                /** @enum {string} */
                to: "revoked" | "cancelled" | "superseded";
            })[];
            owner?: string;
            parts?: {
                answers?: {
                    [key: string]: string;
                };
                begins?: components["schemas"]["Predicate"];
                code: string;
                departments: string[];
                materials: {
                    [key: string]: {
                        material: string;
                    } | {
                        licenceOf: string;
                    } | {
                        recordOf: string;
                    };
                };
                matter: string;
                name: string;
            }[];
            proposal?: string;
            questions?: {
                basis?: string;
                /** @enum {string} */
                by: "applicant" | "reviewer" | "decider" | "registrar";
                choices?: {
                    code: string;
                    text: {
                        en: string;
                        zh: string;
                    };
                }[];
                code: string;
                text: {
                    en: string;
                    zh: string;
                };
            }[];
            renews?: string;
            /** @enum {number} */
            schema: 1 | 2 | 3;
            steps: {
                code: string;
                /** @enum {string} */
                gives: "review" | "granted" | "registered";
                name: string;
                requires?: components["schemas"]["Predicate"];
                /** @enum {string} */
                role: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            }[];
            timeLimits?: {
                acceptance?: {
                    days: number;
                    /** @enum {string} */
                    unit: "working-days" | "calendar-days";
                };
                decision?: {
                    days: number;
                    /** @enum {string} */
                    unit: "working-days" | "calendar-days";
                };
            };
            version: number;
            workingDays: number;
        };
        MatterDefinition: {
            acceptance?: components["schemas"]["Predicate"];
            archive: {
                byOutcome?: {
                    [key: string]: {
                        category: string;
                        retention: string;
                    };
                };
                category: string;
                retention: string;
            };
            basis?: string;
            completion: components["schemas"]["Predicate"];
            id: string;
            materials: {
                accepts: ("content" | "record" | "licence" | "promise")[];
                code: string;
                licenceType?: string;
                name: string;
                recordCategory?: string;
                required: boolean;
            }[];
            name: string;
            /** @enum {string} */
            objectKind?: "real-estate-unit" | "organisation" | "vehicle";
            outcomes: ({
                attributes?: {
                    [key: string]: number | string;
                };
                attributesOf?: string;
                /** @constant */
                kind: "issue-licence";
                licenceType: string;
                validMonths?: number;
            } | {
                basis: string;
                /** @constant */
                kind: "change-licence";
                material: string;
                reason: string;
                /** @enum {string} */
                statusKind?: "annulment" | "withdrawal" | "penalty" | "wrongly-made";
                /** @enum {string} */
                to: "revoked" | "cancelled" | "superseded";
            })[];
            owner?: string;
            parts?: {
                answers?: {
                    [key: string]: string;
                };
                begins?: components["schemas"]["Predicate"];
                code: string;
                departments: string[];
                materials: {
                    [key: string]: {
                        material: string;
                    } | {
                        licenceOf: string;
                    } | {
                        recordOf: string;
                    };
                };
                matter: string;
                name: string;
            }[];
            questions?: {
                basis?: string;
                /** @enum {string} */
                by: "applicant" | "reviewer" | "decider" | "registrar";
                choices?: {
                    code: string;
                    text: {
                        en: string;
                        zh: string;
                    };
                }[];
                code: string;
                text: {
                    en: string;
                    zh: string;
                };
            }[];
            renews?: string;
            steps: {
                code: string;
                /** @enum {string} */
                gives: "review" | "granted" | "registered";
                name: string;
                requires?: components["schemas"]["Predicate"];
                /** @enum {string} */
                role: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            }[];
            timeLimits?: {
                acceptance?: {
                    days: number;
                    /** @enum {string} */
                    unit: "working-days" | "calendar-days";
                };
                decision?: {
                    days: number;
                    /** @enum {string} */
                    unit: "working-days" | "calendar-days";
                };
            };
            workingDays: number;
        };
        NamedContent: {
            bytes: number;
            digest: components["schemas"]["Digest"];
            mediaType: string;
            role: string;
        };
        NameKeeperRequest: {
            keeper?: string;
        };
        NameKeeperResult: {
            block: number;
            fonds: string;
            transaction: string;
            version: number;
        };
        NumberLicenceRequest: {
            printedNumber: string;
            version?: number;
        };
        NumberLicenceResult: {
            block: number;
            identifier: string;
            transaction: string;
            version: number;
        };
        Officer: {
            certificate: string;
            department: string | "";
            generation?: number;
            id: string;
            organisation: string;
            publicKey: {
                x: string;
                y: string;
            };
            reason?: string;
            roles: ("acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor")[];
            /** @constant */
            schema: 1;
            /** @enum {string} */
            status: "active" | "revoked";
            validFrom: string;
            validUntil: string;
            version: number;
        };
        OpenCaseRequest: {
            answers?: {
                question: string;
                value: string;
            }[];
            applicant: components["schemas"]["Party"];
            despiteOffers?: {
                material: string;
                /** @enum {string} */
                reason: "original-required" | "outdated" | "incorrect" | "another-meant" | "unreachable" | "brought-unasked";
            }[];
            materials: {
                code: string;
                source: {
                    content: components["schemas"]["Content"];
                } | {
                    digest?: components["schemas"]["Digest"];
                    record: string;
                    version?: number;
                } | {
                    digest?: components["schemas"]["Digest"];
                    licence: string;
                    version?: number;
                } | {
                    promise: components["schemas"]["Content"];
                };
            }[];
            matter: string;
            number: string;
            object?: string;
            representative?: components["schemas"]["Party"];
        };
        OpenCaseResult: {
            block: number;
            changed?: string[];
            id: string;
            issued?: string[];
            record?: string;
            /** @enum {string} */
            state: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
            transaction: string;
            version: number;
            warnings?: {
                /** @enum {string} */
                code: "already-exists" | "authority-missing" | "authority-refused" | "authority-unreachable" | "body-malformed" | "body-too-deep" | "body-too-slow" | "built-in-issuer-forbidden" | "caller-busy" | "carrier-mismatch" | "certificate-invalid" | "characters-unprintable" | "checkpoint-inconsistent" | "checkpoint-malformed" | "checkpoint-unsigned" | "client-certificate-invalid" | "clock-skew" | "command-conflict" | "command-expired" | "command-malformed" | "commitment-mismatch" | "condition-unmet" | "conflict-of-interest" | "content-damaged" | "content-empty" | "content-key-unknown" | "content-keys-invalid" | "content-mismatch" | "content-not-found" | "content-not-held" | "content-quota-exceeded" | "content-too-large" | "contract-refused" | "credentials-twice" | "cursor-expired" | "cursor-invalid" | "deadline-running" | "endorsement-mismatch" | "endorser-unavailable" | "entries-for-members" | "field-duplicate" | "field-invalid" | "field-unknown" | "fresh-sign-in-required" | "head-behind" | "head-conflict" | "head-invalid" | "head-missing" | "head-set-aside" | "head-signature-invalid" | "host-unknown" | "identifier-malformed" | "internal-error" | "issuer-unreachable" | "keys-missing" | "leaves-missing" | "ledger-closed" | "ledger-damaged" | "ledger-unreachable" | "length-required" | "limit-exceeded" | "log-key-invalid" | "log-unknown" | "material-missing" | "media-type-unsupported" | "method-not-allowed" | "network-unsupported" | "not-competent" | "not-found" | "not-from-page" | "numbers-exhausted" | "officer-changed" | "officer-exists" | "officer-revoked" | "officer-unknown" | "organisation-unknown" | "outbox-closed" | "outbox-full" | "outcome-unknown" | "overloaded" | "person-differs" | "personal-number" | "primary-only" | "projection-behind" | "proof-pending" | "purpose-required" | "quorum-missing" | "range-unsatisfiable" | "rate-limited" | "read-conflict" | "read-used" | "receipt-malformed" | "registration-closed" | "request-malformed" | "right-missing" | "role-missing" | "route-unknown" | "separation-of-duties" | "session-ended" | "sign-in-failed" | "sign-in-unavailable" | "signature-invalid" | "state-conflict" | "status-timeout" | "storage-damaged" | "storage-failed" | "storage-full" | "stored-value-invalid" | "titles-building" | "token-expired" | "token-invalid" | "token-missing" | "transaction-invalid" | "upload-offset-differs" | "upload-version-unsupported" | "uploads-too-many" | "version-disagrees" | "version-required" | "version-stale" | "wallet-key-missing" | "wallet-key-unsafe" | "wallet-unreadable" | "wrong-ledger";
                detail: string;
                field?: string;
            }[];
        };
        OrderCorrectionRequest: {
            basis: string;
            commitment: components["schemas"]["Digest"];
            reason: string;
            right: {
                commitment: components["schemas"]["Digest"];
                person: string;
            };
        };
        OrderCorrectionResult: {
            block: number;
            person: string;
            signatures: number;
            /** @enum {string} */
            status: "open" | "ordered";
            transaction: string;
        };
        OrderPurgeRequest: {
            basis: string;
            commitment: components["schemas"]["Digest"];
            reason: string;
        };
        OrderPurgeResult: {
            block: number;
            person: string;
            signatures: number;
            /** @enum {string} */
            status: "open" | "ordered";
            transaction: string;
        };
        Organisation: {
            caCertificate: string;
            generation?: number;
            id: string;
            name: string;
            /** @constant */
            schema: 1;
            version: number;
        };
        Party: {
            organisation: string;
        } | {
            commitment: components["schemas"]["Digest"];
            person: string;
        };
        PassDeadlineRequest: {
            /** @enum {string} */
            deadline: "acceptance" | "decision";
            version?: number;
        };
        PassDeadlineResult: {
            block: number;
            changed?: string[];
            id: string;
            issued?: string[];
            record?: string;
            /** @enum {string} */
            state: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
            transaction: string;
            version: number;
        };
        Predicate: components["schemas"]["__shared"]["$defs"]["schema1"];
        PreviewFilingResult: {
            fonds: {
                code: string;
                name: string;
                owner: string;
            }[];
            hindrances: ("filed-already" | "no-content" | "content-not-held" | "no-fonds" | "several-fonds")[];
            id: string;
            /** @enum {string} */
            state: "collecting" | "filed" | "transferred" | "received" | "disposed";
            unit: {
                aliases: {
                    /** Format: date */
                    from?: string;
                    name: string;
                    /** Format: date */
                    until?: string;
                }[];
                code: string;
                name: string;
            };
            version: number;
        };
        Problem: {
            /** @enum {string} */
            code: "already-exists" | "authority-missing" | "authority-refused" | "authority-unreachable" | "body-malformed" | "body-too-deep" | "body-too-slow" | "built-in-issuer-forbidden" | "caller-busy" | "carrier-mismatch" | "certificate-invalid" | "characters-unprintable" | "checkpoint-inconsistent" | "checkpoint-malformed" | "checkpoint-unsigned" | "client-certificate-invalid" | "clock-skew" | "command-conflict" | "command-expired" | "command-malformed" | "commitment-mismatch" | "condition-unmet" | "conflict-of-interest" | "content-damaged" | "content-empty" | "content-key-unknown" | "content-keys-invalid" | "content-mismatch" | "content-not-found" | "content-not-held" | "content-quota-exceeded" | "content-too-large" | "contract-refused" | "credentials-twice" | "cursor-expired" | "cursor-invalid" | "deadline-running" | "endorsement-mismatch" | "endorser-unavailable" | "entries-for-members" | "field-duplicate" | "field-invalid" | "field-unknown" | "fresh-sign-in-required" | "head-behind" | "head-conflict" | "head-invalid" | "head-missing" | "head-set-aside" | "head-signature-invalid" | "host-unknown" | "identifier-malformed" | "internal-error" | "issuer-unreachable" | "keys-missing" | "leaves-missing" | "ledger-closed" | "ledger-damaged" | "ledger-unreachable" | "length-required" | "limit-exceeded" | "log-key-invalid" | "log-unknown" | "material-missing" | "media-type-unsupported" | "method-not-allowed" | "network-unsupported" | "not-competent" | "not-found" | "not-from-page" | "numbers-exhausted" | "officer-changed" | "officer-exists" | "officer-revoked" | "officer-unknown" | "organisation-unknown" | "outbox-closed" | "outbox-full" | "outcome-unknown" | "overloaded" | "person-differs" | "personal-number" | "primary-only" | "projection-behind" | "proof-pending" | "purpose-required" | "quorum-missing" | "range-unsatisfiable" | "rate-limited" | "read-conflict" | "read-used" | "receipt-malformed" | "registration-closed" | "request-malformed" | "right-missing" | "role-missing" | "route-unknown" | "separation-of-duties" | "session-ended" | "sign-in-failed" | "sign-in-unavailable" | "signature-invalid" | "state-conflict" | "status-timeout" | "storage-damaged" | "storage-failed" | "storage-full" | "stored-value-invalid" | "titles-building" | "token-expired" | "token-invalid" | "token-missing" | "transaction-invalid" | "upload-offset-differs" | "upload-version-unsupported" | "uploads-too-many" | "version-disagrees" | "version-required" | "version-stale" | "wallet-key-missing" | "wallet-key-unsafe" | "wallet-unreadable" | "wrong-ledger";
            detail: string;
            errors?: {
                /** @enum {string} */
                code?: "already-exists" | "authority-missing" | "authority-refused" | "authority-unreachable" | "body-malformed" | "body-too-deep" | "body-too-slow" | "built-in-issuer-forbidden" | "caller-busy" | "carrier-mismatch" | "certificate-invalid" | "characters-unprintable" | "checkpoint-inconsistent" | "checkpoint-malformed" | "checkpoint-unsigned" | "client-certificate-invalid" | "clock-skew" | "command-conflict" | "command-expired" | "command-malformed" | "commitment-mismatch" | "condition-unmet" | "conflict-of-interest" | "content-damaged" | "content-empty" | "content-key-unknown" | "content-keys-invalid" | "content-mismatch" | "content-not-found" | "content-not-held" | "content-quota-exceeded" | "content-too-large" | "contract-refused" | "credentials-twice" | "cursor-expired" | "cursor-invalid" | "deadline-running" | "endorsement-mismatch" | "endorser-unavailable" | "entries-for-members" | "field-duplicate" | "field-invalid" | "field-unknown" | "fresh-sign-in-required" | "head-behind" | "head-conflict" | "head-invalid" | "head-missing" | "head-set-aside" | "head-signature-invalid" | "host-unknown" | "identifier-malformed" | "internal-error" | "issuer-unreachable" | "keys-missing" | "leaves-missing" | "ledger-closed" | "ledger-damaged" | "ledger-unreachable" | "length-required" | "limit-exceeded" | "log-key-invalid" | "log-unknown" | "material-missing" | "media-type-unsupported" | "method-not-allowed" | "network-unsupported" | "not-competent" | "not-found" | "not-from-page" | "numbers-exhausted" | "officer-changed" | "officer-exists" | "officer-revoked" | "officer-unknown" | "organisation-unknown" | "outbox-closed" | "outbox-full" | "outcome-unknown" | "overloaded" | "person-differs" | "personal-number" | "primary-only" | "projection-behind" | "proof-pending" | "purpose-required" | "quorum-missing" | "range-unsatisfiable" | "rate-limited" | "read-conflict" | "read-used" | "receipt-malformed" | "registration-closed" | "request-malformed" | "right-missing" | "role-missing" | "route-unknown" | "separation-of-duties" | "session-ended" | "sign-in-failed" | "sign-in-unavailable" | "signature-invalid" | "state-conflict" | "status-timeout" | "storage-damaged" | "storage-failed" | "storage-full" | "stored-value-invalid" | "titles-building" | "token-expired" | "token-invalid" | "token-missing" | "transaction-invalid" | "upload-offset-differs" | "upload-version-unsupported" | "uploads-too-many" | "version-disagrees" | "version-required" | "version-stale" | "wallet-key-missing" | "wallet-key-unsafe" | "wallet-unreadable" | "wrong-ledger";
                example?: string;
                field: string;
                message: string;
                sent?: string;
            }[];
            facts?: {
                [key: string]: unknown;
            };
            field?: string;
            instance: string;
            /** @enum {string} */
            retry: "none" | "same" | "new" | "unknown";
            retryAfter?: number;
            status: number;
            title: string;
            type: string;
        };
        Proposal: {
            approvals: {
                at: string;
                certificate?: string;
                officer: string;
                organisation: string;
            }[];
            changes: components["schemas"]["SuggestLogResetResult"][];
            id: string;
            /** @constant */
            schema: 1;
            /** @enum {string} */
            status: "open" | "effective" | "withdrawn";
            version: number;
        };
        ProposeRequest: {
            changes: components["schemas"]["SuggestLogResetResult"][];
            id: string;
        };
        ProposeResult: {
            approvals: number;
            block: number;
            id: string;
            /** @enum {string} */
            status: "open" | "effective" | "withdrawn";
            transaction: string;
        };
        PublicVerdict: {
            /** Format: date-time */
            asOf: string;
            digest?: components["schemas"]["Digest"];
            /** @enum {string} */
            integrity: "intact" | "altered" | "not-comparable" | "other-document" | "not-asked" | "not-on-ledger" | "unreachable";
            /** @enum {string} */
            issuer: "authorised" | "not-authorised" | "unknown";
            /** @enum {string} */
            ledger: "embedded" | "network";
            licence: string;
            /** @enum {string} */
            proof: "proven" | "pending" | "unavailable";
            reasons: ("file-empty" | "file-not-registered" | "file-names-several" | "file-altered" | "digest-not-comparable" | "file-is-report" | "file-is-receipt" | "file-is-export" | "file-is-keys" | "file-is-answer" | "report-seal-absent" | "report-seal-broken" | "report-seal-unknown" | "file-of-other-kind" | "receipt-of-other-log" | "receipt-proves-nothing" | "not-on-ledger" | "ledger-unreachable" | "licence-not-yet-in-force" | "licence-suspended" | "licence-revoked" | "licence-cancelled" | "licence-expired" | "licence-superseded" | "status-unknown" | "recorded-later" | "licence-void-from-start" | "licence-wrongly-made" | "revocation-kind-unknown" | "issuer-not-authorised" | "issuer-unknown")[];
            /** @enum {string} */
            status: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded" | "not-yet-in-force" | "not-applicable" | "unknown";
            valid: boolean;
        };
        PublishMatterResult: {
            block: number;
            id: string;
            transaction: string;
            version: number;
        };
        PurgePersonResult: {
            block: number;
            person: string;
            transaction: string;
        };
        PutContentResult: {
            bytes: number;
            digest: components["schemas"]["Digest"];
            sm3: components["schemas"]["Digest"];
        };
        Record: {
            archivalCode?: string;
            case?: string;
            category: string;
            contents: components["schemas"]["Content"][];
            createdAt: string;
            date: string;
            department: string;
            description?: components["schemas"]["Digest"];
            dossiers: ({
                person: string;
            } | {
                /** @constant */
                irregular?: true;
                organisation: string;
            } | {
                object: string;
            })[];
            existingCode?: {
                differs?: ("category" | "year" | "retention")[];
                /** @constant */
                fondsUnknown?: true;
                original: string;
                /** @constant */
                unparsed?: true;
            };
            filedAt?: string;
            fonds?: string;
            id: string;
            namedBy?: {
                officer: string;
                organisation: string;
            }[];
            organisation: string;
            references: string[];
            retention: string;
            /** @constant */
            schema: 1;
            /** @enum {string} */
            state: "collecting" | "filed" | "transferred" | "received" | "disposed";
            version: number;
            year: string;
        };
        RecordAccessRequest: {
            basis: string;
            content?: components["schemas"]["Digest"];
            purpose: string;
        };
        RecordAccessResult: {
            block: number;
            id: string;
            transaction: string;
        };
        RecordCreditEntryRequest: {
            basis: string;
            case: string;
            /** Format: date */
            from: string;
            id: string;
            /** @enum {string} */
            kind: "false-promise" | "breach-of-promise";
            material: string;
            on: {
                id: string;
                /** @constant */
                kind: "person";
            } | {
                id: string;
                /** @constant */
                kind: "organisation";
            };
            /** Format: date */
            until?: string;
        };
        RecordCreditEntryResult: {
            block: number;
            id: string;
            transaction: string;
            version: number;
        };
        RecordHistoryResult: {
            items: components["schemas"]["Event"][];
            next?: string;
        };
        RegisterOfficerRequest: {
            certificate: string;
        };
        RegisterOfficerResult: {
            block: number;
            certificate: string;
            officer: string;
            transaction: string;
        };
        Registration: {
            issuer: string;
            licenceType: string;
            manifest: {
                count: number;
                root: string;
            };
            /** Format: date */
            openedOn: string;
            /** @constant */
            schema: 1;
            /** Format: date */
            until: string;
            version: number;
        };
        RelayCommandResult: {
            block: number;
            transaction: string;
        } & {
            [key: string]: unknown;
        };
        Release: {
            name: {
                id: string;
                /** @constant */
                kind: "matter";
            } | {
                digest: components["schemas"]["Digest"];
                /** @constant */
                kind: "rendition";
            } | {
                holder: string;
                /** @constant */
                kind: "licence-slot";
                object?: string;
                type: string;
            };
            /** @constant */
            schema: 1;
            to?: string;
            version: number;
        };
        RenewLicenceRequest: {
            basis: string;
            content: {
                attributes?: {
                    [key: string]: number | string;
                };
                fields?: components["schemas"]["Digest"];
                holders: components["schemas"]["Party"][];
                object?: string;
                printedNumber?: string;
                region: string;
                /** Format: date */
                validFrom: string;
                /** Format: date */
                validUntil?: string;
            };
            reason: string;
            version?: number;
        };
        RenewLicenceResult: {
            block: number;
            identifier: string;
            superseded: string;
            transaction: string;
            version: number;
        };
        ReportFindingRequest: {
            content: components["schemas"]["NamedContent"];
            kind: string;
        };
        ReportFindingResult: {
            block: number;
            id: string;
            transaction: string;
        };
        ReportVerificationResult: {
            report: {
                at?: string;
                checkpoint?: string;
                head?: {
                    /** Format: date-time */
                    recordedAt: string;
                    root: string;
                    size: number;
                };
                organisation: string;
                receipt?: components["schemas"]["GetReceiptResult"];
                recorded?: components["schemas"]["GetReceiptResult"];
                /** @constant */
                schema: 1;
                verdict: components["schemas"]["Verdict"];
                /** Format: uuid */
                verificationId: string;
                verifiedAt: string;
            };
            seal: string;
        };
        ResolvePersonRequest: {
            number: string;
            numberType: string;
        };
        ResolvePersonResult: {
            commitment: components["schemas"]["Digest"];
            person: string;
        };
        RevokeOfficerRequest: {
            reason: string;
        };
        RevokeOfficerResult: {
            block: number;
            certificate: string;
            officer: string;
            transaction: string;
            version: number;
        };
        SetLicenceRestrictionRequest: {
            basis: string;
            id: string;
            /** @enum {string} */
            kind: "seizure" | "objection" | "mortgage";
        };
        SetLicenceRestrictionResult: {
            block: number;
            id: string;
            transaction: string;
        };
        SetObjectRestrictionResult: {
            block: number;
            id: string;
            transaction: string;
        };
        SuggestLogResetResult: {
            aliases?: {
                /** Format: date */
                from?: string;
                name: string;
                /** Format: date */
                until?: string;
            }[];
            code: string;
            /** @constant */
            kind: "department";
            name: string;
            organisation: string;
            region: string;
            successor?: string;
        } | {
            grant: {
                /** Format: date */
                from: string;
                regions: string[];
                /** Format: date */
                until?: string;
            };
            issuer: string;
            /** @constant */
            kind: "authority";
            licenceType: string;
        } | {
            issuer: string;
            /** @constant */
            kind: "authority-end";
            licenceType: string;
            /** Format: date */
            until: string;
        } | {
            department: string;
            grant: {
                /** Format: date */
                from: string;
                on: (("object" | "licence") | string)[];
                /** Format: date */
                until?: string;
            };
            /** @constant */
            kind: "restriction-authority";
            restrictions: ("seizure" | "objection" | "mortgage")[];
        } | {
            department: string;
            /** @constant */
            kind: "restriction-authority-end";
            restrictions: ("seizure" | "objection" | "mortgage")[];
            /** Format: date */
            until: string;
        } | {
            attributes?: ({
                charactersMax: number;
                code: string;
                /** @constant */
                kind: "text";
                name: string;
            } | {
                code: string;
                /** @constant */
                kind: "amount";
                name: string;
                /** @enum {string} */
                unit: "fen" | "square-metres" | "people" | "pieces";
            } | {
                code: string;
                /** @constant */
                kind: "day";
                name: string;
            } | {
                choices: {
                    code: string;
                    name: string;
                }[];
                code: string;
                /** @constant */
                kind: "choice";
                name: string;
            })[];
            code: string;
            /** @constant */
            kind: "licence-type";
            multiple?: boolean;
            name: string;
            perObject?: boolean;
            statuses: ("in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded")[];
            /** @enum {string} */
            validityEnds?: "same-day" | "day-before";
        } | {
            code: string;
            /** @constant */
            kind: "issuer-alias";
            licenceType: string;
            uses: {
                /** Format: date */
                from: string;
                issuer: string;
                /** Format: date */
                until?: string;
            }[];
        } | {
            issuer: string;
            /** @constant */
            kind: "registration";
            licenceType: string;
            manifest: {
                count: number;
                root: string;
            };
            /** Format: date */
            until: string;
        } | {
            issuer: string;
            /** @constant */
            kind: "registration-end";
            licenceType: string;
            root: string;
            /** Format: date */
            until: string;
        } | {
            caCertificate: string;
            governor?: string;
            id: string;
            /** @constant */
            kind: "organisation";
            name: string;
        } | {
            certificate: string;
            /** @constant */
            kind: "officer-revocation";
            reason: string;
        } | {
            holidays: string[];
            /** @constant */
            kind: "calendar";
            workdays: string[];
            year: number;
        } | {
            code: string;
            formerOwner?: string;
            /** @constant */
            kind: "fonds";
            name: string;
            owner: string;
            scheme?: {
                categories?: string[];
                fileDigits?: number;
                /** @enum {string} */
                form: "dat22-2015" | "dat22-2015-file" | "dat13-2022-item" | "dat13-2022-file" | "dat13-2022-project" | "dat13-2022-catalogue";
                itemDigits?: number;
                retentions?: string[];
                without?: ("year" | "retention")[];
            }[];
        } | {
            /** @enum {string} */
            book: "purpose" | "basis" | "reason" | "material-role" | "retention" | "category";
            entries: {
                code: string;
                /** Format: date */
                from?: string;
                labels: {
                    en: string;
                    zh: string;
                };
                /** Format: date */
                until?: string;
            }[];
            /** @constant */
            kind: "codes";
        } | {
            definition: components["schemas"]["MatterDefinition"];
            /** @constant */
            kind: "matter";
        } | {
            add: {
                possession?: string;
                /** @enum {string} */
                role: "log" | "cosigner" | "seal";
                vkey: string;
            }[];
            /** @constant */
            kind: "log-keys";
            organisation: string;
            retire: string[];
        } | {
            goOnFrom: {
                root: string;
                size: number;
            };
            /** @constant */
            kind: "log-reset";
            setAside: {
                root: string;
                size: number;
            };
        } | {
            /** @constant */
            kind: "release";
            name: {
                id: string;
                /** @constant */
                kind: "matter";
            } | {
                digest: components["schemas"]["Digest"];
                /** @constant */
                kind: "rendition";
            } | {
                holder: string;
                /** @constant */
                kind: "licence-slot";
                object?: string;
                type: string;
            };
            to?: string;
            version: number;
        };
        TransitionCaseRequest: {
            despiteOffers?: {
                material: string;
                /** @enum {string} */
                reason: "original-required" | "outdated" | "incorrect" | "another-meant" | "unreachable" | "brought-unasked";
            }[];
            reason?: string;
            /** @enum {string} */
            transition: "accept" | "not-accept" | "ask-supplement" | "pause" | "resume" | "withdraw" | "terminate" | "complete";
            version?: number;
        };
        TransitionCaseResult: {
            block: number;
            changed?: string[];
            id: string;
            issued?: string[];
            record?: string;
            /** @enum {string} */
            state: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
            transaction: string;
            version: number;
        };
        UseLicenceResult: {
            access: {
                block: number;
                transaction: string;
            };
            licence: {
                attributes?: {
                    [key: string]: number | string;
                };
                case?: string;
                fields?: components["schemas"]["Digest"];
                holders: components["schemas"]["Party"][];
                identifier: string;
                issuedAt: string;
                issuedBy?: string;
                /** Format: date */
                issuedOn: string;
                issuer: string;
                /** @constant */
                moved?: true;
                namedBy?: {
                    officer: string;
                    organisation: string;
                }[];
                object?: string;
                organisation: string;
                pendingRenewal?: {
                    case?: string;
                    /** Format: date */
                    filedOn: string;
                };
                printedNumber?: string;
                record?: string;
                /** @enum {string} */
                recordedStatus?: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded";
                region: string;
                /** @constant */
                registered?: true;
                renditions: {
                    at: string;
                    bytes: number;
                    digest: components["schemas"]["Digest"];
                    /** @enum {string} */
                    mediaType: "application/pdf" | "application/ofd";
                }[];
                revocation?: {
                    at: string;
                    basis: string;
                    /** @enum {string} */
                    kind?: "annulment" | "withdrawal" | "penalty" | "wrongly-made";
                    reason: string;
                };
                /** @enum {number} */
                schema: 1 | 2 | 3;
                /** @enum {string} */
                status: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded" | "not-yet-in-force";
                statusReason?: {
                    at: string;
                    basis: string;
                    /** @enum {string} */
                    kind?: "annulment" | "withdrawal" | "penalty" | "wrongly-made";
                    reason: string;
                };
                supersededBy?: string;
                /** Format: date */
                supersededFrom?: string;
                supersedes?: string;
                type: string;
                /** Format: date */
                validFrom: string;
                /** Format: date */
                validUntil?: string;
                version: number;
            };
            restrictionCounts: components["schemas"]["CountLicenceRestrictionsResult"];
            restrictions: {
                at: string;
                basis: string;
                department: string;
                id: string;
                /** @enum {string} */
                kind: "seizure" | "objection" | "mortgage";
            }[];
        };
        UseLicenceVersionsResult: {
            access: {
                block: number;
                transaction: string;
            };
            items: {
                changed: string[];
                event?: components["schemas"]["Event"];
                from: string;
                licence: components["schemas"]["Licence"];
                until?: string;
            }[];
            more: boolean;
        };
        UsePersonRequest: {
            basis: string;
            case?: string;
            licence?: string;
            purpose: string;
            record?: string;
        };
        UsePersonResult: {
            block: number;
            name: string;
            number: string;
            numberType: string;
            person: string;
            transaction: string;
        };
        Verdict: {
            /** Format: date-time */
            asOf: string;
            /** Format: date-time */
            at: string;
            block?: number;
            /** Format: date-time */
            claimedAt?: string;
            digest?: components["schemas"]["Digest"];
            document?: {
                /** @enum {string} */
                kind: "report" | "receipt" | "export" | "keys" | "answer";
                /** @enum {string} */
                seal?: "holds" | "absent" | "broken" | "unknown";
                sealedBy?: string;
            };
            ending?: {
                at: string;
                basis: string;
                /** @enum {string} */
                from: "start" | "decision" | "unknown";
                /** @enum {string} */
                kind: "annulment" | "withdrawal" | "penalty" | "wrongly-made" | "unknown";
                reason: string;
            };
            freshness?: {
                ageMs: number;
                block: number;
                /** Format: date-time */
                blockClaimedAt?: string;
            };
            /** @enum {string} */
            integrity: "intact" | "altered" | "not-comparable" | "other-document" | "not-asked" | "not-on-ledger" | "unreachable";
            /** @enum {string} */
            issuer: "authorised" | "not-authorised" | "unknown";
            /** @enum {string} */
            ledger: "embedded" | "network";
            licence?: string;
            licences?: string[];
            named?: string[];
            /** @enum {string} */
            origin?: "issued" | "registered";
            pendingRenewal?: {
                case?: string;
                /** Format: date */
                filedOn: string;
            };
            /** @enum {string} */
            proof: "proven" | "pending" | "unavailable";
            reasons: ("file-empty" | "file-not-registered" | "file-names-several" | "file-altered" | "digest-not-comparable" | "file-is-report" | "file-is-receipt" | "file-is-export" | "file-is-keys" | "file-is-answer" | "report-seal-absent" | "report-seal-broken" | "report-seal-unknown" | "file-of-other-kind" | "receipt-of-other-log" | "receipt-proves-nothing" | "not-on-ledger" | "ledger-unreachable" | "licence-not-yet-in-force" | "licence-suspended" | "licence-revoked" | "licence-cancelled" | "licence-expired" | "licence-superseded" | "status-unknown" | "recorded-later" | "licence-void-from-start" | "licence-wrongly-made" | "revocation-kind-unknown" | "issuer-not-authorised" | "issuer-unknown")[];
            record?: string;
            /** Format: date-time */
            recordedAt?: string;
            records?: string[];
            /** @enum {string} */
            status: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded" | "not-yet-in-force" | "not-applicable" | "unknown";
            statusReason?: {
                at: string;
                basis: string;
                /** @enum {string} */
                kind?: "annulment" | "withdrawal" | "penalty" | "wrongly-made";
                reason: string;
            };
            supersededBy?: string;
            valid: boolean;
            /** Format: uuid */
            verificationId: string;
        };
        VerifyBatchRequest: {
            questions: (components["schemas"]["VerifyRequest"] | {
                [key: string]: unknown;
            })[];
        };
        VerifyBatchResult: {
            items: ({
                verdict: components["schemas"]["Verdict"];
            } | {
                problem: components["schemas"]["Problem"];
            })[];
        };
        VerifyPubliclyRequest: {
            digest?: components["schemas"]["Digest"];
            licence: string;
        };
        VerifyRequest: {
            at?: string;
            digest?: components["schemas"]["Digest"];
            licence?: string;
            receipt?: string;
        };
        WithdrawProposalResult: {
            approvals: number;
            block: number;
            id: string;
            /** @enum {string} */
            status: "open" | "effective" | "withdrawn";
            transaction: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listCases: {
        parameters: {
            query?: {
                applicant?: string;
                basis?: string;
                cursor?: string;
                department?: string;
                late?: boolean;
                limit?: number;
                matter?: string;
                "min-block"?: number;
                mine?: boolean;
                object?: string;
                order?: "opened" | "due";
                organisation?: string;
                purpose?: string;
                state?: "submitted" | "not-accepted" | "supplement" | "accepted" | "review" | "paused" | "granted" | "refused" | "registered" | "closed" | "withdrawn" | "terminated";
                waiting?: boolean;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCasesResult"];
                };
            };
        };
    };
    openCase: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenCaseRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenCaseResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    countCases: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountCasesResult"];
                };
            };
        };
    };
    consultOffers: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsultOffersRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsultOffersResult"];
                };
            };
        };
    };
    getCase: {
        parameters: {
            query?: {
                basis?: string;
                "min-block"?: number;
                purpose?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
        };
    };
    listCaseAccesses: {
        parameters: {
            query?: {
                basis?: string;
                cursor?: string;
                limit?: number;
                "min-block"?: number;
                purpose?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCaseAccessesResult"];
                };
            };
        };
    };
    answerCase: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                "If-Match"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerCaseRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerCaseResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    getCaseConditions: {
        parameters: {
            query?: {
                basis?: string;
                "min-block"?: number;
                purpose?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetCaseConditionsResult"];
                };
            };
        };
    };
    passDeadline: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                "If-Match"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PassDeadlineRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PassDeadlineResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    decideCase: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                "If-Match"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideCaseRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecideCaseResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    deliverCase: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                "If-Match"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeliverCaseRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliverCaseResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    caseHistory: {
        parameters: {
            query?: {
                basis?: string;
                cursor?: string;
                limit?: number;
                "min-block"?: number;
                purpose?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseHistoryResult"];
                };
            };
        };
    };
    addMaterials: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                "If-Match"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddMaterialsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddMaterialsResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    transitionCase: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                "If-Match"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransitionCaseRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransitionCaseResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    relayCommand: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/jose": unknown;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RelayCommandResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    putContent: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "*/*": unknown;
                "multipart/form-data": {
                    file: string;
                };
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PutContentResult"];
                };
            };
        };
    };
    openContent: {
        parameters: {
            query?: {
                basis?: string;
                case?: string;
                licence?: string;
                "min-block"?: number;
                purpose?: string;
                record?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Range?: string;
            };
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    describeContent: {
        parameters: {
            query?: {
                basis?: string;
                case?: string;
                licence?: string;
                "min-block"?: number;
                purpose?: string;
                record?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                digest: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    listCreditEntries: {
        parameters: {
            query: {
                basis?: string;
                cursor?: string;
                department?: string;
                kind?: "false-promise" | "breach-of-promise";
                limit?: number;
                "min-block"?: number;
                purpose?: string;
                subject: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCreditEntriesResult"];
                };
            };
        };
    };
    recordCreditEntry: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordCreditEntryRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordCreditEntryResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    liftCreditEntry: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiftCreditEntryRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiftCreditEntryResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    consultDossier: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsultDossierRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsultDossierResult"];
                };
            };
        };
    };
    followEvents: {
        parameters: {
            query?: {
                basis?: string;
                from?: number;
                own?: unknown;
                purpose?: string;
                subject?: string;
                type?: unknown;
            };
            header?: {
                "Last-Event-ID"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": unknown;
                };
            };
        };
    };
    getEvent: {
        parameters: {
            query?: {
                basis?: string;
                "min-block"?: number;
                purpose?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetEventResult"];
                };
            };
        };
    };
    getReceipt: {
        parameters: {
            query?: {
                basis?: string;
                dossier?: string;
                "min-block"?: number;
                purpose?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetReceiptResult"];
                    "text/plain": unknown;
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetReceipt202"];
                };
            };
        };
    };
    exportLog: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportLogRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": unknown;
                };
            };
        };
    };
    listLicences: {
        parameters: {
            query?: {
                basis?: string;
                cursor?: string;
                holder?: string;
                issuer?: string;
                limit?: number;
                "min-block"?: number;
                object?: string;
                purpose?: string;
                region?: string;
                status?: "in-force" | "suspended" | "revoked" | "cancelled" | "expired" | "superseded" | "not-yet-in-force";
                type?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListLicencesResult"];
                };
            };
        };
    };
    issueLicence: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "11999999000000019M001",
                 *       "region": "999900",
                 *       "holders": [
                 *         {
                 *           "person": "P0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A0A",
                 *           "commitment": {
                 *             "algorithm": "sha256",
                 *             "value": "5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e"
                 *           }
                 *         }
                 *       ],
                 *       "object": "999999001001GB00001F00010001",
                 *       "validFrom": "2026-11-23"
                 *     }
                 */
                "application/json": components["schemas"]["IssueLicenceRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueLicenceResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    findLicences: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "11999999000000019M001",
                 *       "printedNumber": "皖（2026）样例县不动产权第0000001号",
                 *       "purpose": "case-review",
                 *       "basis": "administrative-licensing-law-34"
                 *     }
                 */
                "application/json": components["schemas"]["FindLicencesRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindLicencesResult"];
                };
            };
        };
    };
    countLicenceRestrictions: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountLicenceRestrictionsResult"];
                };
            };
        };
    };
    listLicenceRestrictions: {
        parameters: {
            query?: {
                basis?: string;
                cursor?: string;
                kind?: "seizure" | "objection" | "mortgage";
                limit?: number;
                "min-block"?: number;
                purpose?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListLicenceRestrictionsResult"];
                };
            };
        };
    };
    setLicenceRestriction: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetLicenceRestrictionRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetLicenceRestrictionResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    liftLicenceRestriction: {
        parameters: {
            query?: {
                department?: string;
            };
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
                restriction: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiftLicenceRestrictionResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    useLicence: {
        parameters: {
            query: {
                basis: string;
                "min-block"?: number;
                purpose: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
            };
            path: {
                identifier: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UseLicenceResult"];
                };
            };
        };
    };
    licenceHistory: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                identifier: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenceHistoryResult"];
                };
            };
        };
    };
    numberLicence: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                "If-Match"?: string;
                Prefer?: string;
            };
            path: {
                identifier: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NumberLicenceRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NumberLicenceResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    addRendition: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                "If-Match"?: string;
                Prefer?: string;
            };
            path: {
                identifier: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddRenditionRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddRenditionResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    renewLicence: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                "If-Match"?: string;
                Prefer?: string;
            };
            path: {
                identifier: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenewLicenceRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RenewLicenceResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    changeLicenceStatus: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                "If-Match"?: string;
                Prefer?: string;
            };
            path: {
                identifier: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeLicenceStatusRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeLicenceStatusResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    verifyLicence: {
        parameters: {
            query?: {
                at?: string;
                consistency?: "projection" | "ledger";
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                identifier: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verdict"];
                };
            };
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    useLicenceVersions: {
        parameters: {
            query: {
                basis: string;
                before?: number;
                "min-block"?: number;
                purpose: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
            };
            path: {
                identifier: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UseLicenceVersionsResult"];
                };
            };
        };
    };
    listContradictions: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListContradictionsResult"];
                };
            };
        };
    };
    acknowledgeContradiction: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcknowledgeContradictionRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AcknowledgeContradictionResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    getLogKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    makeNextLogKeys: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestLogResetResult"];
                };
            };
        };
    };
    suggestLogReset: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuggestLogResetResult"];
                };
            };
        };
    };
    listMatters: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
                owner?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListMattersResult"];
                };
            };
        };
    };
    publishMatter: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MatterDefinition"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishMatterResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    getMatter: {
        parameters: {
            query?: {
                "min-block"?: number;
                version?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matter"];
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getMatterFindings: {
        parameters: {
            query?: {
                "min-block"?: number;
                version?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetMatterFindingsResult"];
                };
            };
        };
    };
    countObjectRestrictions: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountLicenceRestrictionsResult"];
                };
            };
        };
    };
    listObjectRestrictions: {
        parameters: {
            query?: {
                basis?: string;
                cursor?: string;
                kind?: "seizure" | "objection" | "mortgage";
                limit?: number;
                "min-block"?: number;
                purpose?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListObjectRestrictionsResult"];
                };
            };
        };
    };
    setObjectRestriction: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetLicenceRestrictionRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetObjectRestrictionResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    liftObjectRestriction: {
        parameters: {
            query?: {
                department?: string;
            };
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
                restriction: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiftObjectRestrictionResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    enterPerson: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterPersonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterPersonResult"];
                };
            };
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterPersonResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    inspectPerson: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InspectPersonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectPersonResult"];
                };
            };
        };
    };
    resolvePerson: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolvePersonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResolvePersonResult"];
                };
            };
        };
    };
    amendPerson: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                pseudonym: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendPersonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AmendPersonResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    correctPerson: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                pseudonym: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CorrectPersonResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    orderCorrection: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                pseudonym: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderCorrectionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderCorrectionResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    orderPurge: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                pseudonym: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OrderPurgeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPurgeResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    purgePerson: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                pseudonym: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PurgePersonResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    usePerson: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                pseudonym: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UsePersonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsePersonResult"];
                };
            };
        };
    };
    listPersonAccesses: {
        parameters: {
            query?: {
                basis?: string;
                cursor?: string;
                limit?: number;
                "min-block"?: number;
                purpose?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path: {
                pseudonym: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPersonAccessesResult"];
                };
            };
        };
    };
    enterInstead: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                pseudonym: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EnterPersonRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnterInsteadResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    verifyPublicly: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyPubliclyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicVerdict"];
                };
            };
        };
    };
    listRecords: {
        parameters: {
            query?: {
                archivalCode?: string;
                basis?: string;
                case?: string;
                category?: string;
                cursor?: string;
                dateFrom?: string;
                dateUntil?: string;
                department?: string;
                dossier?: string;
                fonds?: string;
                limit?: number;
                "min-block"?: number;
                organisation?: string;
                purpose?: string;
                state?: "collecting" | "filed" | "transferred" | "received" | "disposed";
                year?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListRecordsResult"];
                };
            };
        };
    };
    createRecord: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRecordRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateRecordResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    arrangeRecords: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ArrangeRecordsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArrangeRecordsResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    takeInRecords: {
        parameters: {
            query?: {
                check?: "true";
                equal?: "known" | "new";
            };
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-ndjson": unknown;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/x-ndjson": unknown;
                };
            };
        };
    };
    findRecords: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FindRecordsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindRecordsResult"];
                };
            };
        };
    };
    getRecord: {
        parameters: {
            query?: {
                basis?: string;
                "min-block"?: number;
                purpose?: string;
                version?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetRecordResult"];
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listAccesses: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListAccessesResult"];
                };
            };
        };
    };
    recordAccess: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordAccessRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordAccessResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    annotateRecord: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnnotateRecordRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnnotateRecordResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    previewFiling: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewFilingResult"];
                };
            };
        };
    };
    fileRecord: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                "If-Match"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FileRecordRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileRecordResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    reportFinding: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportFindingRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportFindingResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    handOverRecord: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandOverRecordRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HandOverRecordResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    recordHistory: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordHistoryResult"];
                };
            };
        };
    };
    amendRecord: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                "If-Match"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AmendRecordRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AmendRecordResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    listAuthorities: {
        parameters: {
            query?: {
                cursor?: string;
                issuer?: string;
                licenceType?: string;
                limit?: number;
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListAuthoritiesResult"];
                };
            };
        };
    };
    listBases: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
                on?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListBasesResult"];
                };
            };
        };
    };
    listCalendars: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCalendarsResult"];
                };
            };
        };
    };
    listCategories: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
                on?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListCategoriesResult"];
                };
            };
        };
    };
    listDepartments: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
                name?: string;
                organisation?: string;
                region?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListDepartmentsResult"];
                };
            };
        };
    };
    listFonds: {
        parameters: {
            query?: {
                cursor?: string;
                keeper?: string;
                limit?: number;
                "min-block"?: number;
                owner?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListFondsResult"];
                };
            };
        };
    };
    nameKeeper: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                fonds: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NameKeeperRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NameKeeperResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    listIssuerAliases: {
        parameters: {
            query?: {
                code?: string;
                cursor?: string;
                licenceType?: string;
                limit?: number;
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListIssuerAliasesResult"];
                };
            };
        };
    };
    listLicenceTypes: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListLicenceTypesResult"];
                };
            };
        };
    };
    listMaterialRoles: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
                on?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListMaterialRolesResult"];
                };
            };
        };
    };
    listOfficers: {
        parameters: {
            query?: {
                cursor?: string;
                department?: string;
                id?: string;
                limit?: number;
                "min-block"?: number;
                organisation?: string;
                status?: "active" | "revoked";
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOfficersResult"];
                };
            };
        };
    };
    addOfficer: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AddOfficerRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AddOfficerResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    registerOfficer: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterOfficerRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterOfficerResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    revokeOfficer: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                certificate: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeOfficerRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokeOfficerResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    listOrganisations: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOrganisationsResult"];
                };
            };
        };
    };
    listProposals: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
                status?: "open" | "effective" | "withdrawn";
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListProposalsResult"];
                };
            };
        };
    };
    propose: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProposeRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProposeResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    getProposal: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "If-None-Match"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetProposalResult"];
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    approve: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApproveResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    withdrawProposal: {
        parameters: {
            query?: never;
            header?: {
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
                "Idempotency-Key"?: string;
                Prefer?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WithdrawProposalResult"];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
        };
    };
    listPurposes: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
                on?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListPurposesResult"];
                };
            };
        };
    };
    listReasons: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
                on?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListReasonsResult"];
                };
            };
        };
    };
    listRegistrations: {
        parameters: {
            query?: {
                cursor?: string;
                issuer?: string;
                licenceType?: string;
                limit?: number;
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListRegistrationsResult"];
                };
            };
        };
    };
    listReleases: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListReleasesResult"];
                };
            };
        };
    };
    listRestrictionAuthorities: {
        parameters: {
            query?: {
                cursor?: string;
                department?: string;
                limit?: number;
                "min-block"?: number;
                restriction?: "seizure" | "objection" | "mortgage";
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListRestrictionAuthoritiesResult"];
                };
            };
        };
    };
    listRetentions: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
                "min-block"?: number;
                on?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListRetentionsResult"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetSessionResult"];
                };
            };
        };
    };
    certifyOwnKey: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CertifyOwnKeyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CertifyOwnKeyResult"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListSessionsResult"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                handle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    getSubmission: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetSubmissionResult"];
                };
            };
        };
    };
    beginUpload: {
        parameters: {
            query?: never;
            header?: {
                "Tus-Resumable"?: string;
                "Upload-Length"?: string;
                "Upload-Metadata"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/offset+octet-stream": unknown;
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    describeUploads: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    getUpload: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetUploadResult"];
                };
            };
        };
    };
    endUpload: {
        parameters: {
            query?: never;
            header?: {
                "Tus-Resumable"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    askUpload: {
        parameters: {
            query?: never;
            header?: {
                "Tus-Resumable"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    continueUpload: {
        parameters: {
            query?: never;
            header?: {
                "Tus-Resumable"?: string;
                "Upload-Offset"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/offset+octet-stream": unknown;
            };
        };
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": unknown;
                };
            };
        };
    };
    listOwnUses: {
        parameters: {
            query?: {
                all?: unknown;
                basis?: string;
                cursor?: string;
                kind?: "licence.used" | "record.accessed" | "case.accessed" | "person.used" | "person.inspected" | "search.recorded" | "dossier.consulted" | "dossier.glass-broken" | "case.asked-despite-offer";
                limit?: number;
                "min-block"?: number;
                purpose?: string;
                subject?: string;
            };
            header?: {
                "Guidang-Min-Block"?: number;
                "Guidang-Role"?: "acceptor" | "reviewer" | "decider" | "registrar" | "archivist" | "verifier" | "auditor" | "system" | "operator" | "governor";
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListOwnUsesResult"];
                };
            };
        };
    };
    reportVerification: {
        parameters: {
            query?: {
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyRequest"];
                "multipart/form-data": {
                    at?: string;
                    file?: string;
                    licence?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportVerificationResult"];
                    "application/pdf": unknown;
                };
            };
        };
    };
    verify: {
        parameters: {
            query?: {
                consistency?: "projection" | "ledger";
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyRequest"];
                "multipart/form-data": {
                    at?: string;
                    file?: string;
                    licence?: string;
                };
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verdict"];
                };
            };
        };
    };
    verifyBatch: {
        parameters: {
            query?: {
                consistency?: "projection" | "ledger";
                "min-block"?: number;
            };
            header?: {
                "Guidang-Min-Block"?: number;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyBatchRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerifyBatchResult"];
                };
            };
        };
    };
    getCheckpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getCosignedCheckpoint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                origin: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    addCheckpoint: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/plain": unknown;
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": unknown;
                };
            };
        };
    };
    getLogTile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                level: string;
                tile: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    getLogEntries: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bundle: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
