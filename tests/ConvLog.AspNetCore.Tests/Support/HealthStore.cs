using System.Reflection;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A store that only reports its health.</summary>
internal class HealthStore : DispatchProxy
{
    private Func<StoreHealth> _check = static () => new StoreHealth([]);

    public static IConversationStore Of(IReadOnlyList<HealthPart> parts) => Of(() => new StoreHealth(parts));

    /// <summary>A store that blocks the calling thread, regardless of cancellation, until the test releases it.</summary>
    public static IConversationStore Hanging(ManualResetEventSlim hold) => Of(() =>
    {
        hold.Wait(TimeSpan.FromSeconds(60), CancellationToken.None);
        return new StoreHealth([]);
    });

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IConversationStore.CheckHealthAsync) => new ValueTask<StoreHealth>(_check()),
        _ => throw new ConversationStoreException(StoreFault.Unavailable, "Only its health is asked."),
    };

    private static IConversationStore Of(Func<StoreHealth> check)
    {
        var store = Create<IConversationStore, HealthStore>();
        ((HealthStore)(object)store)._check = check;
        return store;
    }
}
