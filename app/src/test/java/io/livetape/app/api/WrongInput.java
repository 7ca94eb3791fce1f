package io.livetape.app.api;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A call with one thing wrong about it.
 *
 * @param what is wrong, for people
 * @param code that it must end in
 * @param named what the message must name
 */
record WrongInput(String version, String action, String what, ObjectNode parameters, String code, String named) {
  @Override
  public String toString() {
    return action + ": " + what;
  }
}
