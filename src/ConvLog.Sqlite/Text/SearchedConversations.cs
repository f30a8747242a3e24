using ConvLog.Sqlite.Engine;
using ConvLog.Storage;

namespace ConvLog.Sqlite.Text;

/// <summary>The conversations that a search covers.</summary>
/// <param name="session">The connection.</param>
/// <param name="query">The search.</param>
/// <param name="isSelected">Whether a conversation that the search covers is of interest; null if all are. Called at most once for each.</param>
internal sealed class SearchedConversations(Session session, SearchQuery query, Func<long, bool>? isSelected = null)
{
    private const string Find = """
        SELECT id, agent, account, listed = ?2 AND (?3 IS NULL OR agent = ?3) AND (?4 IS NULL OR environment = ?4) AND (?5 IS NULL OR channel = ?5), created
        FROM conversation WHERE no = ?1
        """;

    private readonly Dictionary<long, (bool IsInScope, string? Id, long Created)> _known = [];

    /// <summary>Returns a conversation's properties.</summary>
    /// <param name="conversation">Its number.</param>
    /// <returns>
    /// Whether it is in the scope, whether or not it is searched: the effort for others must not be noticeable, so it does not count. Its id, null if it is not
    /// searched. When it began.
    /// </returns>
    public (bool IsInScope, string? Id, long Created) Of(long conversation)
    {
        if (!_known.TryGetValue(conversation, out var known))
        {
            known = Read(conversation);
            _known[conversation] = known = known.Id is null || isSelected?.Invoke(conversation) != false ? known : known with { Id = null };
        }

        return known;
    }

    private (bool IsInScope, string? Id, long Created) Read(long conversation)
    {
        var found = session[Find]
            .Bind(1, conversation)
            .Bind(2, query.Environment == ConversationEnvironment.Debug ? 0L : 1L)
            .Bind(3, query.AgentId)
            .Bind(4, (long?)query.Environment)
            .Bind(5, query.Channel);
        bool isInScope = found.Step() && query.Scope.Includes(found.Text(1), found.OptionalText(2));
        var read = isInScope ? (true, found.Int64(3) != 0 ? found.Text(0) : null, found.OptionalInt64(4) ?? 0) : default;
        found.Reset();
        return read;
    }
}
