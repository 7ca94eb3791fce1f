/**
 * Cover pictures: a key frame of each recording that has pictures, made in the background after it has landed. Decoding is done by a
 * process of its own, one at a time and with low priority, so that neither its crash nor its appetite reaches recordings.
 */
package io.livetape.vod.cover;
