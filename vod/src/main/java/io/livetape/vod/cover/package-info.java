/** Cover pictures: a key frame of each recording that has pictures. */
package io.livetape.vod.cover;
