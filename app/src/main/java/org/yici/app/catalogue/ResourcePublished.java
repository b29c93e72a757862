package org.yici.app.catalogue;

import org.yici.kernel.resource.Resource;

/**
 * A resource got a new edition. Listeners run in the publication's transaction: what one refuses, nobody publishes.
 *
 * @param edition the edition's number, from 1
 */
public record ResourcePublished(Resource resource, int edition) {}
