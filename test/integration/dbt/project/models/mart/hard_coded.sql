select note_id from raw.notes
