using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary><c>call.Log</c>: writes to this event, wherever it is used; after the event's end, to its turn, with a mark.</summary>
internal sealed class FunctionTarget(ConversationRuntime runtime, FunctionEvent call) : LogTarget
{
    public override EntryCapture Capture => runtime.Capture;

    public override void Write(EntryLevel level, string? message, LogField[]? fields, bool isPii, Exception? exception = null)
    {
        if (call.IsOpen)
        {
            runtime.Write(call.Buffer, level, message, fields, isPii, exception, after: null);
        }
        else
        {
            runtime.Write(call.Turn?.Buffer ?? runtime.Own, level, message, fields, isPii, exception, after: call.Id);
        }
    }

    public override void Lost(bool isPii) => runtime.Drop(call.Buffer, LossReason.CaptureFailed, isPii, cause: null);
}
