package io.livetape.testkit.disk;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/** What is known of a file or folder; times are not. */
record DiskAttributes(Node node, long size) implements BasicFileAttributes {
  private static final FileTime UNKNOWN = FileTime.fromMillis(0);

  @Override
  public FileTime lastModifiedTime() {
    return UNKNOWN;
  }

  @Override
  public FileTime lastAccessTime() {
    return UNKNOWN;
  }

  @Override
  public FileTime creationTime() {
    return UNKNOWN;
  }

  @Override
  public boolean isRegularFile() {
    return node instanceof Node.Bytes;
  }

  @Override
  public boolean isDirectory() {
    return node instanceof Node.Folder;
  }

  @Override
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public Object fileKey() {
    return node;
  }
}
