using ConvLog.Entries;

namespace ConvLog.Functions;

/// <summary><c>turn.Log</c>: writes to this turn, wherever it is used; after the turn's end, with a mark.</summary>
internal sealed class TurnTarget(ConversationRuntime runtime, Turn turn) : LogTarget
{
    public override EntryCapture Capture => runtime.Capture;

    public override void Write(EntryLevel level, string? message, LogField[]? fields, bool isPii, Exception? exception = null)
        => runtime.Write(turn.Buffer, level, message, fields, isPii, exception, turn.IsOpen ? null : turn.Id);

    public override void Lost(bool isPii) => runtime.Drop(turn.Buffer, LossReason.CaptureFailed, isPii, cause: null);
}
