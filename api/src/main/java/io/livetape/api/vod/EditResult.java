package io.livetape.api.vod;

import java.util.List;

/**
 * What came of an {@link EditPlan}, as a task keeps it.
 *
 * @param files as the plan asked for them
 * @param mediaName as they are called
 * @param metaData of the first
 */
record EditResult(List<EditPlan.Output> files, String mediaName, MediaInfo.MetaData metaData) {}
