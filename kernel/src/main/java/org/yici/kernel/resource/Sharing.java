package org.yici.kernel.resource;

/** The three sharing types of the State Council's measures (国发〔2016〕51号). */
public enum Sharing {
    /** Every department may use it for its duties. */
    UNCONDITIONAL,
    /** A department may use it under the grant's conditions. */
    CONDITIONAL,
    /** It is not shared; a law says so. */
    NOT_SHARED
}
