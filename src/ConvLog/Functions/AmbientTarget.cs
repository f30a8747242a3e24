using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary><c>conv.Log</c>: the innermost function event open in this async flow, otherwise the flow's turn, the newest open turn, or the last turn.</summary>
internal sealed class AmbientTarget(ConversationRuntime runtime) : LogTarget
{
    public override EntryCapture Capture => runtime.Capture;

    public override void Write(EntryLevel level, string? message, LogField[]? fields, bool isPii, Exception? exception = null)
    {
        if (runtime.Ambient?.Open is { } call)
        {
            runtime.Write(call.Buffer, level, message, fields, isPii, exception, after: null);
        }
        else
        {
            var place = runtime.EntryTarget;
            runtime.Write(place.Buffer, level, message, fields, isPii, exception, place.After);
        }
    }

    public override void Lost(bool isPii) => runtime.Drop(runtime.Own, LossReason.CaptureFailed, isPii, cause: null);
}
