package chat.maru.token;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/// The signature algorithms that count, and no others (RFC 8725, section 3.1). All are signatures
/// by a private key: with a shared secret, who can check tokens can make them, and a public key
/// could be taken for a secret; `none` is no signature at all.
///
/// @param allowed at least one
public record TokenAlgorithms(Set<JWSAlgorithm> allowed) {
  /// What the embedded issuer signs with.
  public static final TokenAlgorithms EMBEDDED = new TokenAlgorithms(Set.of(JWSAlgorithm.ES256));

  public TokenAlgorithms {
    allowed = Set.copyOf(allowed);
    if (allowed.isEmpty() || !JWSAlgorithm.Family.SIGNATURE.containsAll(allowed)) {
      throw new IllegalArgumentException(
          "maru.token-algorithms: %s (expected: some of %s)"
              .formatted(allowed, JWSAlgorithm.Family.SIGNATURE));
    }
  }

  /// @param names as `ES256`, of the setting `maru.token-algorithms`
  public static TokenAlgorithms named(Collection<String> names) {
    Set<JWSAlgorithm> algorithms = new LinkedHashSet<>();
    for (String name : names) {
      algorithms.add(JWSAlgorithm.parse(name));
    }
    return new TokenAlgorithms(algorithms);
  }
}
