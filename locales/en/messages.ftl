# What people are told: message-<kind> says what happened, message-<kind>-do what to do.
message-facts-confirmed = A fact that you asked for is confirmed.
message-facts-confirmed-do = See it; decisions use it from now on.
message-facts-refused = A fact that you asked for was refused: { $why }
message-facts-refused-do = See why; ask again when you have further proof.
message-facts-revoked = A confirmed fact of yours was revoked: { $why }
message-facts-revoked-do = See why. Decisions do not use it any more.
