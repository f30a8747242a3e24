namespace ConvLog.AspNetCore.Text;

/// <summary>The reasons of cancellations, in words.</summary>
internal static class CancelReasonText
{
    /// <summary>The cancellation with its reason, if known: <c>Canceled: the user left</c>.</summary>
    public static string Title(CancelReason? reason)
        => reason is null or CancelReason.Unspecified ? "Canceled" : $"Canceled: {char.ToLowerInvariant(Of(reason)[0])}{Of(reason)[1..]}";

    /// <summary>The reason: <c>The user left</c>.</summary>
    public static string Of(CancelReason? reason) => reason switch
    {
        CancelReason.UserInterrupted => "The user interrupted",
        CancelReason.UserLeft => "The user left",
        CancelReason.Superseded => "Superseded by something newer",
        CancelReason.HostStopped => "The host stopped",
        _ => "Reason not told",
    };
}
