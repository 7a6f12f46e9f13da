/// The published documents, held against the validators that their readers use. That they tell the
/// truth is held elsewhere: by the services' own tests and by `OpenApiIT` and `AsyncApiIT`.
@NullMarked
package chat.maru.checks.documents;

import org.jspecify.annotations.NullMarked;
