using System.Runtime.InteropServices;
using ConvLog.Records;
using ConvLog.Storage.Payloads;

namespace ConvLog.Sqlite.Statistics;

/// <summary>
/// The openings, turns and calls of a conversation that the running transaction began: all that is stored of it, so that what lists and statistics show can be
/// counted without reading the rows again. Good as long as each was written once.
/// </summary>
internal sealed class FirstRecords
{
    private readonly List<FirstTurn> _turns = [];
    private readonly List<FirstCall> _calls = [];

    /// <summary>Its opening; null where none was written.</summary>
    public FirstOpening? Opening { get; private set; }

    /// <summary>Its turns, in the order in which they were written.</summary>
    public IReadOnlyList<FirstTurn> Turns => _turns;

    /// <summary>Its calls, in the order in which they were written.</summary>
    public IReadOnlyList<FirstCall> Calls => _calls;

    /// <summary>Adds an opening.</summary>
    /// <returns>False for a second one.</returns>
    public bool Add(in FirstOpening opening)
    {
        bool isFirst = Opening is null;
        Opening = opening;
        return isFirst;
    }

    public void Add(in FirstTurn turn) => _turns.Add(turn);

    public void Add(in FirstCall call) => _calls.Add(call);

    /// <summary>Adds to the counts of a list what turns, calls and openings say.</summary>
    public void CountIn(SummaryCounts counts)
    {
        _calls.Sort(static (a, b) => a.Place.CompareTo(b.Place));
        counts.Recount(
            _turns.Select(static turn => RowOf(turn.Record)),
            _calls.Select(static call => (call.Record.Outcome, call.Record.StartedAt.UtcTicks, call.Record.Duration?.Ticks, CallLosses.Of(call.Record),
                call.Record.IsUnobserved)),
            (Opening?.Record.ClosedAt ?? Opening?.Record.OpenedAt)?.UtcTicks);
    }

    /// <summary>The turn that the title is of, as a conversation shows its turns: the first with an input, else the first.</summary>
    /// <param name="flagsOf">The flags of a turn.</param>
    public FirstTurn? TitleTurn(Func<TurnRecord, long> flagsOf)
    {
        FirstTurn? first = null;
        bool hasInput = false;
        foreach (var turn in _turns)
        {
            bool isSaid = (flagsOf(turn.Record) & TurnPayload.HasInput) != 0;
            if (first is not { } found || (isSaid, found.Place).CompareTo((hasInput, turn.Place)) > 0)
            {
                (first, hasInput) = (turn, isSaid);
            }
        }

        return first;
    }

    private static CountedTurnRow RowOf(TurnRecord turn) => new(
        turn.StartedAt.UtcTicks, turn.LastAt?.UtcTicks, turn.ResponseTime?.Ticks, turn.Usage?.KnownTokens ?? 0, turn.HasFailed, turn.IsInterrupted,
        turn.IsRefused, turn.Usage?.Cost, turn.Usage?.Currency);
}

/// <param name="Record">The opening.</param>
/// <param name="Visible">What everyone may see of it, as its row has it.</param>
/// <param name="Personal">What is personal of it; null for nothing.</param>
/// <param name="User">The number of its user.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FirstOpening(ConversationRecord Record, byte[] Visible, byte[]? Personal, long? User);

/// <param name="Record">The turn.</param>
/// <param name="Place">Where it stands in the conversation.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FirstTurn(TurnRecord Record, (long Writer, long Sequence, long Number) Place);

/// <param name="Record">The call.</param>
/// <param name="Place">Where it stands in the conversation.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FirstCall(FunctionEventRecord Record, (long Writer, long Sequence, long Number) Place);
