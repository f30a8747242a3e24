using System.Reflection;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>An in-memory store whose statistics wait until the test continues them or lets them fail.</summary>
internal class SlowStatistics : DispatchProxy
{
    private readonly InMemoryConversationStore _store = new();
    private readonly TaskCompletionSource _continue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _counted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _fails;
    private int _reads;

    public int Reads => _reads;

    /// <summary>Completes once statistics have been read.</summary>
    public Task Counted => _counted.Task;

    public static (IConversationStore Store, SlowStatistics Slow) Create()
    {
        var store = Create<IFullStore, SlowStatistics>();
        return (store, (SlowStatistics)(object)store);
    }

    public void Fail() => _fails = true;

    public void Continue()
    {
        _fails = false;
        _continue.TrySetResult();
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => string.Equals(targetMethod!.Name, nameof(IStatisticsStore.ReadStatisticsAsync), StringComparison.Ordinal)
            ? ReadAsync(targetMethod, args) : targetMethod.Invoke(_store, args);

    private async ValueTask<ConversationStatistics> ReadAsync(MethodInfo method, object?[]? args)
    {
        Interlocked.Increment(ref _reads);
        if (_fails)
        {
            throw new InvalidOperationException("The statistics fail.");
        }

        await _continue.Task.WaitAsync(args!.OfType<CancellationToken>().Single());
        var statistics = await (ValueTask<ConversationStatistics>)method.Invoke(_store, args)!;
        _counted.TrySetResult();
        return statistics;
    }
}
