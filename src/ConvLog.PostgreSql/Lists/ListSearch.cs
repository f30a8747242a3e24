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
        if (query.From is not null)
        {
            if (await FindFirstAsync(session, query, withPii, cancellationToken).ConfigureAwait(false) is not { } first)
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

    // Finds the first conversation of the query's time; null if there is none. They are numbered as they arrive: without the first one, all older documents
    // with a word would be read.
    private static ValueTask<long?> FindFirstAsync(Session session, ConversationQuery query, bool withPii, CancellationToken cancellationToken)
    {
        var arguments = new SqlArguments();
        var times = new ConversationQuery { Environment = query.Environment, From = query.From, StartedFrom = query.StartedFrom };
        string condition = new ListFilter(PostgreSqlDialect.Instance, times, withPii, person: default, functions: null).Condition(arguments);
        string sql = $"SELECT min(c.conversation) FROM (SELECT c.conversation FROM #.conversation AS c WHERE {condition} OFFSET 0) AS c";
        return session.NumberAsync(sql, arguments.Values, cancellationToken);
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
