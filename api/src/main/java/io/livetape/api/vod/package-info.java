/**
 * The product "vod" of the cloud-compatible API (contract 6): each {@code …Actions} class is one group of actions, with the records of
 * their requests and answers beside the handlers. {@link io.livetape.api.vod.VodProduct} lists the groups.
 */
package io.livetape.api.vod;
