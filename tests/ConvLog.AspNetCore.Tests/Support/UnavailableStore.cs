using System.Reflection;
using ConvLog.Storage;
using ConvLog.StoreContract;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>A store on which every call fails as unavailable.</summary>
internal class UnavailableStore : DispatchProxy
{
    public const string Words = "secret address of the server";

    private StoreFault _fault;
    private OutageReason _reason;

    public static IConversationStore Create(StoreFault fault = StoreFault.Unavailable, OutageReason reason = OutageReason.Unreachable)
    {
        var store = Create<IFullStore, UnavailableStore>();
        (((UnavailableStore)store)._fault, ((UnavailableStore)store)._reason) = (fault, reason);
        return store;
    }

    protected override object Invoke(MethodInfo? targetMethod, object?[]? args)
        => throw new ConversationStoreException(_fault, Words) { Reason = _reason };
}
