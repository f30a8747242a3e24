using System.Globalization;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage.Text;
using Npgsql;

namespace ConvLog.PostgreSql.Text;

/// <summary>The documents that have some words, the newest first, fetched as they are needed: whoever has enough leaves the rest where it is.</summary>
/// <param name="session">The connection. It goes through one at a time.</param>
internal sealed class DocumentCursor(Session session)
{
    private readonly SqlArguments _arguments = new();

    /// <summary>Asks for them.</summary>
    /// <param name="words">What they have, as <see cref="DocumentQuery"/> makes it.</param>
    /// <param name="window">Where they are.</param>
    /// <param name="most">Names so many at most.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    public async ValueTask OpenAsync(string words, DocumentWindow window, int most, CancellationToken cancellationToken)
    {
        string conditions = string.Concat(
            window.EntriesOnly ? " AND kind = 0" : "",
            Condition("time >= ", window.From?.UtcTicks),
            Condition("since < ", window.To?.UtcTicks),
            Condition("conversation = ", window.Conversation?.Number),
            Condition("day = ", window.Conversation?.Day),
            OfConversation(window));
        string sql = string.Create(
            CultureInfo.InvariantCulture,
            $"DECLARE documents NO SCROLL CURSOR FOR SELECT conversation, day, kind, no, last, time FROM #.document WHERE words @@ "
                + $"convert_from({_arguments.Add(words)}, 'UTF8')::tsquery{conditions} ORDER BY time DESC LIMIT {most}");
        var opening = new NpgsqlBatch(session.Connection);
        await using var disposing = opening.ConfigureAwait(false);

        // The planner takes many partitions for much work, and would compile it.
        session.AddTo(opening, "SET LOCAL jit = off");
        session.AddTo(opening, sql, _arguments.Values);
        await opening.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The next ones; fewer where there are no more.</summary>
    public async ValueTask<List<FoundDocument>> NextAsync(int count, CancellationToken cancellationToken)
        => await session.ListAsync(
            string.Create(CultureInfo.InvariantCulture, $"FETCH {count} FROM documents"),
            [],
            static row => new FoundDocument(row.Int64(0), row.Int32(1), (DocumentKind)row.Int64(2), row.Int64(3), row.Int64(4), row.Int64(5)),
            cancellationToken).ConfigureAwait(false);

    public async ValueTask CloseAsync(CancellationToken cancellationToken)
        => await session.RunAsync("CLOSE documents", [], cancellationToken).ConfigureAwait(false);

    private string Condition(string condition, object? value) => value is null ? "" : $" AND {condition}{_arguments.Add(value)}";

    private string OfConversation(DocumentWindow window)
    {
        List<string> conditions = [.. window.Scope is { IsAll: false } scope ? ScopeFilter.Conditions(scope, _arguments) : []];
        if (window.StartedBefore is { } before)
        {
            conditions.Add($"c.created < {_arguments.Add(before.UtcTicks)}");
        }

        return conditions.Count == 0 ? ""
            : " AND EXISTS (SELECT 1 FROM #.conversation AS c WHERE c.conversation = document.conversation AND c.day = document.day AND "
                + $"{string.Join(" AND ", conditions)})";
    }
}
