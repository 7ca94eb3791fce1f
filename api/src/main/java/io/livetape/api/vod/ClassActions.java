package io.livetape.api.vod;

import io.livetape.api.SubApps;
import io.livetape.api.transport.Action;
import io.livetape.api.transport.ApiException;
import io.livetape.api.transport.Check.Between;
import io.livetape.api.transport.Check.Required;
import io.livetape.db.Database;
import io.livetape.vod.Catalogue;
import io.livetape.vod.Classes;
import io.livetape.vod.Classes.FileClass;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The classes that files are filed under (contract 6.4). */
final class ClassActions {
  private static final int NAME_MAX_CHARS = 64;

  private final Database database;
  private final Catalogue catalogue;
  private final SubApps subApps;

  ClassActions(Database database, Catalogue catalogue, SubApps subApps) {
    this.database = database;
    this.catalogue = catalogue;
    this.subApps = subApps;
  }

  List<Action<?, ?>> all() {
    return List.of(
        new Action<>("CreateClass", "Makes a class.", Create.class, Created.class, this::create),
        Action.command("ModifyClass", "Renames a class.", Rename.class, this::rename),
        Action.command("DeleteClass", "Deletes a class that has neither files nor classes.", Which.class, this::delete),
        new Action<>("DescribeAllClass", "Tells all classes.", All.class, Known.class, this::describe));
  }

  /** @param parentId {@value Classes#TOP} for the top */
  record Create(@Required @Between(min = Classes.TOP, max = Long.MAX_VALUE) Long parentId, @Required String className, Long subAppId) {
    Create {
      checkName(className);
    }
  }

  record Created(long classId) {}

  private Created create(Create request) throws SQLException {
    long subAppId = subApps.of(request.subAppId);
    return new Created(database.writeNow(transaction -> {
      checkPlace(Classes.read(transaction, subAppId), request);
      return Classes.insert(transaction, subAppId, request.parentId, request.className);
    }));
  }

  private static void checkPlace(Classes classes, Create request) {
    long parentId = request.parentId;
    if (parentId != Classes.TOP && classes.find(parentId).isEmpty()) {
      throw new ApiException("FailedOperation.ParentIdNoFound", "ParentId: there is no class " + parentId + ".");
    }
    if (classes.path(parentId).size() >= Classes.LEVELS_MAX) {
      throw new ApiException("FailedOperation.ClassLevelLimitExceeded", "ParentId: there are at most " + Classes.LEVELS_MAX + " levels.");
    }
    if (classes.children(parentId).size() >= Classes.CHILDREN_MAX) {
      throw new ApiException("FailedOperation.SubclassLimitExceeded",
          "ParentId: a class has at most " + Classes.CHILDREN_MAX + " classes below it.");
    }
    checkUnique(classes, parentId, request.className);
  }

  record Rename(@Required Long classId, @Required String className, Long subAppId) {
    Rename {
      checkName(className);
    }
  }

  private void rename(Rename request) throws SQLException {
    database.writeNow(transaction -> {
      Classes classes = Classes.read(transaction, subApps.of(request.subAppId));
      FileClass old = find(classes, request.classId);
      if (!old.name().equals(request.className)) {
        checkUnique(classes, old.parentId(), request.className);
        Classes.rename(transaction, request.classId, request.className);
      }
      return null;
    });
  }

  record Which(@Required Long classId, Long subAppId) {}

  private void delete(Which request) throws SQLException {
    database.writeNow(transaction -> {
      delete(transaction, subApps.of(request.subAppId), request.classId);
      return null;
    });
  }

  private static void delete(Connection transaction, long subAppId, long classId) throws SQLException {
    Classes classes = Classes.read(transaction, subAppId);
    find(classes, classId);
    if (!classes.children(classId).isEmpty() || Classes.hasFiles(transaction, subAppId, classId)) {
      throw new ApiException("FailedOperation", "ClassId: the class " + classId + " has files, or classes below it.");
    }
    Classes.remove(transaction, classId);
  }

  record All(Long subAppId) {}

  record Known(List<ClassInfo> classInfoSet) {}

  /** @param level 0 at the top */
  record ClassInfo(long classId, long parentId, String name, long level, List<Long> subClassIdSet, String className) {}

  private Known describe(All request) throws SQLException {
    Classes classes = catalogue.classes(subApps.of(request.subAppId));
    return new Known(classes.all().stream().map(each -> new ClassInfo(each.classId(), each.parentId(), each.name(),
        classes.path(each.classId()).size() - 1, classes.children(each.classId()).stream().map(FileClass::classId).toList(),
        each.name())).toList());
  }

  private static FileClass find(Classes classes, long classId) {
    return classes.find(classId)
        .orElseThrow(() -> new ApiException("FailedOperation.ClassNoFound", "ClassId: there is no class " + classId + "."));
  }

  private static void checkUnique(Classes classes, long parentId, String name) {
    if (classes.children(parentId).stream().anyMatch(each -> each.name().equals(name))) {
      throw new ApiException("FailedOperation.ClassNameDuplicate", "ClassName: there is a class of this name beside it.");
    }
  }

  private static void checkName(String name) {
    if (name.isBlank() || name.codePointCount(0, name.length()) > NAME_MAX_CHARS) {
      throw new ApiException("InvalidParameterValue.ClassName",
          "The parameter `ClassName` must be 1 to " + NAME_MAX_CHARS + " characters long.");
    }
  }
}
