using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary><c>conv.Log</c>: the innermost event open in this async flow, else the current turn, else the conversation.</summary>
internal sealed class AmbientTarget(ConversationRuntime runtime) : LogTarget
{
    public override EntryCapture Capture => runtime.Capture;

    public override void Write(EntryLevel level, string? message, LogField[]? fields, bool isPii, Exception? exception = null)
    {
        var entered = runtime.Ambient;
        if (entered?.Open is { } call)
        {
            runtime.Write(call.Buffer, level, message, fields, isPii, exception, after: null);
        }
        else
        {
            // The event this flow is in has ended elsewhere: late, but not lost.
            runtime.Write(runtime.CurrentScope, level, message, fields, isPii, exception, after: entered?.Id);
        }
    }

    public override void Lost(bool isPii) => runtime.Drop(runtime.Own, LossReason.CaptureFailed, isPii, cause: null);
}
