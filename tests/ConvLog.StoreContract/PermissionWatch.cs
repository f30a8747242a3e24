using System.Collections.Concurrent;
using System.Reflection;

namespace ConvLog.StoreContract;

/// <summary>A store that records which of its reads requested data visible only with the permission.</summary>
public class PermissionWatch : DispatchProxy
{
    private IConversationStore _inner = null!; // Set by the factory.

    /// <summary>The reads that requested personal data, in order of their start.</summary>
    public ConcurrentQueue<string> Permitted { get; } = [];

    /// <summary>The store.</summary>
    public IConversationStore Store => (IConversationStore)(object)this;

    /// <summary>The interfaces of the store that callers use.</summary>
    public interface IWatchedStore : IFullStore, ITeamDocumentStore;

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
