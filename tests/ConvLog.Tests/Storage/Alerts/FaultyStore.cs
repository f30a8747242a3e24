using System.Reflection;
using ConvLog.Storage;

namespace ConvLog.Tests.Storage.Alerts;

/// <summary>A store whose statistics fail or hang as a test wants.</summary>
public class FaultyStore : DispatchProxy
{
    private int _faults;

    /// <summary>What happens before calls are counted; null for nothing.</summary>
    public Func<Task>? Fault { get; set; }

    /// <summary>How often it happened.</summary>
    public int Faults => Volatile.Read(ref _faults);

    internal IConversationStore Store => (IConversationStore)(object)this;

    private IConversationStore Inner { get; set; } = null!; // Set where it is made.

    internal static FaultyStore Of(IConversationStore inner)
    {
        var store = (FaultyStore)(object)Create<IConversationStore, FaultyStore>();
        store.Inner = inner;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => targetMethod!.Name is nameof(IConversationStore.ReadCallStatisticsAsync) && Fault is { } fault
            ? CountAsync(fault, (CallQuery)args![0]!) : targetMethod.Invoke(Inner, args);

    private async ValueTask<CallStatistics> CountAsync(Func<Task> fault, CallQuery query)
    {
        Interlocked.Increment(ref _faults);
        await fault();
        return await Inner.ReadCallStatisticsAsync(query, withPii: false);
    }
}
