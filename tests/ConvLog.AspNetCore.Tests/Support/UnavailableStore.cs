using System.Reflection;
using ConvLog.Storage;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A store that cannot be reached, whatever it is asked.</summary>
internal class UnavailableStore : DispatchProxy
{
    public const string Words = "secret address of the server";

    public static IConversationStore Create() => Create<IConversationStore, UnavailableStore>();

    protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => throw new ConversationStoreException(StoreFault.Unavailable, Words);
}
