using System.Reflection;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>An in-memory store that examines two conversations per page for negated filters, so that a page may be empty and have a next one.</summary>
internal class SparingStore : DispatchProxy
{
    private readonly InMemoryConversationStore _inner = new();
    private bool _counts;

    /// <param name="counts">Whether it counts lists for which the number of examined conversations is limited.</param>
    public static IConversationStore Create(bool counts)
    {
        var store = Create<IFullStore, SparingStore>();
        ((SparingStore)store)._counts = counts;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => string.Equals(targetMethod!.Name, nameof(IConversationStore.ListAsync), StringComparison.Ordinal)
            && args![0] is ConversationQuery query
            ? ListAsync(query)
            : targetMethod.Invoke(_inner, args);

    private async ValueTask<StoredPage> ListAsync(ConversationQuery query)
    {
        if (query.Not is null)
        {
            return await _inner.ListAsync(query with { CountTotal = query.CountTotal && (_counts || query.MostCounted is null) }, withPii: false);
        }

        var seen = await _inner.ListAsync(query with { Not = null, Limit = 2, CountTotal = false }, withPii: false);
        var found = await _inner.ListAsync(query with { Limit = 100, After = null }, withPii: false);
        var ids = found.Conversations.Select(static summary => summary.Conversation.ConversationId).ToHashSet(StringComparer.Ordinal);
        return seen with { Conversations = [.. seen.Conversations.Where(summary => ids.Contains(summary.Conversation.ConversationId))], 
            Total = _counts ? found.Total : null };
    }
}
