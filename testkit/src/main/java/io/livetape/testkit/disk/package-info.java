/**
 * A disk in memory that remembers everything it was told, in order, and what of it was synced; it can be asked what a power cut could have
 * left at any moment.
 *
 * <p>What is promised to those who sync, and nothing more than that:
 *
 * <ul>
 *   <li>Syncing a file keeps its bytes and its size, not its name. Syncing a folder keeps the names in it, not the folder's own.
 *   <li>What is not synced may be there or not: of a file each page of 4 KiB by itself, as it was at any moment since the last sync, and
 *       the size likewise, with zeros where it reaches over pages that are not there; of folders each name by itself.
 *   <li>Names change whole: a rename has happened or not, and is kept when either of its folders is synced. All file systems with a journal
 *       do that.
 * </ul>
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/functions/fsync.html">fsync in POSIX</a>
 */
package io.livetape.testkit.disk;
