package org.yici.stream.link;

/** A source record by the resource that it belongs to and its key there; as a text {@code resource#key}. */
record RecordId(String resource, String key) {
    static RecordId of(String text) {
        int hash = text.indexOf('#');
        return new RecordId(text.substring(0, hash), text.substring(hash + 1));
    }

    @Override
    public String toString() {
        return resource + "#" + key;
    }
}
