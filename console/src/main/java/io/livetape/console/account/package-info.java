/**
 * Who uses the console: users with their roles, the sessions of their browsers, how often one may try to sign in, and the log of what
 * was done.
 */
package io.livetape.console.account;
