/** How the server does: its figures every two seconds, their last hour, and whoever watches them. */
package io.livetape.console.overview;
