package io.livetape.api.vod;

import io.livetape.api.transport.ApiException;
import io.livetape.vod.Classes;
import io.livetape.vod.Entry;

/** Classes as they are named from outside (contract 6). */
final class ClassIds {
  private ClassIds() {}

  /**
   * @param classId null for none
   * @throws ApiException if there is no such class
   */
  static long known(Classes classes, Long classId) {
    if (classId == null) {
      return Entry.NO_CLASS;
    }
    if (classId != Entry.NO_CLASS && classes.find(classId).isEmpty()) {
      throw new ApiException("InvalidParameterValue.ClassId",
          "The parameter `ClassId` must be that of a class; there is no " + classId + ".");
    }
    return classId;
  }
}
