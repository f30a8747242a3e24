using System.Reflection;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A store in memory that looks at two conversations for a page of a list: a page may be empty and have a next one.</summary>
internal class SparingStore : DispatchProxy
{
    private readonly InMemoryConversationStore _inner = new();

    public static IConversationStore Create() => Create<IConversationStore, SparingStore>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => string.Equals(targetMethod!.Name, nameof(IConversationStore.ListAsync), StringComparison.Ordinal)
            && args![0] is ConversationQuery { Not: not null } query
            ? ListAsync(query)
            : targetMethod.Invoke(_inner, args);

    private async ValueTask<StoredPage> ListAsync(ConversationQuery query)
    {
        var seen = await _inner.ListAsync(query with { Not = null, Limit = 2, CountTotal = false }, withPii: false);
        var found = await _inner.ListAsync(query with { Limit = 100, After = null }, withPii: false);
        var ids = found.Conversations.Select(static summary => summary.Conversation.ConversationId).ToHashSet(StringComparer.Ordinal);
        return seen with { Conversations = [.. seen.Conversations.Where(summary => ids.Contains(summary.Conversation.ConversationId))], Total = found.Total };
    }
}
