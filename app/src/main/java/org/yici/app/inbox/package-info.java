/**
 * What waits for somebody, and what happened that concerns them. {@link org.yici.app.inbox.Inbox} is the door for pages and API. Nothing
 * is sent or kept here but read marks: each {@link org.yici.app.inbox.InboxSource} derives its entries from what its module stores, with
 * that module's own rules of who may see what.
 */
@NullMarked
package org.yici.app.inbox;

import org.jspecify.annotations.NullMarked;
