using ConvLog.Privacy;
using ConvLog.Records;
using ConvLog.Sqlite.Engine;
using ConvLog.Sqlite.Health;
using ConvLog.Sqlite.Statistics;
using ConvLog.Sqlite.Text;
using ConvLog.Storage;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Payloads.Sealing;
using ConvLog.Storage.Records;

namespace ConvLog.Sqlite.Writing;

/// <summary>Writes turns: a higher revision replaces a lower one. Changes by writers other than a turn's opening are merged into the stored turn.</summary>
/// <param name="session">The connection, in the transaction.</param>
/// <param name="privacy">Which texts are personal.</param>
/// <param name="days">The counted days that change.</param>
/// <param name="payloads">The personal parts.</param>
/// <param name="index">The text index's work list.</param>
/// <param name="troubles">Counts damage.</param>
internal sealed class TurnWriting(
    Session session, PrivacyOptions privacy, DayChanges days, PersonalWriting payloads, IndexQueue index, DatabaseTroubles troubles)
{
    /// <summary>Finds a turn within its conversation.</summary>
    public const string SelectTurn = """
        SELECT no, revision, checksum, is_indexed, started, user_input, agent_response, in_block, writer, model, leads, flags
        FROM turn
        WHERE conversation = ?1 AND id = ?2
        """;

    private const string InsertTurn = """
        INSERT INTO turn (conversation, id, writer, sequence, revision, started, ended, latency, failed, error_type, model, input_tokens, output_tokens, cost, currency,
                          first_token, user_input, agent_response, flags, checksum, details, in_block, leads, speech_to_text, model_took, functions_took, text_to_speech,
                          first_byte, total_tokens)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29)
        """;

    private const string UpdateTurn = """
        UPDATE turn SET writer = ?3, sequence = ?4, revision = ?5, started = ?6, ended = ?7, latency = ?8, failed = ?9, error_type = ?10, model = ?11, input_tokens = ?12,
            output_tokens = ?13, cost = ?14, currency = ?15, first_token = ?16, user_input = ?17, agent_response = ?18, flags = ?19, checksum = ?20, details = ?21,
            in_block = ?22, leads = ?23, speech_to_text = ?24, model_took = ?25, functions_took = ?26, text_to_speech = ?27, first_byte = ?28, total_tokens = ?29
        WHERE conversation = ?1 AND id = ?2
        """;

    private const string SelectStoredTurn = $"{StoredTurns.Select} WHERE turn.conversation = ?1 AND turn.id = ?2";

    /// <summary>How many turns arrived again with different content.</summary>
    public long Conflicts { get; private set; }

    public void Write(ConversationChange change, TurnRecord given)
    {
        // The store, not the host, decides what is personal: whether the user said something, and therefore waited, depends on it.
        bool arePersonal = TurnPayload.ArePersonal(privacy);
        var turn = given.UtterancesArePersonal.Value == arePersonal ? given : given with { UtterancesArePersonal = new EqualityNeutral(arePersonal) };
        var kept = change.Known.IsNewTurn(turn.Id) ? null : FindTurn(change.Known.Number, turn.Id);
        if (kept is null || ((kept.Flags & TurnPayload.HasLate) == 0 && turn.Late is null))
        {
            Write(change, kept, turn, change.Known.WriterNumber(session, turn.WriterId), hasLateChanges: false);
        }
        else
        {
            WriteMerged(change, kept, turn);
        }
    }

    public void Write(ConversationChange change, TurnChangeRecord told)
    {
        var kept = FindTurn(change.Known.Number, told.TurnId) ?? throw ConversationStoreException.NoTurn(told.TurnId);
        var stored = ReadTurn(change, kept, told.TurnId);
        DamagedPayload.EnsureComplete(stored);
        var turn = LateChanges.Add(stored, told);
        Write(change, kept, turn, kept.Writer, hasLateChanges: !LateChanges.AreSame(stored, turn));
    }

    private void WriteMerged(ConversationChange change, TurnRow kept, TurnRecord given)
    {
        var stored = ReadTurn(change, kept, given.Id);
        var turn = LateChanges.Merge(stored, given);

        // The opening that began the turn may have been refused since. Requesting its number as that of a writer would admit it again.
        long writer = turn.WriterId == stored.WriterId ? kept.Writer : change.Known.WriterNumber(session, turn.WriterId);
        Write(change, kept, turn, writer, hasLateChanges: !LateChanges.AreSame(stored, turn));
    }

    /// <param name="change">The conversation.</param>
    /// <param name="kept">The stored turn; null for none.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="writer">The number of its opening.</param>
    /// <param name="hasLateChanges">Whether a writer other than its opening changed it: the change is written whatever its revision is.</param>
    private void Write(ConversationChange change, TurnRow? kept, TurnRecord turn, long writer, bool hasLateChanges)
    {
        long conversation = change.Known.Number;
        string input = TurnPayload.Shown(turn.UserInput, privacy);
        string response = TurnPayload.Shown(turn.AgentResponse, privacy);
        byte[]? personal = TurnPayload.Personal(turn, privacy);
        byte[]? details = TurnPayload.Details(turn, privacy);
        long checksum = RowChecksums.ChecksumOf(turn, writer, input, response, TurnPayload.FlagsOf(turn, privacy), details, personal is not null);

        if (kept is not null && !hasLateChanges && !IsNewer(kept, turn, checksum))
        {
            return;
        }

        if (kept is not null)
        {
            change.RecountFromRows();
        }

        // The index identifies a turn by its text and its time. Its old words are removed before the turn changes, and the turn is added to the work list.
        bool isTextNew = kept is null ? input.Length + response.Length > 0 : !kept.IsSameText(turn.StartedAt.UtcTicks, input, response);
        if (isTextNew && kept is { IsIndexed: true })
        {
            TurnText.RemoveFromIndex(session, kept.Number, kept.Input, kept.Response);
        }

        days.ChangeTurn(kept?.Started, turn.StartedAt.UtcTicks);
        bool isInBlock = personal is not null && turn.EndedAt is not null;
        string? model = turn.Usage?.Model;
        bool isSameModel = kept is not null && string.Equals(kept.Model, model, StringComparison.Ordinal);
        bool leads = isSameModel ? kept!.IsLeading : model is not null && change.Known.BecomesLeadingTurn(session, model);
        Put(kept is null ? InsertTurn : UpdateTurn, turn, conversation, writer, input, response, details, checksum, isInBlock, leads);
        long number = kept?.Number ?? session.LastRowId;
        if (isTextNew)
        {
            index.AddTurn(conversation, number);
        }

        payloads.Store(change, PiiKind.Turn, number, kept?.IsInBlock, personal, isInBlock);
        change.AddTurn(number);
        change.First?.Add(turn);
        if (kept is { IsLeading: true, Model: not null } && !isSameModel)
        {
            change.Known.PromoteTurn(session, kept.Model);
        }
    }

    private bool IsNewer(TurnRow kept, TurnRecord turn, long checksum)
    {
        if (kept.Revision == turn.Revision)
        {
            Conflicts += kept.Checksum == checksum ? 0 : 1;
        }

        return turn.Revision > kept.Revision;
    }

    private TurnRow? FindTurn(long conversation, string id)
    {
        var row = session[SelectTurn].Bind(1, conversation).Bind(2, id);
        try
        {
            return row.Step()
                ? new TurnRow(row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3) != 0, row.Int64(4), row.Text(5), row.Text(6), row.Int64(7) != 0,
                    row.Int64(8), row.OptionalText(9), row.Int64(10) != 0, row.Int64(11))
                : null;
        }
        finally
        {
            row.Reset();
        }
    }

    private TurnRecord ReadTurn(ConversationChange change, TurnRow kept, string id)
    {
        long conversation = change.Known.Number;
        var writer = new WriterLookup(session);
        writer.Read(kept.Writer);
        var writers = new Dictionary<long, Guid> { [kept.Writer] = writer.Id };
        var rows = new RecordRows(troubles, payloads.PartsOf(change), conversation, change.Known.Id, writers);
        var row = session[SelectStoredTurn].Bind(1, conversation).Bind(2, id);
        try
        {
            row.Step();
            return rows.Turn(row);
        }
        finally
        {
            row.Reset();
        }
    }

    private void Put(string sql, TurnRecord turn, long conversation, long writer, string input, string response, byte[]? details, long checksum, bool isInBlock,
        bool leads)
        => session[sql]
        .Bind(1, conversation).Bind(2, turn.Id).Bind(3, writer).Bind(4, turn.Sequence).Bind(5, turn.Revision)
        .Bind(6, turn.StartedAt.UtcTicks).Bind(7, turn.LastAt?.UtcTicks).Bind(8, turn.Latency?.Ticks)
        .Bind(9, turn.HasFailed ? 1L : 0L).Bind(10, turn.ErrorType)
        .Bind(11, turn.Usage?.Model).Bind(12, turn.Usage?.InputTokens).Bind(13, turn.Usage?.OutputTokens)
        .Bind(14, UsageCost.Of(turn.Usage).Cost).Bind(15, UsageCost.Of(turn.Usage).Currency).Bind(16, turn.Usage?.TimeToFirstToken?.Ticks)
        .Bind(17, input).Bind(18, response).Bind(19, TurnPayload.FlagsOf(turn, privacy)).Bind(20, checksum)
        .Bind(21, details).Bind(22, isInBlock ? 1L : 0L).Bind(23, leads ? 1L : 0L)
        .Bind(24, turn.Stages?.SpeechToText?.Ticks).Bind(25, turn.Stages?.Model?.Ticks).Bind(26, turn.Stages?.Functions?.Ticks)
        .Bind(27, turn.Stages?.TextToSpeech?.Ticks).Bind(28, turn.Stages?.FirstByte?.Ticks).Bind(29, turn.Usage?.ReportedTotal)
        .Run();

    /// <summary>The values of a stored turn that determine how a later revision is written.</summary>
    private sealed record TurnRow(long Number, long Revision, long Checksum, bool IsIndexed, long Started, string Input, string Response, bool IsInBlock,
        long Writer, string? Model, bool IsLeading, long Flags)
    {
        public bool IsSameText(long started, string input, string response)
            => Started == started && string.Equals(Input, input, StringComparison.Ordinal) && string.Equals(Response, response, StringComparison.Ordinal);
    }
}
