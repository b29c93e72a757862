package org.yici.kernel.resource;

/** How much harm a leak of an item does (the four levels of the catalogue's guide), from little to grave. */
public enum SecurityLevel {
    L1,
    L2,
    L3,
    L4;

    /** The level's number in the catalogue, 1 to 4. */
    public int number() {
        return ordinal() + 1;
    }
}
