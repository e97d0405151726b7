-- Rows as the first version of the bot made them. They are never changed.
INSERT INTO learners (id, since)
  VALUES (1234567890123456789, '2026-03-02 12:30:15.250000');

INSERT INTO zone_choices (learner_id, zone, effective_from, chosen_at)
  VALUES (1234567890123456789, 'Asia/Tokyo', '0001-01-01', '2026-03-02 12:30:15.250000');

INSERT INTO cards (learner_id, question_id, surface, channel_id, guild_id, filters, state,
  hint_used, answer_shown, probe, probe_of, asked_at, waits_since)
  VALUES (1234567890123456789, 'images', 'dm', 11, NULL,
    '{"topic": null, "kind": "general", "level": null}', 'answered', TRUE, FALSE, 'instance', 1,
    '2026-03-02 12:30:15.250000', '2026-03-02 12:30:15.250000');

INSERT INTO attempts (learner_id, card_id, kind, follows, concept, surface, channel_id,
  guild_id, question_id, question_version, hint_used, counted, answer, grade, score, verdict,
  at, delivery, fingerprint)
  VALUES (1234567890123456789, 1, 'main', NULL, NULL, 'dm', 11, NULL, 'images',
    '5f1c', TRUE, TRUE, 'A template.', '{"score": 55}', 55, 'partial',
    '2026-03-02 12:30:15.250000', 'interaction:1', 'ffff');

INSERT INTO notes (key, text)
  VALUES ('commands', 'abc');
