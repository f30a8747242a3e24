using System.Reflection;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A store with a deliberate leak: its lists count personal entries for everyone.</summary>
internal class LeakyStore : DispatchProxy
{
    private IConversationStore _inner = null!;

    public static IConversationStore Around(IConversationStore inner)
    {
        var store = Create<IFullStore, LeakyStore>();
        ((LeakyStore)(object)store)._inner = inner;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        object? answer = targetMethod!.Invoke(_inner, args);
        return answer is ValueTask<StoredPage> page ? LeakAsync(page) : answer;
    }

    private static async ValueTask<StoredPage> LeakAsync(ValueTask<StoredPage> page)
    {
        var read = await page;
        return read with { Conversations = [.. read.Conversations.Select(static summary => summary with { Visible = summary.All })] };
    }
}
