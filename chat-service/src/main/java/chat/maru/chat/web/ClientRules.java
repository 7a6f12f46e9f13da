package chat.maru.chat.web;

import chat.maru.chat.limit.AddressLimits;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.filter.CorsFilter;

/// What holds for everything that clients ask, whoever they are: headers, other origins, limits.
///
/// @param origins whose pages get answers beside ours; none switches CORS off
record ClientRules(SecurityHeaders headers, List<String> origins, AddressLimits limits) {

  HttpSecurity on(HttpSecurity http) throws Exception {
    return withCors(headers.on(http)).addFilterAfter(limits.filter(), CorsFilter.class);
  }

  private HttpSecurity withCors(HttpSecurity http) throws Exception {
    if (origins.isEmpty()) {
      return http;
    }
    CorsConfiguration named = new CorsConfiguration();
    named.setAllowedOrigins(origins);
    named.setAllowedMethods(List.of("GET", "POST", "DELETE"));
    named.setAllowedHeaders(List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.CONTENT_TYPE));
    named.setExposedHeaders(List.of(HttpHeaders.RETRY_AFTER));
    return http.cors(cors -> cors.configurationSource(_ -> named));
  }
}
