using System.Collections.Concurrent;
using System.Reflection;

namespace ConvLog.StoreContract;

/// <summary>A store that notes which of its reads counted what only a reader with the permission may see, whatever they read.</summary>
public class PermissionWatch : DispatchProxy
{
    private IConversationStore _inner = null!; // Set where it is made.

    /// <summary>The reads that counted personal entries, in the order in which they began.</summary>
    public ConcurrentQueue<string> Permitted { get; } = [];

    /// <summary>The store.</summary>
    public IConversationStore Store => (IConversationStore)(object)this;

    /// <summary>What the store is, as far as it is asked for it.</summary>
    public interface IWatchedStore : IConversationStore, ITeamDocumentStore;

    /// <summary>Watches a store.</summary>
    public static PermissionWatch Of(IConversationStore inner)
    {
        var watch = (PermissionWatch)(object)Create<IWatchedStore, PermissionWatch>();
        watch._inner = inner;
        return watch;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        foreach (var (parameter, value) in targetMethod!.GetParameters().Zip(args ?? []))
        {
            if ((parameter.Name is "withPii" && value is true) || value is LogQuery { WithPii: true })
            {
                Permitted.Enqueue(targetMethod.Name);
            }
        }

        return targetMethod.Invoke(_inner, args);
    }
}
