using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Records;

namespace ConvLog.PostgreSql.Writing;

/// <content>Turns: a higher revision replaces a lower one.</content>
internal sealed partial class WriteBatch
{
    private static readonly string[] s_turnColumns =
    [
        "conversation bigint", "day bigint", "no bigint", "id bytea", "writer bigint", "sequence bigint", "revision bigint", "started bigint", "ended bigint",
            "latency bigint",
        "failed boolean", "error_type bytea", "model bytea", "input_tokens bigint", "output_tokens bigint", "cost bytea", "currency bytea",
            "first_token bigint", "user_input bytea",
        "agent_response bytea", "flags bigint", "checksum bigint", "details bytea", "speech_to_text bigint", "model_took bigint", "functions_took bigint",
            "text_to_speech bigint", "first_byte bigint", "total_tokens bigint",
    ];

    private void Write(ConversationChange change, TurnRecord given)
    {
        var current = change.Turns.TryGetValue(given.Id, out var kept) ? kept.Written ?? kept.Stored : null;
        var turn = current is null ? given : LateChanges.Merge(current, given);
        Write(change, current is null || turn.Late is null ? given : turn, hasLateChanges: current is not null && !LateChanges.AreSame(current, turn));
    }

    /// <param name="change">The conversation.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="hasLateChanges">Whether a writer other than its opening added new details, which are written regardless of the revision.</param>
    private void Write(ConversationChange change, TurnRecord turn, bool hasLateChanges)
    {
        int writer = change.WriterNumber(turn.WriterId);
        string input = TurnPayload.Shown(turn.UserInput, Privacy);
        string response = TurnPayload.Shown(turn.AgentResponse, Privacy);
        long flags = TurnPayload.FlagsOf(turn, Privacy);
        byte[]? details = TurnPayload.Details(turn, Privacy);
        byte[]? personal = TurnPayload.Personal(turn, Privacy);
        long checksum = RowChecksums.ChecksumOf(turn, writer, input, response, flags, details, personal is not null);
        if (change.Turns.TryGetValue(turn.Id, out var kept) && !hasLateChanges)
        {
            if (kept.Revision == turn.Revision)
            {
                CountConflict(kept.Checksum, checksum);
            }

            if (turn.Revision <= kept.Revision)
            {
                return;
            }
        }

        // The index depends on the text and the start time of a turn.
        bool isTextNew = kept is null
            ? input.Length + response.Length > 0
            : kept.Started != turn.StartedAt.UtcTicks || !string.Equals(kept.Input, input, StringComparison.Ordinal)
                || !string.Equals(kept.Response, response, StringComparison.Ordinal);
        var state = kept ?? (change.Turns[turn.Id] = new TurnState { Number = ++change.LastTurn });
        change.IsTitleWritten |= state.Number == change.Columns.TitleTurn;
        (state.Written, state.IsTextNew) = (turn, state.IsTextNew || isTextNew);
        (state.Writer, state.Revision, state.Checksum) = (writer, turn.Revision, checksum);
        (state.Started, state.Ended) = (turn.StartedAt.UtcTicks, turn.LastAt?.UtcTicks);
        (state.Latency, state.FirstByte) = (turn.Latency?.Ticks, turn.Stages?.FirstByte?.Ticks);
        state.Usage = turn.Usage;
        (state.Input, state.Response, state.Flags, state.HasFailed, state.Details) = (input, response, flags, turn.HasFailed, details);
        change.SetPersonal(PiiKind.Turn, state.Number, personal, isNew: !state.IsStored);
        change.Changed |= RecordKinds.Turns;
    }

    private (BulkRows New, BulkRows Changed) TurnRows()
    {
        (var added, var changed) = (new BulkRows("turn#", s_turnColumns), new BulkRows("turn#", s_turnColumns));
        foreach (var change in _changes.Values.Where(static change => change.Changes(RecordKinds.Turns)))
        {
            foreach (var state in change.Turns.Values.Where(static state => state.Written is not null))
            {
                var turn = state.Written!;
                (state.IsStored ? changed : added).Add(
                    change.Number, change.Day, state.Number, turn.Id, state.Writer, turn.Sequence, turn.Revision, state.Started, state.Ended, state.Latency,
                    state.HasFailed, turn.ErrorType, turn.Usage?.Model, turn.Usage?.InputTokens, turn.Usage?.OutputTokens,
                    UsageCost.Of(turn.Usage).Cost, UsageCost.Of(turn.Usage).Currency, turn.Usage?.TimeToFirstToken?.Ticks, state.Input,
                        state.Response, state.Flags, state.Checksum, state.Details, turn.Stages?.SpeechToText?.Ticks, turn.Stages?.Model?.Ticks,
                        turn.Stages?.Functions?.Ticks, turn.Stages?.TextToSpeech?.Ticks, state.FirstByte, turn.Usage?.ReportedTotal);
            }
        }

        return (added, changed);
    }
}
