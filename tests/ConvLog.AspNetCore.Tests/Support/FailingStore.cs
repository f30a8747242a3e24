using System.Reflection;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A store with one method that fails after some calls.</summary>
internal class FailingStore : DispatchProxy
{
    public const string Words = "secret path of the file";

    private IConversationStore _inner = null!;
    private string _method = "";
    private int _left;

    public static IConversationStore Around(IConversationStore inner, string method, int after)
    {
        var store = Create<IFullStore, FailingStore>();
        (((FailingStore)(object)store)._inner, ((FailingStore)(object)store)._method, ((FailingStore)(object)store)._left) = (inner, method, after);
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        => string.Equals(targetMethod!.Name, _method, StringComparison.Ordinal) && Interlocked.Decrement(ref _left) < 0
            ? throw new InvalidOperationException(Words)
            : targetMethod.Invoke(_inner, args);
}
