using System.Reflection;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Tests.Support;

/// <summary>A store in which something happens just before a conversation is read whole.</summary>
public class LateStore : DispatchProxy
{
    /// <summary>What happens, given the conversation's id.</summary>
    public Func<string, ValueTask> BeforeRead { get; set; } = static _ => default;

    internal IConversationStore Inner { get; private set; } = null!; // Set where it is made.

    internal IConversationStore Store => (IConversationStore)(object)this;

    internal static LateStore Of(IConversationStore inner)
    {
        var store = (LateStore)(object)Create<IConversationStore, LateStore>();
        store.Inner = inner;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => targetMethod!.Name is nameof(IConversationStore.ReadAsync)
            ? ReadAsync((string)args![0]!, (CancellationToken)args[^1]!) : targetMethod.Invoke(Inner, args);

    private async ValueTask<StoredConversation?> ReadAsync(string conversationId, CancellationToken cancellationToken)
    {
        await BeforeRead(conversationId);
        return await Inner.ReadAsync(conversationId, cancellationToken: cancellationToken);
    }
}
