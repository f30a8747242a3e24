using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Writing;

/// <summary>Complete rows of turns.</summary>
internal static class StoredTurns
{
    /// <summary>The columns and tables of a turn, as <see cref="RecordRows"/> reads them.</summary>
    public const string Select = """
        SELECT turn.no, turn.id, turn.writer, turn.sequence, turn.revision, turn.started, turn.ended, turn.latency, turn.error_type, turn.model, turn.input_tokens,
               turn.output_tokens, turn.cost, turn.currency, turn.first_token, turn.user_input, turn.agent_response, turn.flags, turn.checksum, pii.payload, pii.checksum,
               turn.details, turn.speech_to_text, turn.model_took, turn.functions_took, turn.text_to_speech, turn.first_byte, turn.total_tokens,
               turn.in_block
        FROM turn LEFT JOIN pii ON pii.kind = 4 AND pii.ref = turn.no
        """;
}
