using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Records;

namespace ConvLog.PostgreSql.Writing.Records;

/// <summary>Writes turns: a higher revision replaces a lower one.</summary>
/// <param name="privacy">Decides what is shown.</param>
internal sealed class TurnWriting(PrivacyOptions privacy)
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

    /// <summary>The ID of the turn that a record describes or changes; null for other records.</summary>
    public static string? IdOf(StoreRecord record) => record switch
    {
        TurnRecord turn => turn.Id,
        TurnChangeRecord told => told.TurnId,
        _ => null,
    };

    public void Write(ConversationChange change, TurnRecord given)
    {
        var current = change.Turns.TryGetValue(given.Id, out var kept) ? kept.Written ?? kept.Stored : null;
        var turn = current is null ? given : LateChanges.Merge(current, given);
        Write(change, current is null || turn.Late is null ? given : turn, hasLateChanges: current is not null && !LateChanges.AreSame(current, turn));
    }

    public void Write(ConversationChange change, TurnChangeRecord told)
    {
        var current = change.Turns.TryGetValue(told.TurnId, out var state) ? state.Written ?? state.Stored : null;
        if (current is null)
        {
            throw ConversationStoreException.NoTurn(told.TurnId);
        }

        DamagedPayload.EnsureComplete(current);
        var turn = LateChanges.Add(current, told);
        Write(change, turn, hasLateChanges: !LateChanges.AreSame(current, turn));
    }

    /// <param name="change">The conversation.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="hasLateChanges">Whether a writer other than its opening added new details, which are written regardless of the revision.</param>
    private void Write(ConversationChange change, TurnRecord turn, bool hasLateChanges)
    {
        int writer = change.WriterNumber(turn.WriterId);
        string input = TurnPayload.Shown(turn.UserInput, privacy);
        string response = TurnPayload.Shown(turn.AgentResponse, privacy);
        long flags = TurnPayload.FlagsOf(turn, privacy);
        byte[]? details = TurnPayload.Details(turn, privacy);
        byte[]? personal = TurnPayload.Personal(turn, privacy);
        long checksum = RowChecksums.ChecksumOf(turn, writer, input, response, flags, details, personal is not null);
        if (change.Turns.TryGetValue(turn.Id, out var kept) && !hasLateChanges && kept.Outranks(change, turn.Revision, checksum))
        {
            return;
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

    /// <summary>The rows to insert and to update.</summary>
    public static RowChanges RowsOf(IEnumerable<ConversationChange> changes)
    {
        var rows = new RowChanges("turn#", s_turnColumns);
        foreach (var change in changes.Where(static change => change.Changes(RecordKinds.Turns)))
        {
            foreach (var state in change.Turns.Values.Where(static state => state.Written is not null))
            {
                var turn = state.Written!;
                rows.Add(
                    state.IsStored, change.Number, change.Day, state.Number, turn.Id, state.Writer, turn.Sequence, turn.Revision, state.Started, state.Ended,
                    state.Latency, state.HasFailed, turn.ErrorType, turn.Usage?.Model, turn.Usage?.InputTokens, turn.Usage?.OutputTokens,
                    UsageCost.Of(turn.Usage).Cost, UsageCost.Of(turn.Usage).Currency, turn.Usage?.TimeToFirstToken?.Ticks, state.Input, state.Response,
                    state.Flags, state.Checksum, state.Details, turn.Stages?.SpeechToText?.Ticks, turn.Stages?.Model?.Ticks, turn.Stages?.Functions?.Ticks,
                    turn.Stages?.TextToSpeech?.Ticks, state.FirstByte, turn.Usage?.ReportedTotal);
            }
        }

        return rows;
    }
}
