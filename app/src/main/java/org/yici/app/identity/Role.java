package org.yici.app.identity;

/** What an account may do; pages and API are opened by role, data by grants and consent. */
public enum Role {
    APPLICANT,
    CLERK,
    APPROVER,
    STEWARD,
    OPERATOR,
    AUDITOR
}
