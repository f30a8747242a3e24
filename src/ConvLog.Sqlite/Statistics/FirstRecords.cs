using System.Runtime.InteropServices;
using ConvLog.Records;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Records;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// The openings, turns and calls of a conversation that the running transaction began: all that is stored of it, so that what lists and statistics show can be
/// counted without reading the rows again. Good as long as each was written once.
/// </summary>
internal sealed class FirstRecords
{
    // In the order in which they were written, which is that of the conversation.
    private readonly List<TurnRecord> _turns = [];
    private readonly List<FunctionEventRecord> _calls = [];

    /// <summary>Its opening; null where none was written.</summary>
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

    /// <summary>Adds to the counts of a list what turns, calls and openings say.</summary>
    public void CountIn(SummaryCounts counts)
    {
        counts.Recount(
            _turns.Select(RowOf),
            _calls.Select(static call => (call.Outcome, call.StartedAt.UtcTicks, call.Duration?.Ticks, CallLosses.Of(call), call.IsUnobserved)),
            (Opening?.Record.ClosedAt ?? Opening?.Record.OpenedAt)?.UtcTicks);
    }

    /// <summary>The turn that the title is of, as a conversation shows its turns: the first with an input, else the first.</summary>
    /// <param name="flagsOf">The flags of a turn.</param>
    public TurnRecord? TitleTurn(Func<TurnRecord, long> flagsOf)
        => _turns.Find(turn => (flagsOf(turn) & TurnPayload.HasInput) != 0) ?? _turns.FirstOrDefault();

    private static CountedTurnRow RowOf(TurnRecord turn) => new(
        turn.StartedAt.UtcTicks, turn.LastAt?.UtcTicks, turn.ResponseTime?.Ticks, turn.Usage, turn.HasFailed, turn.IsInterrupted, turn.IsRefused);
}

/// <param name="Record">The opening.</param>
/// <param name="Visible">What everyone may see of it, as its row has it.</param>
/// <param name="Personal">What is personal of it; null for nothing.</param>
/// <param name="User">The number of its user.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FirstOpening(ConversationRecord Record, byte[] Visible, byte[]? Personal, long? User);
