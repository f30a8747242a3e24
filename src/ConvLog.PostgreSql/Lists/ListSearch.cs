using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Text;
using ConvLog.Storage;
using ConvLog.Storage.Relational;
using ConvLog.Storage.Relational.Lists;
using ConvLog.Storage.Text;

namespace ConvLog.PostgreSql.Lists;

/// <summary>Finds the conversations with the text and the field that a list is filtered by.</summary>
internal static class ListSearch
{
    /// <summary>
    /// Finds the conversations; null if the query has neither filter. A search applies the other filters too, so that its bound counts only matches.
    /// </summary>
    public static async ValueTask<TextMatches?> FindAsync(Session session, ConversationQuery query, bool withPii, ListFilter filter,
        CancellationToken cancellationToken)
    {
        if (query.Field is null && query.Text is null)
        {
            return null;
        }

        bool debug = query.Environment == ConversationEnvironment.Debug;
        var window = new DocumentWindow { Scope = query.Scope, StartedBefore = query.To };
        if (Began(query, withPii) is var (sql, parameters))
        {
            if (await session.NumberAsync(sql, parameters, cancellationToken).ConfigureAwait(false) is not { } first)
            {
                return new TextMatches([], [], SearchedFrom: null);
            }

            window = window with { FirstConversation = first };
        }

        var fields = query.Field is { } field
            ? await TextMatches.FindAsync(session, field, debug, Asked(filter), cancellationToken, window, Entry(filter)).ConfigureAwait(false)
            : null;
        if (query.Text is not { } text)
        {
            return fields;
        }

        var texts = await TextMatches.FindAsync(session, SearchTerms.Parse(text), debug, query.EntriesOnly, Asked(filter, fields), cancellationToken,
            window).ConfigureAwait(false);
        return fields?.SearchedFrom is { } from && !(texts.SearchedFrom >= from) ? texts with { SearchedFrom = from } : texts;
    }

    /// <summary>The condition that the row c of "conversation" is one of those found.</summary>
    public static string IsAmong(TextMatches found, SqlArguments arguments)
        => $"c.conversation = ANY ({arguments.Add(found.Conversations)}) AND c.day = ANY ({arguments.Add(found.Days.Distinct().ToArray())})";

    // Finds the first of the conversations since the query's time, which are numbered as they arrive: without it, all older documents with a word would be
    // read. Null if the query has no such time.
    private static (string Sql, object?[] Parameters)? Began(ConversationQuery query, bool withPii)
    {
        var arguments = new SqlArguments();
        List<string> conditions = [];
        if (query.From is { } from)
        {
            conditions.Add($"{SortColumn.Of(ConversationSort.Updated, withPii).Name} >= {arguments.Add(from.UtcTicks)}");
        }

        if (query.StartedFrom is { } started)
        {
            conditions.Add($"c.created >= {arguments.Add(started.UtcTicks)}");
        }

        string listed = arguments.Add(query.Environment == ConversationEnvironment.Debug ? 0 : 1);
        return conditions.Count == 0 ? null
            : ($"""
                SELECT min(c.conversation)
                FROM (SELECT c.conversation FROM #.conversation AS c WHERE c.listed = {listed} AND {string.Join(" AND ", conditions)} OFFSET 0) AS c
                """, arguments.Values);
    }

    // The further conditions on the entry with the field; null if there are none.
    private static RowSelection? Entry(ListFilter filter)
    {
        var arguments = new SqlArguments();
        return filter.OfEntry(arguments) is { } condition ? new RowSelection(condition, arguments.Values) : null;
    }

    private static RowSelection Asked(ListFilter filter, TextMatches? found = null)
    {
        var arguments = new SqlArguments();
        string condition = filter.Condition(arguments);
        return new RowSelection(found is null ? condition : $"{condition} AND {IsAmong(found, arguments)}", arguments.Values);
    }
}
