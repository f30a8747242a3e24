using System.Reflection;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A store that throws on every call. Only the host's logs may contain the message.</summary>
internal class BrokenStore : DispatchProxy
{
    public const string Words = "secret connection string";

    public static IConversationStore Create() => Create<IFullStore, BrokenStore>();

    protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => throw new InvalidOperationException(Words);
}
