package org.yici.cli.backup;

import java.util.List;

/**
 * What a backup restores to.
 *
 * @param bytes all files together
 * @param folders relative to the data folder, outer ones first
 */
record Contents(long bytes, List<String> folders) {}
