using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Text;

/// <summary>The conversations that a search covers.</summary>
/// <param name="session">The connection.</param>
/// <param name="query">The search.</param>
internal sealed class SearchedConversations(Session session, SearchQuery query)
{
    private const string Find = """
        SELECT id, agent, account, listed = ?2 AND (?3 IS NULL OR agent = ?3) AND (?4 IS NULL OR environment = ?4) AND (?5 IS NULL OR channel = ?5) FROM conversation WHERE no = ?1
        """;

    private readonly Dictionary<long, (bool IsInScope, string? Id)> _known = [];

    /// <summary>
    /// Whether a conversation is in the scope, whether or not it is searched. The effort for others must not be noticeable, so it does not count.
    /// </summary>
    public bool IsInScope(long conversation) => Known(conversation).IsInScope;

    /// <summary>The id of a conversation; null if it is not searched.</summary>
    public string? IdOf(long conversation) => Known(conversation).Id;

    private (bool IsInScope, string? Id) Known(long conversation)
    {
        if (!_known.TryGetValue(conversation, out var known))
        {
            _known[conversation] = known = Read(conversation);
        }

        return known;
    }

    private (bool IsInScope, string? Id) Read(long conversation)
    {
        var found = session[Find]
            .Bind(1, conversation)
            .Bind(2, query.Environment == ConversationEnvironment.Debug ? 0L : 1L)
            .Bind(3, query.AgentId)
            .Bind(4, (long?)query.Environment)
            .Bind(5, query.Channel);
        bool isInScope = found.Step() && query.Scope.Includes(found.Text(1), found.OptionalText(2));
        string? id = isInScope && found.Int64(3) != 0 ? found.Text(0) : null;
        found.Reset();
        return (isInScope, id);
    }
}
