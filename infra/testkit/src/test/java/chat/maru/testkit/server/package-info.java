/// The three servers, hurt as tests of the services will hurt them.
@NullMarked
package chat.maru.testkit.server;

import org.jspecify.annotations.NullMarked;
