namespace ConvLog.Functions;

/// <summary>Tells cancellations from failures.</summary>
internal static class Cancellation
{
    /// <summary>Whether an exception means that something was canceled. <c>HttpClient</c> says by a canceled task that its own timeout has passed: a failure,
    /// also where it comes as the cause of another cancellation.</summary>
    public static bool Is(Exception? exception)
    {
        while (exception is OperationCanceledException { InnerException: OperationCanceledException cause })
        {
            exception = cause;
        }

        return exception is OperationCanceledException { InnerException: not TimeoutException };
    }

    /// <summary>The reason as it is kept.</summary>
    public static CancelReason Known(CancelReason reason) => Enum.IsDefined(reason) ? reason : CancelReason.Unspecified;
}
