/// The published documents (`docs/openapi.yaml`, `docs/asyncapi.yaml`) as tests read them, so that
/// code and running services can be held against what outsiders were told.
@NullMarked
package chat.maru.testkit.document;

import org.jspecify.annotations.NullMarked;
