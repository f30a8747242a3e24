using ConvLog.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>Why a request failed, for the response to it.</summary>
internal static class RequestFault
{
    /// <summary>Why the store is unavailable; null if it is not the cause. A retry may succeed soon.</summary>
    public static OutageReason? Outage(HttpContext context) => StoreFailure(context) is { Fault: StoreFault.Unavailable } e ? e.Reason : null;

    /// <summary>Whether someone must intervene first.</summary>
    public static bool IsStoreUnusable(HttpContext context) => StoreFailure(context) is { Fault: StoreFault.Unusable };

    /// <summary>What callers learn of an unavailable store: no detail of it.</summary>
    public static string Explain(OutageReason reason) => reason switch
    {
        OutageReason.Unreachable => "The store cannot be reached.",
        OutageReason.Busy => "The store is busy and did not finish this in time.",
        OutageReason.Full => "The disk of the store is full.",
        OutageReason.ReadOnly => "The store accepts no changes at present.",
        OutageReason.Unconfirmed => "No standby of the store confirmed the change, so it is not acknowledged.",
        _ => "The store failed.",
    };

    private static ConversationStoreException? StoreFailure(HttpContext context)
        => context.Features.Get<IExceptionHandlerFeature>()?.Error as ConversationStoreException;
}
