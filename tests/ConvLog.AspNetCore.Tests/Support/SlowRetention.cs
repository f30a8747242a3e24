using System.Reflection;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>An in-memory store whose retention run starts and then waits for the test.</summary>
internal class SlowRetention : DispatchProxy
{
    private readonly InMemoryConversationStore _store = new();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _continue = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Begun => _begun.Task;

    public static (IConversationStore Store, SlowRetention Slow) Create()
    {
        var store = Create<IFullStore, SlowRetention>();
        return (store, (SlowRetention)(object)store);
    }

    public void Continue() => _continue.SetResult();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => string.Equals(targetMethod!.Name, nameof(IRetentionStore.ApplyRetentionAsync), StringComparison.Ordinal)
            ? ApplyAsync(targetMethod, args) : targetMethod.Invoke(_store, args);

    private async ValueTask<RetentionBatch> ApplyAsync(MethodInfo method, object?[]? args)
    {
        _begun.TrySetResult();
        await _continue.Task;
        return await (ValueTask<RetentionBatch>)method.Invoke(_store, args)!;
    }
}
