using ConvLog.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Http;

/// <summary>Why a request failed, for the response to it.</summary>
internal static class RequestFault
{
    /// <summary>Whether a retry may succeed soon.</summary>
    public static bool IsStoreUnavailable(HttpContext context) => Is(context, StoreFault.Unavailable);

    /// <summary>Whether someone must intervene first.</summary>
    public static bool IsStoreUnusable(HttpContext context) => Is(context, StoreFault.Unusable);

    private static bool Is(HttpContext context, StoreFault fault)
        => context.Features.Get<IExceptionHandlerFeature>()?.Error is ConversationStoreException e && e.Fault == fault;
}
