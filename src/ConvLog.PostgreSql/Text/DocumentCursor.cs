using System.Globalization;
using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Reading;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Text;

/// <summary>The documents that contain some words, newest first, fetched on demand.</summary>
/// <param name="session">The connection. It can have one such cursor at a time.</param>
/// <param name="words">The query for the words, see <see cref="DocumentQuery"/>.</param>
/// <param name="window">The documents to search.</param>
/// <param name="most">The maximum number of documents.</param>
internal sealed class DocumentCursor(Session session, string words, DocumentWindow window, int most)
{
    // Many partitions look expensive to the planner, which would then compile the query.
    private static readonly (string Sql, object?[] Parameters)[] s_before = [("CLOSE ALL", []), ("SET LOCAL jit = off", [])];

    // The slices not yet queried.
    private Queue<string>? _slices;
    private bool _isOpen;
    private int _left = most;

    /// <summary>The next documents; fewer than requested at the end.</summary>
    public async ValueTask<List<FoundDocument>> NextAsync(int count, CancellationToken cancellationToken)
    {
        List<FoundDocument> found = [];
        _slices ??= window.Conversation is null ? await DocumentSlices.FindAsync(session, window, cancellationToken).ConfigureAwait(false) : new([""]);
        while (found.Count < count && _left > 0 && (_isOpen || _slices.Count > 0))
        {
            int wanted = Math.Min(count - found.Count, _left);
            var next = await FetchAsync(wanted, _isOpen ? null : Query(_slices.Dequeue()), cancellationToken).ConfigureAwait(false);
            found.AddRange(next);
            _left -= next.Count;
            _isOpen = next.Count == wanted;
        }

        return found;
    }

    private async ValueTask<List<FoundDocument>> FetchAsync(int count, (string Sql, object?[] Parameters)? query, CancellationToken cancellationToken)
    {
        (string Sql, object?[] Parameters) fetch = (string.Create(CultureInfo.InvariantCulture, $"FETCH {count} FROM documents"), []);
        var answers = await ResultSets.OfAsync(session, query is { } asked ? [.. s_before, asked, fetch] : [fetch], cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        return await answers.NextListAsync(
            static row => new FoundDocument(row.Int64(0), row.Int32(1), (DocumentKind)row.Int64(2), row.Int64(3), row.Int64(4), row.Int64(5)),
            cancellationToken).ConfigureAwait(false);
    }

    private (string Sql, object?[] Parameters) Query(string slice)
    {
        var arguments = new SqlArguments();
        string sql = string.Create(
            CultureInfo.InvariantCulture,
            $"DECLARE documents NO SCROLL CURSOR FOR SELECT conversation, day, kind, no, last, time FROM #.document WHERE words @@ "
                + $"convert_from({arguments.Add(words)}, 'UTF8')::tsquery{Conditions(arguments)}{slice} ORDER BY time DESC LIMIT {_left}");
        return (sql, arguments.Values);
    }

    private string Conditions(SqlArguments arguments) => string.Concat(
        window.EntriesOnly ? " AND kind = 0" : "",
        Condition("time >= ", window.From?.UtcTicks, arguments),
        Condition("since < ", window.To?.UtcTicks, arguments),
        Condition("conversation >= ", window.FirstConversation, arguments),
        Condition("conversation = ", window.Conversation?.Number, arguments),
        Condition("day = ", window.Conversation?.Day, arguments),
        OfConversation(arguments));

    private static string Condition(string condition, object? value, SqlArguments arguments) => value is null ? "" : $" AND {condition}{arguments.Add(value)}";

    private string OfConversation(SqlArguments arguments)
    {
        List<string> conditions = [.. window.Scope is { IsAll: false } scope ? ScopeFilter.Conditions(scope, arguments) : []];
        if (window.StartedBefore is { } before)
        {
            conditions.Add($"c.created < {arguments.Add(before.UtcTicks)}");
        }

        return conditions.Count == 0 ? ""
            : " AND EXISTS (SELECT 1 FROM #.conversation AS c WHERE c.conversation = document.conversation AND c.day = document.day AND "
                + $"{string.Join(" AND ", conditions)})";
    }
}
