using System.Reflection;
using ConvLog.Records;
using ConvLog.Storage;

namespace ConvLog.Benchmarks.Ingest;

/// <summary>A store whose writes are replaced by a function.</summary>
internal class InterceptedWrites : DispatchProxy
{
    private IConversationStore _store = null!; // Set by Of, like the function.
    private Func<IReadOnlyList<StoreRecord>, Task> _write = null!;

    /// <summary>Creates the store with another way of writing.</summary>
    /// <param name="store">Receives all other calls.</param>
    /// <param name="write">Replaces its <see cref="IConversationStore.WriteAsync"/>.</param>
    public static IConversationStore Of(IConversationStore store, Func<IReadOnlyList<StoreRecord>, Task> write)
    {
        var proxy = Create<IConversationStore, InterceptedWrites>();
        (((InterceptedWrites)(object)proxy)._store, ((InterceptedWrites)(object)proxy)._write) = (store, write);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => args is [IReadOnlyList<StoreRecord> records, _] ? new ValueTask(_write(records)) : targetMethod!.Invoke(_store, args);
}
