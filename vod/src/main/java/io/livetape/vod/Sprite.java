package io.livetape.vod;

/**
 * Small pictures of a file for a player's time line: one sheet that has them all in a grid, and a text that tells which stands for which
 * time.
 *
 * @param sheetKey the blob of the sheet, a JPEG
 * @param cuesKey the blob of the text, WebVTT that names parts of the sheet
 * @param width of one picture, in pixels
 * @param height of one picture, in pixels
 */
public record Sprite(String sheetKey, String cuesKey, int pictureCount, int width, int height) {}
