/**
 * The oldest query interface (contract 5), {@code GET /common_access}: one address, the name of an interface and its parameters in the
 * query, a number and a text as the outcome. It knows streams by their name alone, and times by Beijing's clock.
 */
package io.livetape.api.fcgi;
