using System.Reflection;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.Tests.Support;

/// <summary>A store that counts the log records it returns.</summary>
internal class CountingStore : DispatchProxy
{
    private IConversationStore _inner = null!;

    /// <summary>The number of log records it returned.</summary>
    public int Records { get; private set; }

    public static CountingStore Around(IConversationStore inner)
    {
        var store = (CountingStore)(object)Create<IFullStore, CountingStore>();
        store._inner = inner;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        object? answer = targetMethod!.Invoke(_inner, args);
        if (answer is ValueTask<StoredLogPage> { IsCompletedSuccessfully: true } page)
        {
            Records += page.Result.Logged.Count;
        }

        return answer;
    }
}
