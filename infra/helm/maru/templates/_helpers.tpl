{{/* Names: RELEASE-gateway, RELEASE-chat, RELEASE-persistence; a component is one of the three. Node names are pod names. */}}
{{- define "maru.name" -}}
{{- printf "%s-%s" (.root.Release.Name | trunc 30 | trimSuffix "-") .component -}}
{{- end }}

{{- define "maru.release" -}}
app.kubernetes.io/name: maru
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "maru.selector" -}}
{{ include "maru.release" .root }}
app.kubernetes.io/component: {{ .component }}-service
{{- end }}

{{- define "maru.labels" -}}
{{ include "maru.release" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{/* A value that has to be given; `why` says how. */}}
{{- define "maru.needed" -}}
{{- required (printf "%s: none (expected: %s)" .name .why) .value -}}
{{- end }}

{{- define "maru.publicOrigin" -}}
{{- include "maru.needed" (dict "name" "publicOrigin" "value" .Values.publicOrigin "why" "where people open the page, as https://chat.example.org") -}}
{{- end }}

{{- define "maru.socketOrigin" -}}
{{- include "maru.publicOrigin" . | regexFind "^https?://[^/]+" | replace "https://" "wss://" | replace "http://" "ws://" -}}
{{- end }}

{{- define "maru.issuer" -}}
{{- .Values.issuer.uri | default (include "maru.publicOrigin" .) -}}
{{- end }}

{{- define "maru.jwksUri" -}}
{{- if .Values.issuer.uri -}}
{{- include "maru.needed" (dict "name" "issuer.jwksUri" "value" .Values.issuer.jwksUri "why" "where the outside issuer publishes its keys") -}}
{{- else -}}
http://{{ include "maru.name" (dict "root" . "component" "chat") }}:8080/.well-known/jwks.json
{{- end -}}
{{- end }}

{{- define "maru.sasl" -}}
{{- if hasPrefix "SASL_" .Values.kafka.securityProtocol }}yes{{ end -}}
{{- end }}

{{- define "maru.secret" -}}
{{- include "maru.needed" (dict "name" (printf "%s.existingSecret" .name) "value" .value "why" (printf "the name of a Secret that holds %s" .what)) -}}
{{- end }}

{{/* Secrets come as files: environment variables are inherited and end up in dumps. Files under properties/ are named as the
settings that they are (Boot's configtree). */}}
{{- define "maru.secretSources" -}}
{{- $values := .root.Values }}
- secret:
    name: {{ include "maru.secret" (dict "name" "keyring" "value" $values.keyring.existingSecret "what" "the keyring") }}
    items:
      - key: {{ $values.keyring.key }}
        path: keyring.json
{{- if ne .component "persistence" }}
- secret:
    name: {{ include "maru.secret" (dict "name" "serviceToken" "value" $values.serviceToken.existingSecret "what" "the internal API's token") }}
    items:
      - key: {{ $values.serviceToken.key }}
        path: service-token
- secret:
    name: {{ include "maru.secret" (dict "name" "redis" "value" $values.redis.existingSecret "what" "Redis' password") }}
    items:
      - key: {{ $values.redis.passwordKey }}
        path: properties/spring.data.redis.password
{{- end }}
{{- if ne .component "gateway" }}
- secret:
    name: {{ include "maru.secret" (dict "name" "database" "value" $values.database.existingSecret "what" "the database's user and password") }}
    items:
      - key: {{ $values.database.usernameKey }}
        path: properties/spring.datasource.username
      - key: {{ $values.database.passwordKey }}
        path: properties/spring.datasource.password
{{- end }}
{{- if include "maru.sasl" .root }}
- secret:
    name: {{ include "maru.secret" (dict "name" "kafka" "value" $values.kafka.existingSecret "what" "Kafka's sasl.jaas.config") }}
    items:
      - key: {{ $values.kafka.jaasKey }}
        path: properties/spring.kafka.properties.sasl.jaas.config
{{- end }}
{{- end }}

{{/* What all services are told. Names are Boot's: upper case, dots as underscores, dashes left out. */}}
{{- define "maru.commonEnv" -}}
{{- $values := .root.Values }}
- name: SPRING_PROFILES_ACTIVE
  value: {{ $values.profile | quote }}
- name: SPRING_CONFIG_IMPORT
  value: optional:configtree:/run/secrets/properties/
- name: MARU_NODE
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: SPRING_KAFKA_BOOTSTRAPSERVERS
  value: {{ include "maru.needed" (dict "name" "kafka.bootstrapServers" "value" $values.kafka.bootstrapServers "why" "HOST:PORT,HOST:PORT") | quote }}
- name: SPRING_KAFKA_SECURITY_PROTOCOL
  value: {{ $values.kafka.securityProtocol }}
{{- if include "maru.sasl" .root }}
- name: SPRING_KAFKA_PROPERTIES_SASL_MECHANISM
  value: {{ $values.kafka.saslMechanism }}
{{- end }}
- name: MARU_KEYRINGFILE
  value: /run/secrets/keyring.json
{{- if ne .component "persistence" }}
- name: MARU_SERVICETOKENFILE
  value: /run/secrets/service-token
- name: MARU_ISSUER
  value: {{ include "maru.issuer" .root | quote }}
- name: SPRING_DATA_REDIS_HOST
  value: {{ include "maru.needed" (dict "name" "redis.host" "value" $values.redis.host "why" "a host name") | quote }}
- name: SPRING_DATA_REDIS_PORT
  value: {{ $values.redis.port | quote }}
- name: SPRING_DATA_REDIS_SSL_ENABLED
  value: {{ $values.redis.tls | quote }}
{{- end }}
{{- if ne .component "gateway" }}
- name: SPRING_DATASOURCE_URL
  value: {{ include "maru.needed" (dict "name" "database.url" "value" $values.database.url "why" "jdbc:postgresql://HOST:5432/maru") | quote }}
{{- end }}
{{- if and $values.topics.create (eq .component "persistence") }}
- name: MARU_TOPICS_CREATE
  value: "true"
{{- end }}
{{- with .settings.jvmOptions }}
- name: JAVA_TOOL_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- end }}

