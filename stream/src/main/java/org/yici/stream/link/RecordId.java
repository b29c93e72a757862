package org.yici.stream.link;

/** A source record by the resource that it belongs to and its key there. */
record RecordId(String resource, String key) {
    @Override
    public String toString() {
        return resource + "#" + key;
    }
}
