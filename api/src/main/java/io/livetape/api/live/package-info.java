/**
 * The product "live" of the cloud-compatible API (contract 3): each {@code …Actions} class is one group of actions, with the records of
 * their requests and answers beside the handlers. {@link io.livetape.api.live.LiveProduct} lists the groups.
 */
package io.livetape.api.live;
