using System.Reflection;
using ConvLog.Records;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Support;

/// <summary>A store that runs an action just before a whole conversation is read.</summary>
public class LateStore : DispatchProxy
{
    /// <summary>The action, given the conversation's ID.</summary>
    public Func<string, ValueTask> BeforeRead { get; set; } = static _ => default;

    internal IConversationStore Inner { get; private set; } = null!; // Set on creation.

    internal IConversationStore Store => (IConversationStore)(object)this;

    internal static LateStore Of(IConversationStore inner)
    {
        var store = (LateStore)(object)Create<IFullStore, LateStore>();
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
