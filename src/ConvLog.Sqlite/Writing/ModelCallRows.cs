using ConvLog.Sqlite.Engine;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.Sqlite.Writing;

/// <summary>Writes one row for each model call, whether its beginning or its end arrives first.</summary>
internal static class ModelCallRows
{
    private const string Insert = """
        INSERT INTO model_call (conversation, id, no, scope, model, started, ended, duration, first_token, outcome, input_tokens, output_tokens, cached_tokens, cost, currency,
                                total_tokens)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        ON CONFLICT DO NOTHING
        """;

    private const string Find = "SELECT no, scope, model, started, ended FROM model_call WHERE conversation = ?1 AND id = ?2";

    // Indexed columns are set only if they changed: the library writes the same values at the beginning and the end of a call.
    private const string UpdateBeginning = "UPDATE model_call SET scope = ?2, model = ?3, started = ?4 WHERE no = ?1";

    private const string UpdateEnd = """
        UPDATE model_call SET ended = 1, duration = ?2, first_token = ?3, outcome = ?4, input_tokens = ?5, output_tokens = ?6, cached_tokens = ?7, cost = ?8, currency = ?9,
            total_tokens = ?10
        WHERE no = ?1
        """;

    private const string FindModel = "SELECT no FROM model WHERE name = ?1 AND ifnull(provider, x'00') = ifnull(?2, x'00')";
    private const string InsertModel = "INSERT INTO model (name, provider) VALUES (?1, ?2)";

    /// <param name="session">The connection, in a transaction that writes.</param>
    /// <param name="conversation">The conversation's number.</param>
    /// <param name="fact">The number of the fact that the call was read from, which is new.</param>
    /// <param name="scope">The number of the scope in which the call was made.</param>
    /// <param name="call">The call.</param>
    public static void Put(Session session, long conversation, long fact, long scope, ModelCallRow call)
    {
        long model = NumberOf(session, call.Model, call.Provider);
        var usage = call.Usage;
        int added = session[Insert].Bind(1, conversation).Bind(2, call.Id).Bind(3, fact).Bind(4, scope).Bind(5, model)
            .Bind(6, call.Started).Bind(7, call.HasEnded ? 1L : 0L).Bind(8, call.Duration).Bind(9, call.FirstToken).Bind(10, call.Outcome)
            .Bind(11, usage?.InputTokens).Bind(12, usage?.OutputTokens).Bind(13, usage?.CachedInputTokens).Bind(14, call.Cost).Bind(15, call.Currency)
            .Bind(16, usage?.ReportedTotal).RunAndCount();
        if (added > 0)
        {
            return;
        }

        var row = session[Find].Bind(1, conversation).Bind(2, call.Id);
        row.Step();
        var (no, beginning, hasEnded) = (row.Int64(0), (row.Int64(1), row.Int64(2), row.Int64(3)), row.Int64(4) != 0);
        row.Reset();
        if (!call.Replaces(hasEnded))
        {
            return;
        }

        if (beginning != (scope, model, call.Started))
        {
            session[UpdateBeginning].Bind(1, no).Bind(2, scope).Bind(3, model).Bind(4, call.Started).Run();
        }

        session[UpdateEnd].Bind(1, no).Bind(2, call.Duration).Bind(3, call.FirstToken).Bind(4, call.Outcome)
            .Bind(5, usage?.InputTokens).Bind(6, usage?.OutputTokens).Bind(7, usage?.CachedInputTokens).Bind(8, call.Cost).Bind(9, call.Currency)
            .Bind(10, usage?.ReportedTotal).Run();
    }

    private static long NumberOf(Session session, string model, string? provider)
    {
        if (session[FindModel].Bind(1, model).Bind(2, provider).Scalar() is { } number)
        {
            return number;
        }

        session[InsertModel].Bind(1, model).Bind(2, provider).Run();
        return session.LastRowId;
    }
}
