package org.yici.app.web.my;

/**
 * A line of an inbox in the words of one language.
 *
 * @param who the department that did it; empty if it is for the reader to do
 * @param time as people read it; {@code at} is the same for programs, to the last digit
 */
record InboxView(
        String id,
        String at,
        String time,
        String text,
        String about,
        String reference,
        String who,
        String href,
        String action,
        boolean read) {}
