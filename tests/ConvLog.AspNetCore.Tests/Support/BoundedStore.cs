using System.Reflection;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>An in-memory store whose searches go back to a given time at most.</summary>
internal class BoundedStore : DispatchProxy
{
    private readonly InMemoryConversationStore _inner = new();
    private DateTimeOffset _reached;

    /// <param name="reached">The time at which a search that ends later stops.</param>
    public static IConversationStore Create(DateTimeOffset reached)
    {
        var store = Create<IFullStore, BoundedStore>();
        ((BoundedStore)store)._reached = reached;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => args switch
    {
        [ConversationQuery { Text: not null } query, ..] when !(query.To <= _reached) && targetMethod!.Name is nameof(IConversationStore.ListAsync)
            => ListAsync(query),
        [SearchQuery query, ..] when !(query.To <= _reached) => SearchAsync(query),
        _ => targetMethod!.Invoke(_inner, args),
    };

    private async ValueTask<StoredPage> ListAsync(ConversationQuery query)
        => await _inner.ListAsync(query with { StartedFrom = _reached }, withPii: false) with { SearchStopped = true, SearchedFrom = _reached };

    private async ValueTask<StoredSearch> SearchAsync(SearchQuery query)
        => await _inner.SearchAsync(query with { From = query.From < _reached ? _reached : query.From }) with { Stopped = true, SearchedFrom = _reached };
}
