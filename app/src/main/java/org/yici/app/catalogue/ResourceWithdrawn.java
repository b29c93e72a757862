package org.yici.app.catalogue;

import org.yici.kernel.resource.Resource;

/** A resource was taken out of force. Listeners run in that transaction. */
public record ResourceWithdrawn(Resource resource) {}
