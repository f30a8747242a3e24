using System.Reflection;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Support;

/// <summary>A store whose access log a test can observe, block or fail.</summary>
public class AccessWatch : DispatchProxy
{
    /// <summary>The written records, one list per call.</summary>
    public IList<IReadOnlyList<AccessRecord>> Written { get; } = [];

    /// <summary>Awaited before each write.</summary>
    public Task Before { get; set; } = Task.CompletedTask;

    /// <summary>The exception of a write; null to succeed.</summary>
    public Exception? Failure { get; set; }

    internal IConversationStore Inner { get; private set; } = null!; // Set on creation.

    internal IConversationStore Store => (IConversationStore)(object)this;

    /// <summary>The interfaces of the store that callers use.</summary>
    public interface IWatchedStore : IFullStore, ISnapshotStore;

    internal static AccessWatch Of(IConversationStore inner)
    {
        var watch = (AccessWatch)(object)Create<IWatchedStore, AccessWatch>();
        watch.Inner = inner;
        return watch;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => targetMethod!.Name is nameof(IConversationStore.WriteAccessAsync)
            ? WriteAsync((IReadOnlyList<AccessRecord>)args![0]!, (CancellationToken)args[1]!)
            : targetMethod.Invoke(Inner, args);

    private async ValueTask WriteAsync(IReadOnlyList<AccessRecord> accesses, CancellationToken cancellationToken)
    {
        await Before.WaitAsync(cancellationToken);
        if (Failure is not null)
        {
            throw Failure;
        }

        Written.Add(accesses);
        await Inner.WriteAccessAsync(accesses, cancellationToken);
    }
}
