package chat.maru.chat.web;

import java.time.Duration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// What browsers are told beside the answer. `Strict-Transport-Security` (RFC 6797) goes out by
/// https alone: ours, or that of a proxy whose word counts. It speaks for this host only, because
/// names below it are not ours.
///
/// @param policy content security policy
/// @param hsts zero sends no `Strict-Transport-Security`
record SecurityHeaders(String policy, Duration hsts) {
  /// The page asks for none of these, so nothing that gets into it can, either.
  private static final String NOTHING_OF_THE_DEVICE =
      "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

  HttpSecurity on(HttpSecurity http) throws Exception {
    return http.headers(headers ->
        headers
            .contentSecurityPolicy(csp -> csp.policyDirectives(policy))
            .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
            .permissionsPolicyHeader(permissions -> permissions.policy(NOTHING_OF_THE_DEVICE))
            .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
            .crossOriginResourcePolicy(
                resource -> resource.policy(CrossOriginResourcePolicy.SAME_ORIGIN))
            .httpStrictTransportSecurity(this::strict));
  }

  private void strict(HeadersConfigurer<HttpSecurity>.HstsConfig config) {
    if (hsts.isZero()) {
      config.disable();
    } else {
      config.maxAgeInSeconds(hsts.toSeconds()).includeSubDomains(false);
    }
  }
}
