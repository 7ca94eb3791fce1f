/**
 * The console at {@code /console}: its pages and scripts, how one signs in, the actions of the API for whoever is signed in, the actions
 * that only the console has, and the events that keep its pages up to date.
 *
 * <pre>
 *   GET  /console, /console/live …       the shell: one page, whose script shows the rest
 *   GET  /console/assets/&lt;hash&gt;/…         scripts and styles, under the hash of them all
 *   POST /console/login, /logout         a session in a cookie
 *   GET  /console/session                who is signed in, and what the pages need to know
 *   POST /console/api/&lt;product&gt;/&lt;Action&gt;  an action, its parameters as JSON; the envelope of API 3.0
 *   GET  /console/events                 server-sent events
 * </pre>
 */
package io.livetape.console;
