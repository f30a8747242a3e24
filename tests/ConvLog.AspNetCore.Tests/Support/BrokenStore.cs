using System.Reflection;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A store that answers every call with an exception, whose words only the host's logs may hold.</summary>
internal class BrokenStore : DispatchProxy
{
    public const string Words = "secret connection string";

    public static IConversationStore Create() => Create<IConversationStore, BrokenStore>();

    protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => throw new InvalidOperationException(Words);
}
