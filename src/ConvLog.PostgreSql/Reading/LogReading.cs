using ConvLog.PostgreSql.Connections;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.Storage.Contract;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Relational;

namespace ConvLog.PostgreSql.Reading;

/// <summary>Reads a part of the log of a conversation.</summary>
/// <param name="session">The connection.</param>
/// <param name="query">The part to read.</param>
/// <param name="personal">Provides the personal parts.</param>
internal sealed class LogReading(Session session, LogQuery query, PersonalReading personal)
{
    private const string Conversation = "SELECT key, pii_purged IS NOT NULL FROM #.conversation WHERE conversation = $1 AND day = $2 AND listed IS NOT NULL";

    private readonly List<(ScopedRecord Record, LogPosition Position)> _page = [];

    /// <summary>The page; empty if the conversation does not exist.</summary>
    public async ValueTask<StoredLogPage> ReadAsync(CancellationToken cancellationToken)
    {
        if (await FoundConversation.OfAsync(session, query.ConversationId, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            return new StoredLogPage { Logged = [] };
        }

        // Rarely more than once: only if rows had to be omitted from the page.
        var after = query.After;
        do
        {
            after = await ReadOnAsync(found, after, cancellationToken).ConfigureAwait(false);
        }
        while (after is not null && _page.Count <= query.Limit);
        return StoredLogPage.Of(_page, query.Limit);
    }

    // Returns the last position read; null at the end of the log.
    private async ValueTask<LogPosition?> ReadOnAsync(FoundConversation found, LogPosition? after, CancellationToken cancellationToken)
    {
        int most = query.Limit + 1;
        object?[] conversation = [found.Number, found.Day];
        var answers = await ResultSets.OfAsync(
            session,
            [
                .. LogRows.PagePlanning, (Conversation, conversation), (LogRows.Writers, conversation), (LogRows.Scopes, conversation),
                .. Logged(found, after, most),
            ],
            cancellationToken).ConfigureAwait(false);
        await using var ending = answers.ConfigureAwait(false);
        if (await answers.NextRowAsync(cancellationToken).ConfigureAwait(false) is not { } row)
        {
            return null;
        }

        var parts = await personal.OfAsync(row.OptionalInt64(0), row.Flag(1), cancellationToken).ConfigureAwait(false);
        var log = await LogRows.OfAsync(answers, new LoggedRows(personal.Troubles, parts, found.Number, query.ConversationId), cancellationToken)
            .ConfigureAwait(false);
        var logged = await log.ReadAsync(answers, query.WithPii ? 2 : 1, cancellationToken).ConfigureAwait(false);

        // Each answer is limited to this many rows, so only this many are certain to be in order.
        foreach (var (record, position) in logged.Take(most))
        {
            if (record is not null && LogFilter.Matches(record, query))
            {
                _page.Add((record, position));
            }
        }

        return logged.Count >= most ? logged[most - 1].Position : null;
    }

    private IEnumerable<(string Sql, object?[] Parameters)> Logged(FoundConversation found, LogPosition? after, int most)
    {
        yield return Entries(found, after, most, LogRows.VisibleEntries, isPersonal: false);
        if (query.WithPii)
        {
            yield return Entries(found, after, most, LogRows.PersonalEntries, isPersonal: true);
        }

        yield return Facts(found, after, most);
    }

    private (string Sql, object?[] Parameters) Entries(FoundConversation found, LogPosition? after, int most, string which, bool isPersonal)
    {
        var arguments = Of(found);
        string condition = $"{which} {Places(arguments)}";
        condition += query.Level is { } level ? $" AND r.kind % 4 = {arguments.Add((int)level)}" : "";
        condition += after is null ? "" : $" AND r.no > {arguments.Add(EntryNumber.Of(after.Writer, after.Sequence, isPersonal))}";
        return (LogRows.Entries($"{condition} ORDER BY r.no LIMIT {arguments.Add((long)most)}"), arguments.Values);
    }

    private (string Sql, object?[] Parameters) Facts(FoundConversation found, LogPosition? after, int most)
    {
        var arguments = Of(found);
        string condition = $"{LogRows.WithoutMessages} AND {(query.Level is null ? "true" : "false")} {Places(arguments)}";
        condition += after is null
            ? "" : $" AND (r.writer, r.sequence, abs(r.no)) > ({arguments.Add(after.Writer)}, {arguments.Add(after.Sequence)}, {arguments.Add(after.Tie)})";
        return (LogRows.Facts(query.WithPii, $"{condition} ORDER BY r.writer, r.sequence, abs(r.no) LIMIT {arguments.Add((long)most)}"), arguments.Values);
    }

    private static SqlArguments Of(FoundConversation found)
    {
        var arguments = new SqlArguments();
        arguments.Add(found.Number);
        arguments.Add(found.Day);
        return arguments;
    }

    private string Places(SqlArguments arguments)
    {
        if (query is { TurnId: null, FunctionEventId: null })
        {
            return "";
        }

        string turn = query.TurnId is { } turnId ? $" AND turn_id = {arguments.Add(turnId)}" : "";
        string call = query.FunctionEventId is { } functionEventId ? $" AND call_id = {arguments.Add(functionEventId)}" : "";

        // IS TRUE keeps the planner from turning the subquery into a join. That loses the order of the entries, so the server would read all for each page.
        return $"AND (r.scope IN (SELECT no FROM #.scope WHERE conversation = $1 AND day = $2{turn}{call})) IS TRUE";
    }
}
