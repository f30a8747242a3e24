namespace ConvLog.Functions;

/// <summary>Distinguishes cancellations from failures.</summary>
internal static class Cancellation
{
    /// <summary>Whether an exception means a cancellation. <c>HttpClient</c> reports its own timeout as a canceled task: that is a failure, also as the cause
    /// of another cancellation.</summary>
    public static bool Is(Exception? exception)
    {
        while (exception is OperationCanceledException { InnerException: OperationCanceledException cause })
        {
            exception = cause;
        }

        return exception is OperationCanceledException { InnerException: not TimeoutException };
    }

    /// <summary>The reason as stored: an undefined value becomes unspecified.</summary>
    public static CancelReason Normalize(CancelReason reason) => Enum.IsDefined(reason) ? reason : CancelReason.Unspecified;
}
