using ConvLog.Storage;

namespace ConvLog.Sqlite;

/// <summary>Which conversations a search looks at.</summary>
/// <param name="session">The connection.</param>
/// <param name="query">What is asked for.</param>
internal sealed class SearchedConversations(Session session, SearchQuery query)
{
    private const string Find = """
        SELECT id, agent, account FROM conversation
        WHERE no = ?1 AND listed = ?2 AND (?3 IS NULL OR agent = ?3) AND (?4 IS NULL OR environment = ?4) AND (?5 IS NULL OR channel = ?5)
        """;

    private readonly Dictionary<long, string?> _ids = [];

    /// <summary>The id of a conversation; null where it is not searched.</summary>
    public string? IdOf(long conversation)
    {
        if (!_ids.TryGetValue(conversation, out string? id))
        {
            _ids[conversation] = id = Read(conversation);
        }

        return id;
    }

    private string? Read(long conversation)
    {
        var found = session[Find]
            .Bind(1, conversation)
            .Bind(2, query.Environment == ConversationEnvironment.Debug ? 0L : 1L)
            .Bind(3, query.AgentId)
            .Bind(4, (long?)query.Environment)
            .Bind(5, query.Channel);
        string? id = found.Step() && query.Scope.Includes(found.Text(1), found.OptionalText(2)) ? found.Text(0) : null;
        found.Reset();
        return id;
    }
}