{{- define "maru.port" -}}
- name: {{ .name }}
  containerPort: {{ .number }}
  protocol: TCP
{{- end }}

{{/* The body of every Deployment but its replicas, rollout, environment, ports and hooks. */}}
{{- define "maru.container" -}}
image: {{ printf "%s%s-service:%s" .root.Values.image.prefix .component (.root.Values.image.tag | default .root.Chart.AppVersion) | quote }}
imagePullPolicy: {{ .root.Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities:
    drop:
      - ALL
resources:
  {{- toYaml .settings.resources | nindent 2 }}
# Five minutes: the first node to start also migrates the database.
startupProbe:
  httpGet:
    path: /actuator/health/liveness
    port: management
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 60
# Only the process itself: a shared outage must not restart all nodes at once.
livenessProbe:
  httpGet:
    path: /actuator/health/liveness
    port: management
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /actuator/health/readiness
    port: management
  periodSeconds: 3
  timeoutSeconds: 3
  failureThreshold: 2
volumeMounts:
  - name: secrets
    mountPath: /run/secrets
    readOnly: true
  - name: tmp
    mountPath: /tmp
{{- end }}

{{- define "maru.pod" -}}
serviceAccountName: {{ .root.Release.Name | trunc 40 | trimSuffix "-" }}-maru
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .root.Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "maru.selector" $ | nindent 8 }}
  {{- end }}
{{- with .settings.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .settings.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
volumes:
  - name: secrets
    projected:
      defaultMode: 0440
      sources:
        {{- include "maru.secretSources" . | trim | nindent 8 }}
  # All that a service writes: the web server's work folder, unpacked native libraries.
  - name: tmp
    emptyDir:
      sizeLimit: 128Mi
{{- end }}
