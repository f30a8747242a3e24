using System.Runtime.InteropServices;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Json;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Records;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// The opening, turns and calls of a conversation that the running transaction began. They are everything that is stored of it, so lists and statistics can be
/// counted without reading the rows again. Valid as long as each was written once.
/// </summary>
internal sealed class FirstRecords
{
    // In the order in which they were written, which is that of the conversation.
    private readonly List<TurnRecord> _turns = [];
    private readonly List<FunctionEventRecord> _calls = [];

    /// <summary>Its opening; null if none was written.</summary>
    public FirstOpening? Opening { get; private set; }

    /// <summary>Adds an opening.</summary>
    /// <returns>False for a second one.</returns>
    public bool Add(in FirstOpening opening)
    {
        bool isFirst = Opening is null;
        Opening = opening;
        return isFirst;
    }

    public void Add(TurnRecord turn) => _turns.Add(turn);

    public void Add(FunctionEventRecord call) => _calls.Add(call);

    /// <summary>Adds the turns, calls and opening to the counts of a list.</summary>
    public void CountIn(SummaryCounts counts)
    {
        counts.Recount(
            _turns.Select(RowOf),
            _calls.Select(static call => (call.Outcome, call.StartedAt.UtcTicks, call.Duration?.Ticks, CallLosses.Of(call), call.IsUnobserved)),
            (Opening?.Record.ClosedAt ?? Opening?.Record.OpenedAt)?.UtcTicks);
    }

    /// <summary>The turn that gives the title, as in the shown conversation: the first with an input, else the first.</summary>
    /// <param name="flagsOf">The flags of a turn.</param>
    public TurnRecord? TitleTurn(Func<TurnRecord, long> flagsOf)
        => _turns.Find(turn => (flagsOf(turn) & TurnPayload.HasInput) != 0) ?? _turns.FirstOrDefault();

    private static CountedTurnRow RowOf(TurnRecord turn) => new(
        turn.StartedAt.UtcTicks, turn.LastAt?.UtcTicks, turn.ResponseTime?.Ticks, turn.Usage, turn.HasFailed, turn.IsInterrupted, turn.IsRefused);
}

/// <param name="Record">The opening.</param>
/// <param name="Visible">Its visible part, as stored in its row.</param>
/// <param name="Personal">Its personal part; null for none.</param>
/// <param name="User">The number of its user.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FirstOpening(ConversationRecord Record, byte[] Visible, byte[]? Personal, long? User);
