/**
 * How a call of the cloud-compatible API comes in and how its answer goes out (contract 1), whatever product it belongs to.
 *
 * <pre>
 *  HTTP request ──▶ ApiRoutes ──▶ ApiCalls.answer ──▶ HTTP 200 with the envelope
 *                   is it a call?   │ SignedCall      Tc3Call or OlderCall: who says so, and is it true
 *                   body bounded    │ RateLimits      not too often
 *                                   │ Product         (version, action) ──▶ Action
 *                                   │ RequestReader   parameters ──▶ the action's request record, checked
 *                                   │ Action          a handler: blocking code on a virtual thread
 *                                   ▼ AnswerWriter    the action's answer record ──▶ JSON
 * </pre>
 *
 * A request record is the only description of an action: names, required parameters, types and ranges are read from its components
 * and their {@link io.livetape.api.transport.Check} annotations, for checking and for the OpenAPI document alike. Another product is
 * another list of actions.
 */
package io.livetape.api.transport;
